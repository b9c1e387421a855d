// Package text holds strings as the programs that manifests are make them: pieces that are written out, and pieces that
// variables stand for, each with its place.
package text

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Origin is a file that texts come from.
type Origin struct {
	Path  string
	Lines *inventory.Lines
}

// Text is a string as it comes about: pieces that are written out, and pieces that variables stand for.
type Text []Piece

// Piece is a part of a text.
type Piece struct {
	String     string
	At         inventory.Span // where it, or its variable, is written in the script that uses it
	From       Place          // where the text itself stands
	Resolution inventory.Resolution
	whole      bool // its bytes are not those of the file, so that its parts have no places of their own
}

// Place is a part of a file.
type Place struct {
	*Origin
	Span inventory.Span
}

// Max is how long a text may get through variables that repeat others.
const Max = 1 << 10

// String is the whole text.
func (t Text) String() string {
	if len(t) == 1 {
		return t[0].String
	}
	var all strings.Builder
	for _, p := range t {
		all.WriteString(p.String)
	}
	return all.String()
}

// Cut splits a text around the first separator, a single byte.
func (t Text) Cut(separator string) (before, after Text, found bool) {
	for i, p := range t {
		at := strings.Index(p.String, separator)
		if at < 0 {
			continue
		}
		before = append(append(before, t[:i]...), p.slice(0, at))
		after = append(Text{p.slice(at+len(separator), len(p.String))}, t[i+1:]...)
		return before.Compact(), after.Compact(), true
	}
	return t, nil, false
}

// Compact leaves out what is empty.
func (t Text) Compact() Text {
	var all Text
	for _, p := range t {
		if p.String != "" {
			all = append(all, p)
		}
	}
	return all
}

// slice is a part of a piece. That of a variable's is still written where the variable is.
func (p Piece) slice(start, end int) Piece {
	if start == 0 && end == len(p.String) {
		return p
	}
	part := p
	part.String = p.String[start:end]
	if p.whole {
		part.Resolution = Worse(p.Resolution, inventory.Variable)
		return part
	}
	part.From.Span = inventory.Span{Start: p.From.Span.Start + start, End: p.From.Span.Start + end}
	if p.At == p.From.Span && p.Resolution == inventory.Literal {
		part.At = part.From.Span
	}
	return part
}

// At is where a text is written in the script that uses it.
func (t Text) At() inventory.Span {
	if len(t) == 0 {
		return inventory.Span{}
	}
	return inventory.Span{Start: t[0].At.Start, End: max(t[0].At.Start, t[len(t)-1].At.End)}
}

// From is where a text stands: that of one variable where its value does, any other one where it is written, in own.
func (t Text) From(own *Origin) Place {
	if len(t) == 1 {
		return t[0].From
	}
	return Place{own, t.At()}
}

// Resolution is that of the piece that is known least. What several pieces make is no literal.
func (t Text) Resolution() inventory.Resolution {
	how := inventory.Literal
	if len(t) > 1 {
		how = inventory.Variable
	}
	for _, p := range t {
		how = Worse(how, p.Resolution)
	}
	return how
}

// Join makes one piece of a text, as the value of a variable. The parts of g:a:$v stay apart, for each has its place.
func (t Text) Join(own *Origin) Text {
	if len(t) < 2 || strings.Contains(t.String(), ":") {
		return t
	}
	return Text{{String: t.String(), At: t.At(), From: t.From(own), Resolution: t.Resolution(), whole: true}}
}

// Worse gives the resolution that tells less.
func Worse(a, b inventory.Resolution) inventory.Resolution {
	for _, how := range []inventory.Resolution{
		inventory.Unresolved, inventory.Default, inventory.Inherited, inventory.Lockfile, inventory.Variable,
	} {
		if a == how || b == how {
			return how
		}
	}
	return inventory.Literal
}

// Placed is a text as it is used at a place of a script.
func (t Text) Placed(at inventory.Span) Text {
	all := append(Text{}, t...)
	for i := range all {
		all[i].At = at
	}
	return all.orNone()
}

// With is a text that is known no better than that.
func (t Text) With(how inventory.Resolution) Text {
	all := append(Text{}, t...)
	for i := range all {
		all[i].Resolution = Worse(all[i].Resolution, how)
	}
	return all.orNone()
}

// orNone keeps the text of nothing apart from no text.
func (t Text) orNone() Text {
	if len(t) == 0 {
		return nil
	}
	return t
}

// Written is a text that is written out in a file. One with escapes has no places for its parts, and is no literal.
func Written(origin *Origin, text string, at inventory.Span, how inventory.Resolution) Text {
	p := Piece{String: text, At: at, From: Place{origin, at}, Resolution: how}
	if at.End-at.Start != len(text) {
		p.whole, p.Resolution = true, Worse(how, inventory.Variable)
	}
	return Text{p}
}
