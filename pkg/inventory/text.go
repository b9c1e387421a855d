package inventory

import "strings"

// Scalar is what a Text is the text of.
type Scalar interface {
	Part(start, end int) Span // the place in the file of a part of its text; an escape sequence is in it as a whole
}

// Text is the text of a scalar or a part of it, and knows its place. The zero Text is "no text".
type Text struct {
	s      string
	start  int // in the text of the scalar
	scalar Scalar
}

// NewText is the whole text of a scalar.
func NewText(text string, of Scalar) Text { return Text{text, 0, of} }

// String is the text itself.
func (t Text) String() string { return t.s }

// Len is the number of its bytes.
func (t Text) Len() int { return len(t.s) }

// Slice is a part of a text, counted from its start.
func (t Text) Slice(start, end int) Text { return Text{t.s[start:end], t.start + start, t.scalar} }

// Trim cuts blanks from both ends.
func (t Text) Trim() Text {
	start := len(t.s) - len(strings.TrimLeft(t.s, " \t\r\n"))
	return t.Slice(start, start+len(strings.TrimSpace(t.s)))
}

// Cut splits a text around the first separator. Without one, before is the text and after is empty.
func (t Text) Cut(separator string) (before, after Text, found bool) {
	i := strings.Index(t.s, separator)
	if i < 0 {
		return t, t.Slice(len(t.s), len(t.s)), false
	}
	return t.Slice(0, i), t.Slice(i+len(separator), len(t.s)), true
}

// Span is the text's place in the file; the zero Span of no text.
func (t Text) Span() Span { return t.Part(0, len(t.s)) }

// Part is the place of a part of a text, counted from its start.
func (t Text) Part(start, end int) Span {
	if t.scalar == nil {
		return Span{}
	}
	return t.scalar.Part(t.start+start, t.start+end)
}

// Offsets gives for each byte of the text where it stands in the file.
func (t Text) Offsets() []int {
	offsets := make([]int, len(t.s))
	for i := range offsets {
		offsets[i] = t.Part(i, i+1).Start
	}
	return offsets
}
