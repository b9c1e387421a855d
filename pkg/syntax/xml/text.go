package xml

import (
	"bytes"
	"html"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Text is decoded text or a part of it, and knows its place. The zero Text is "no text".
type Text struct {
	s      string
	start  int              // the offset of the first byte
	places []inventory.Span // of the character of each byte, if the text does not stand in the file as it is
}

// String is the text itself.
func (t Text) String() string { return t.s }

// Len is the number of its bytes.
func (t Text) Len() int { return len(t.s) }

// Verbatim tells whether the text stands in its span as it is: without entities, comments and foreign encoding.
func (t Text) Verbatim() bool { return t.places == nil }

// Span is the text's place in the file; the zero Span of no text. An entity is in it as a whole.
func (t Text) Span() inventory.Span {
	switch {
	case t.places == nil:
		return inventory.Span{Start: t.start, End: t.start + len(t.s)}
	case len(t.places) == 0:
		return inventory.Span{Start: t.start, End: t.start}
	}
	return inventory.Span{Start: t.places[0].Start, End: t.places[len(t.places)-1].End}
}

// Slice is a part of a text, counted from its start.
func (t Text) Slice(start, end int) Text {
	part := Text{s: t.s[start:end], start: t.start + start}
	if t.places == nil {
		return part
	}
	part.start = t.Span().End
	if start < len(t.places) {
		part.start = t.places[start].Start
	}
	part.places = t.places[start:end]
	return part
}

// Trim cuts blanks from both ends.
func (t Text) Trim() Text {
	start := len(t.s) - len(strings.TrimLeft(t.s, " \t\r\n"))
	return t.Slice(start, start+len(strings.Trim(t.s[start:], " \t\r\n")))
}

// Cut splits a text around the first separator. Without one, before is the text and after is empty.
func (t Text) Cut(separator string) (before, after Text, found bool) {
	i := strings.Index(t.s, separator)
	if i < 0 {
		return t, t.Slice(len(t.s), len(t.s)), false
	}
	return t.Slice(0, i), t.Slice(i+len(separator), len(t.s)), true
}

// Split gives the parts between separators, trimmed, without empty ones.
func (t Text) Split(separator string) []Text {
	var all []Text
	for found := true; found; {
		var part Text
		part, t, found = t.Cut(separator)
		if part = part.Trim(); part.Len() > 0 {
			all = append(all, part)
		}
	}
	return all
}

// join makes one text of pieces that stand apart.
func join(pieces []Text) Text {
	switch len(pieces) {
	case 0:
		return Text{}
	case 1:
		return pieces[0].Trim()
	}
	all := Text{start: pieces[0].start}
	var s strings.Builder
	for _, piece := range pieces {
		s.WriteString(piece.s)
		for i := range piece.s {
			at := piece.Slice(i, i+1).Span()
			for range piece.width(i) {
				all.places = append(all.places, at)
			}
		}
	}
	all.s = s.String()
	return all.Trim()
}

// width is the number of bytes of the character at i.
func (t Text) width(i int) int {
	_, size := utf8.DecodeRuneInString(t.s[i:])
	return size
}

// maxEntity is the longest entity that is looked for: HTML's have 33 characters.
const maxEntity = 40

// decode reads character data at an offset. charset is nil for UTF-8, of which invalid bytes become U+FFFD.
func decode(raw []byte, start int, charset *charmap.Charmap, entities bool) Text {
	entities = entities && bytes.IndexByte(raw, '&') >= 0
	if !entities && (charset == nil && utf8.Valid(raw) || ascii(raw)) {
		return Text{s: string(raw), start: start}
	}
	t := Text{start: start, places: make([]inventory.Span, 0, len(raw))}
	var s strings.Builder
	for i := 0; i < len(raw); {
		text, size := character(raw[i:], charset, entities)
		s.WriteString(text)
		for range len(text) {
			t.places = append(t.places, inventory.Span{Start: start + i, End: start + i + size})
		}
		i += size
	}
	t.s = s.String()
	return t
}

// character reads the first character or entity of raw, and says how many bytes it has there.
func character(raw []byte, charset *charmap.Charmap, entities bool) (text string, size int) {
	if entities && raw[0] == '&' {
		if end := bytes.IndexByte(raw[:min(len(raw), maxEntity)], ';'); end > 0 {
			entity := string(raw[:end+1])
			if text := html.UnescapeString(entity); text != entity {
				return text, len(entity)
			}
		}
	}
	if charset != nil {
		return string(charset.DecodeByte(raw[0])), 1
	}
	r, size := utf8.DecodeRune(raw)
	return string(r), size
}

func ascii(raw []byte) bool {
	for _, b := range raw {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
