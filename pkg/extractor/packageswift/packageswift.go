// Package packageswift reads Package.swift, the manifest of a Swift package. It is a program: what it declares counts wherever it
// stands, also in a condition. Sources: developer.apple.com/documentation/packagedescription/package/dependency and, for the
// comment that tells the version of Swift and for manifests of one version, docs.swift.org/package-manager/PackageDescription and
// Documentation/Usage.md in github.com/swiftlang/swift-package-manager.
package packageswift

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
)

// Extractor reads Package.swift files, and those for one version of Swift only.
var Extractor = &extractor.Extractor{
	Name:      "packageswift",
	Doc:       "Swift packages",
	Ecosystem: "Swift",
	Files:     []string{"Package.swift", "Package@swift-*.swift"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language},
	Match:     extractor.Ending(match, ".swift"),
	Extract:   extract,
}

func match(name string) bool {
	base := path.Base(name)
	return base == "Package.swift" || strings.HasPrefix(base, "Package@swift-") && strings.HasSuffix(base, ".swift")
}

func extract(f *extractor.File) {
	language(f)
	r := &reader{file: f, tokens: lex.Scan(f.Data, lex.Swift)}
	r.readConstants()
	for i := 0; i < len(r.tokens); i++ {
		if !r.is(i, ".") || !r.is(i+1, "package") && !r.is(i+1, "Package") || !r.is(i+2, "(") { // Package was that of Swift 3
			continue
		}
		end, closed := r.end(i + 3)
		if !closed {
			f.Problem(r.tokens[i+1].Span, "the bracket behind this does not close; correct it, Swift cannot read it either")
			continue
		}
		r.dependency(r.tokens[i+1], arguments(r.tokens[i+3:end]))
		i = end
	}
}

// toolsVersion is the comment that a manifest begins with: the oldest version of Swift that it may be read with.
var toolsVersion = lazyregexp.New(`^\x{FEFF}?\s*//[ \t]*((?i:swift))(?i:-tools-version)[ \t]*:[ \t]*(\d+(?:\.\d+){0,2})`)

func language(f *extractor.File) {
	c := inventory.Component{
		Type: purl.Generic, Name: "swift", Kind: inventory.Language, Scope: inventory.Runtime, Direct: true, Resolution: inventory.Literal,
	}
	m := toolsVersion.FindSubmatchIndex(f.Data)
	if m == nil {
		return
	}
	c.NameSpan, c.VersionSpan = inventory.Span{Start: m[2], End: m[3]}, inventory.Span{Start: m[4], End: m[5]}
	c.Version = string(f.Data[m[4]:m[5]])
	c.PURL = purl.New(c.Type, c.Name, c.Version)
	if !f.Holds(c.NameSpan, c.Name) {
		c.Resolution = inventory.Variable
	}
	f.Add(c)
}

// reader reads one file.
type reader struct {
	file      *extractor.File
	tokens    []lex.Token
	constants map[string]lex.Token
}

func (r *reader) is(i int, text string) bool { return i < len(r.tokens) && r.tokens[i].Is(text) }

// readConstants finds let name = "text" and let name: Version = "1.0.0". One that is set twice is none.
func (r *reader) readConstants() {
	r.constants = map[string]lex.Token{}
	for i := range r.tokens {
		if !r.is(i, "let") && !r.is(i, "var") || i+1 == len(r.tokens) {
			continue
		}
		name, value := r.tokens[i+1], i+2
		if r.is(value, ":") {
			value += 2
		}
		if !r.is(value, "=") || value+1 >= len(r.tokens) || r.tokens[value+1].Kind != lex.String {
			continue
		}
		text := r.tokens[value+1]
		if earlier, found := r.constants[name.Text]; found && earlier.Text != text.Text {
			text.Interpolated = true // which of them counts is not known
		}
		r.constants[name.Text] = text
	}
}

// argument is one of a call: label: tokens, without line ends.
type argument struct {
	label  lex.Token // zero if there is none
	tokens []lex.Token
}

// maxArguments is how many tokens are looked through for the end of a call. Real ones have a dozen.
const maxArguments = 500

// end is the place of the bracket that closes a call, whose arguments begin at i.
func (r *reader) end(i int) (end int, closed bool) {
	depth := 0
	for end := i; end < min(i+maxArguments, len(r.tokens)); end++ {
		switch t := r.tokens[end]; {
		case opens(t):
			depth++
		case closes(t) && depth == 0:
			return end, true
		case closes(t):
			depth--
		}
	}
	return 0, false
}

func opens(t lex.Token) bool  { return t.Is("(") || t.Is("[") || t.Is("{") }
func closes(t lex.Token) bool { return t.Is(")") || t.Is("]") || t.Is("}") }

// arguments are those of a call, whose tokens between the brackets are given.
func arguments(tokens []lex.Token) []argument {
	var all []argument
	var current argument
	depth := 0
	for _, t := range tokens {
		switch {
		case t.Kind == lex.Newline:
			continue
		case opens(t):
			depth++
		case closes(t):
			depth--
		case depth == 0 && t.Is(","):
			all, current = append(all, current), argument{}
			continue
		case depth == 0 && t.Is(":") && len(current.tokens) == 1 && current.label == (lex.Token{}):
			current = argument{label: current.tokens[0]}
			continue
		}
		current.tokens = append(current.tokens, t)
	}
	return append(all, current)
}
