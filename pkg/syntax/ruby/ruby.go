// Package ruby reads Ruby files that declare things by calling methods (a Gemfile, a gem specification, a Podfile) into
// their calls, with the arguments as tokens and the blocks around them. Nothing is run: a call counts wherever it stands,
// also in a condition. Source of the grammar: docs.ruby-lang.org/en/master/syntax/calling_methods_rdoc.html.
package ruby

import (
	"iter"
	"slices"

	"github.com/dna-group/techcheck/pkg/syntax"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
)

// Call is one call of a method, or an assignment, whose value is its argument: x = 1, x.name = 1.
type Call struct {
	Name     lex.Token
	Method   bool // of something: x.name
	Set      bool // an assignment
	Args     []Arg
	HasBlock bool        // of its own
	Block    *Call       // the call in whose block this one stands; nil at the top
	Param    lex.Token   // what this call's block names its first parameter: do |x|
	On       []lex.Token // of %w[a b].each: what the method is called on, if it is a list of strings
}

// Arg is an argument. The options of a call are arguments with a key.
type Arg struct {
	Key   string // "" of one that is given by its place
	Value []lex.Token
}

// Option gives the value of an option, nil if there is none.
func (c *Call) Option(keys ...string) []lex.Token {
	for _, arg := range c.Args {
		if arg.Key != "" && slices.Contains(keys, arg.Key) {
			return arg.Value
		}
	}
	return nil
}

// Blocks gives the calls in whose blocks this one stands, the innermost first, at most syntax.MaxDepth.
func (c *Call) Blocks() iter.Seq[*Call] {
	return func(yield func(*Call) bool) {
		block := c.Block
		for range syntax.MaxDepth {
			if block == nil || !yield(block) {
				return
			}
			block = block.Block
		}
	}
}

// File is a file that has been read.
type File struct {
	Calls    []*Call // in their order
	data     []byte
	sets     map[string][]*Call // the assignments of a variable
	unrolled int                // the strings that loops have been unrolled to
}

// Parse reads a file. It never fails: what is no call is passed over.
func Parse(data []byte) *File {
	p := &parser{tokens: lex.Scan(data, lex.Ruby)}
	for p.at < len(p.tokens) {
		p.step()
	}
	f := &File{Calls: p.calls, data: data, sets: map[string][]*Call{}}
	for _, c := range f.Calls {
		if c.Set && !c.Method {
			f.sets[c.Name.Text] = append(f.sets[c.Name.Text], c)
		}
	}
	return f
}

// parser goes through the tokens once. What a call's arguments take is not looked at for further calls.
type parser struct {
	tokens []lex.Token
	at     int
	calls  []*Call
	blocks []block
	last   *Call // the last call of the statement, which a block belongs to
	loop   bool  // the statement is a while, until or for, whose "do" opens nothing more
}

// block is what "end" or "}" closes. One that is no call's has that of the block around it.
type block struct {
	call  *Call
	brace bool
}

// The keywords that open what "end" closes, those of them that a "do" follows, and those that end a call's arguments.
var (
	openers   = []string{"if", "unless", "case", "while", "until", "for", "begin", "def", "class", "module"}
	loops     = []string{"while", "until", "for"}
	modifiers = []string{"if", "unless", "while", "until", "rescue", "and", "or", "do", "then", "end", "else", "elsif", "when", "in"}
)

func (p *parser) step() {
	t := p.tokens[p.at]
	switch {
	case t.Kind == lex.Newline || t.Is(";"):
		p.last, p.loop = nil, false
		p.at++
	case t.Is("{"):
		p.open(true)
	case t.Is("}"):
		p.close(true)
	case t.Kind == lex.Word && !p.isName():
		p.keyword(t)
	default:
		p.at++
	}
}

// isName tells a word that names something (a key, a symbol, a method after a dot) from one that does something.
func (p *parser) isName() bool {
	return p.previous().Is(":") && !p.peek(0).Spaced || p.previous().Is("::") || p.peek(1).Is(":") && !p.peek(1).Spaced
}

func (p *parser) keyword(t lex.Token) {
	opener := slices.Contains(openers, t.Text)
	switch {
	case p.previous().Is("."):
		p.call(t)
	case t.Text == "do" && p.loop:
		p.loop = false
		p.at++
	case t.Text == "do":
		p.open(false)
	case t.Text == "end":
		p.close(false)
	case opener && p.startsExpression():
		p.loop = slices.Contains(loops, t.Text)
		p.blocks = append(p.blocks, block{call: p.around()})
		p.at++
	case opener || slices.Contains(modifiers, t.Text):
		p.at++
	default:
		p.call(t)
	}
}

// startsExpression tells an "if" that needs an end from one that follows what it guards.
func (p *parser) startsExpression() bool {
	before := p.previous()
	switch before.Kind {
	case lex.Newline:
		return true
	case lex.Punct:
		return !before.Is(")") && !before.Is("]") && !before.Is("}")
	default:
		return before.Is("then") || before.Is("else") || before.Is("do") || before.Is("begin")
	}
}

func (p *parser) open(brace bool) {
	p.at++
	opened := block{call: p.around(), brace: brace}
	if p.last != nil {
		opened.call = p.last
		p.last.HasBlock = true
		if p.peek(0).Is("|") && p.peek(1).Kind == lex.Word {
			p.last.Param = p.peek(1)
			for p.at++; p.at < len(p.tokens) && !p.peek(0).Is("|") && p.peek(0).Kind != lex.Newline; {
				p.at++
			}
			p.at = min(p.at+1, len(p.tokens))
		}
	}
	p.last = nil
	p.blocks = append(p.blocks, opened)
}

func (p *parser) close(brace bool) {
	p.at++
	if n := len(p.blocks); n > 0 && p.blocks[n-1].brace == brace {
		p.blocks = p.blocks[:n-1]
	}
	p.last = nil
}

// around is the call in whose block the next one stands.
func (p *parser) around() *Call {
	if len(p.blocks) == 0 {
		return nil
	}
	return p.blocks[len(p.blocks)-1].call
}

func (p *parser) previous() lex.Token { return p.peek(-1) }

// peek gives a token by its distance; a Newline before the first and after the last.
func (p *parser) peek(distance int) lex.Token {
	if i := p.at + distance; i >= 0 && i < len(p.tokens) {
		return p.tokens[i]
	}
	return lex.Token{}
}
