// Package gradle reads Gradle's scripts, in Groovy or in Kotlin, into their calls and assignments, with the arguments as
// tokens and the blocks around them. Nothing is run: a call counts wherever it stands, also in a condition.
// Sources of the grammars: groovy-lang.org/dsls.html (command chains), kotlinlang.org/docs/reference/grammar.html.
package gradle

import (
	"iter"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/syntax"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
)

// Call is a call of a method, an assignment, whose value is its argument, or a block with a name.
type Call struct {
	Path  []lex.Token // what stands before the arguments: project.ext.name, ext["name"]; at least one
	Set   bool        // an assignment
	By    bool        // of an assignment: a delegate of Kotlin gives the value
	Args  []Arg
	Owner *Call // the call that this one goes on with: of version in id("x") version "1", that of id
	Block *Call // the call in whose block this one stands; nil at the top
}

// Arg is an argument, named or not.
type Arg struct {
	Key   string // "" of one that is given by its place
	Value []lex.Token
}

// Name is the method, or what is assigned.
func (c *Call) Name() lex.Token { return c.Path[len(c.Path)-1] }

// Is tells whether the call is of one of these methods.
func (c *Call) Is(names ...string) bool { return slices.Contains(names, c.Name().Text) }

// Option gives the value of a named argument, nil if there is none.
func (c *Call) Option(keys ...string) []lex.Token {
	for _, arg := range c.Args {
		if arg.Key != "" && slices.Contains(keys, arg.Key) {
			return arg.Value
		}
	}
	return nil
}

// Dotted is the path of the call as one name.
func (c *Call) Dotted() string {
	var words []string
	for _, t := range c.Path {
		words = append(words, t.Text)
	}
	return strings.Join(words, ".")
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

// In tells whether the call stands in a block of that name, at whatever depth.
func (c *Call) In(name string) bool {
	for block := range c.Blocks() {
		if block.Is(name) {
			return true
		}
	}
	return false
}

// Parse reads a script into its calls, in their order. It never fails: what is no call is passed over.
func Parse(data []byte, language *lex.Language) []*Call {
	p := &parser{tokens: lex.Scan(data, language)}
	for p.at < len(p.tokens) {
		p.step()
	}
	return p.calls
}

// parser goes through the tokens once. What a call's arguments take is not looked at for further calls.
type parser struct {
	tokens []lex.Token
	at     int
	calls  []*Call
	blocks []*Call // of what is open; of what is no call's, that of the block around it
	last   *Call   // the last call of the statement, which a block belongs to
}

// What stands before a name and changes nothing here, and what begins a line that declares nothing.
var (
	modifiers = []string{"def", "val", "var", "final", "const", "private", "public", "internal", "override", "lateinit", "static",
		"return", "object", "class", "fun", "data", "abstract", "open", "enum", "companion", "inline", "suspend", "operator", "new", "in"}
	lines = []string{"import", "package"}
)

func (p *parser) step() {
	switch t := p.tokens[p.at]; {
	case t.Kind == lex.Newline:
		if p.skipLines(); !p.goesOn() {
			p.last = nil
		}
	case t.Is(";"):
		p.last = nil
		p.at++
	case t.Is("{"):
		p.open()
	case t.Is("}"):
		p.close()
	case t.Kind == lex.Word:
		p.word(t)
	case t.Kind == lex.String && p.startsCall():
		p.call()
	default:
		p.at++
	}
}

// word reads what begins with a word.
func (p *parser) word(t lex.Token) {
	switch {
	case slices.Contains(lines, t.Text) && p.previous().Kind == lex.Newline:
		for p.at < len(p.tokens) && p.tokens[p.at].Kind != lex.Newline {
			p.at++
		}
	case slices.Contains(modifiers, t.Text) && p.peek(1).Kind == lex.Word:
		p.at++
	default:
		p.call()
	}
}

func (p *parser) skipLines() {
	for p.at < len(p.tokens) && p.tokens[p.at].Kind == lex.Newline {
		p.at++
	}
}

// goesOn tells whether what stands here goes on with the line before.
func (p *parser) goesOn() bool {
	t := p.peek(0)
	return t.Is(".") || t.Is("?.") || t.Is("?:")
}

// startsCall tells a string that names a method from one that is a value: "name"(…), 'name' …, and `name` on its own.
func (p *parser) startsCall() bool {
	before, next := p.previous(), p.peek(1)
	starts := before.Kind == lex.Newline || before.Is("{") || before.Is("}") || before.Is(";") || before.Is("->")
	return starts && (next.Is("(") || next.Kind == lex.String || p.tokens[p.at].Quote == "`")
}

func (p *parser) open() {
	p.at++
	block := p.last
	if block == nil {
		block = p.around()
	}
	p.blocks = append(p.blocks, block)
	p.last = nil
	p.skipParameters()
}

// skipParameters skips those of a block: { a, b -> …
func (p *parser) skipParameters() {
	for i := p.at; i < min(p.at+20, len(p.tokens)); i++ {
		switch t := p.tokens[i]; {
		case t.Is("->"):
			p.at = i + 1
			return
		case t.Kind != lex.Word && !t.Is(",") && !t.Is(":"):
			return
		}
	}
}

// close ends a block. What follows in the same statement goes on with the call that the block belonged to.
func (p *parser) close() {
	p.at++
	p.last = nil
	if n := len(p.blocks); n > 0 {
		if p.blocks[n-1] != nil && p.blocks[n-1] != p.beneath(n-1) {
			p.last = p.blocks[n-1]
		}
		p.blocks = p.blocks[:n-1]
	}
}

// around is the call in whose block the next one stands.
func (p *parser) around() *Call { return p.beneath(len(p.blocks)) }

func (p *parser) beneath(depth int) *Call {
	if depth == 0 {
		return nil
	}
	return p.blocks[depth-1]
}

func (p *parser) previous() lex.Token { return p.peek(-1) }

// peek gives a token by its distance; a Newline before the first and after the last.
func (p *parser) peek(distance int) lex.Token {
	if i := p.at + distance; i >= 0 && i < len(p.tokens) {
		return p.tokens[i]
	}
	return lex.Token{}
}
