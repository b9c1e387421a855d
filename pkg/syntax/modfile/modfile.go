// Package modfile reads the syntax of go.mod and go.work files (https://go.dev/ref/mod#go-mod-file-lexical), with the
// place of each word.
//
// golang.org/x/mod/modfile cannot serve here: it exports its syntax tree only for files that are right in every version
// and directive, one bad line costs the file, and its tokens have no offsets. This package reads what that one accepts,
// word for word (a test compares the two), and of what that one refuses everything but the bad places.
package modfile

import (
	"bytes"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// File is what a go.mod or go.work file says, and what in it is no such thing.
type File struct {
	Lines  []Line
	Errors []Error
}

// Line is one directive, or one line of a block of them. No meaning is checked.
type Line struct {
	Verb    Token // the directive: require; of a line in a block, the block's
	Args    []Token
	Comment string // what follows on the line from "//" on; "" if nothing does
}

// Token is one word: exactly the text in its span. A quoted string lacks its quotes and keeps its escapes, which no
// module path, version or tool needs.
type Token struct {
	Text   string
	Span   inventory.Span
	quoted bool
}

// Error is a place that is not in the syntax. The message says what, and the reader's next step.
type Error struct {
	Span    inventory.Span
	Message string
}

// directives are the verbs of go.mod and go.work. They matter only where a block is not closed.
var directives = map[string]bool{
	"exclude": true, "go": true, "godebug": true, "ignore": true, "module": true, "replace": true,
	"require": true, "retract": true, "tool": true, "toolchain": true, "use": true,
}

// Parse reads a file, whatever it holds. An error costs the rest of its line; of a merge conflict both sides are read.
func Parse(data []byte) *File {
	p := &parser{data: data}
	start := 0
	if bytes.HasPrefix(data, []byte(syntax.BOM)) {
		start = len(syntax.BOM)
	}
	for start < len(data) {
		end := len(data)
		if i := bytes.IndexByte(data[start:], '\n'); i >= 0 {
			end = start + i
		}
		p.line(start, end)
		start = end + 1
	}
	if p.block != nil {
		p.unclosed()
	}
	return &p.File
}

type parser struct {
	File
	data        []byte
	block       *block // in which the line stands; nil: in none
	conflicting bool   // a merge conflict was seen
	before      *block // the block in which the last conflict started, and so each of its sides
}

type block struct {
	verb  Token
	first int // index of the block's first line in File.Lines
}

func (p *parser) line(start, end int) {
	if mark := marker(p.data[start:end]); mark != 0 {
		p.merge(mark, inventory.Span{Start: start, End: end})
		return
	}
	words, comment := p.words(start, end)
	if len(words) == 0 {
		return
	}
	first, last := words[0], words[len(words)-1]
	switch {
	case first.is(")"):
		p.closeBlock(words)
	case p.block != nil && !(directives[first.Text] && last.is("(")):
		p.Lines = append(p.Lines, Line{Verb: p.block.verb, Args: words, Comment: comment})
	case len(words) > 1 && last.is("("):
		p.openBlock(first)
	case len(words) > 2 && words[len(words)-2].is("(") && last.is(")"): // an empty block
	default:
		p.Lines = append(p.Lines, Line{Verb: first, Args: words[1:], Comment: comment})
	}
}

func (p *parser) openBlock(verb Token) {
	if p.block != nil {
		p.unclosed()
	}
	p.block = &block{verb: verb, first: len(p.Lines)}
}

func (p *parser) closeBlock(words []Token) {
	if p.block == nil {
		p.fail(words[0].Span, `")" closes a block that nothing opens: remove it, or restore the line that opens the block`)
	} else if len(words) > 1 {
		p.fail(words[1].Span, `there is more after ")": move it to a line of its own`)
	}
	p.block = nil
}

// unclosed reports the open block. Lines in it that start with a directive's name are taken to stand behind it.
func (p *parser) unclosed() {
	p.fail(p.block.verb.Span, `the block is not closed: end it with a line ")"`)
	for i := p.block.first; i < len(p.Lines); i++ {
		line := &p.Lines[i]
		if len(line.Args) > 0 && directives[line.Args[0].Text] {
			line.Verb, line.Args = line.Args[0], line.Args[1:]
		}
	}
	p.block.first = len(p.Lines)
}

func (p *parser) merge(mark byte, at inventory.Span) {
	if !p.conflicting {
		p.fail(at, "a merge conflict is not resolved (both sides were read): resolve it and remove its markers")
		p.conflicting, p.before = true, p.block
	}
	switch mark {
	case '<':
		p.before = p.block
	case '|', '=':
		p.block = p.before
	}
}

// marker gives the character of a line that git writes into a conflict (<<<<<<< HEAD), else 0.
func marker(line []byte) byte {
	for _, mark := range []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"} {
		rest, found := bytes.CutPrefix(line, []byte(mark))
		if found && (len(rest) == 0 || rest[0] == ' ' || rest[0] == '\r') {
			return mark[0]
		}
	}
	return 0
}

func (p *parser) fail(at inventory.Span, message string) {
	p.Errors = append(p.Errors, Error{at, message})
}
