package xml

import (
	"bytes"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// maxAttributes is how many attributes of an element are kept, as users look through them all.
const maxAttributes = 200

// startTag reads the start tag that begins at an offset and ends with the data. The library has accepted it, but does not
// say where its attributes are.
func startTag(data []byte, start int, charset *charmap.Charmap) *Element {
	s := &scanner{data, start + 1}
	e := &Element{}
	e.Name, e.Span = s.name()
	for {
		s.skip(" \t\r\n/>")
		if s.at >= len(data) || len(e.Attributes) == maxAttributes {
			return e
		}
		var a Attribute
		if a.Name, a.Span = s.name(); a.Span.Start == a.Span.End {
			return e
		}
		a.Value = s.value(charset).Trim()
		e.Attributes = append(e.Attributes, a)
	}
}

// scanner reads the inside of a start tag.
type scanner struct {
	data []byte
	at   int
}

func (s *scanner) skip(chars string) {
	for s.at < len(s.data) && strings.IndexByte(chars, s.data[s.at]) >= 0 {
		s.at++
	}
}

// until moves to the next of some characters, and gives where that began and ended.
func (s *scanner) until(chars string) (start, end int) {
	start = s.at
	for s.at < len(s.data) && strings.IndexByte(chars, s.data[s.at]) < 0 {
		s.at++
	}
	return start, s.at
}

// name reads the name of an element or an attribute, of which a prefix is left out.
func (s *scanner) name() (string, inventory.Span) {
	start, end := s.until(" \t\r\n=/>")
	if colon := bytes.IndexByte(s.data[start:end], ':'); colon >= 0 {
		start += colon + 1
	}
	return strings.ToValidUTF8(string(s.data[start:end]), "\uFFFD"), inventory.Span{Start: start, End: end}
}

// value reads what follows an attribute's name. Without quotes it ends at a blank, and there may be none at all.
func (s *scanner) value(charset *charmap.Charmap) Text {
	s.skip(" \t\r\n")
	if s.at >= len(s.data) || s.data[s.at] != '=' {
		return Text{}
	}
	s.at++
	s.skip(" \t\r\n")
	if s.at >= len(s.data) {
		return Text{}
	}
	ends := " \t\r\n>"
	if quote := s.data[s.at]; quote == '"' || quote == '\'' {
		s.at++
		ends = string(quote)
	}
	start, end := s.until(ends)
	if len(ends) == 1 {
		s.at++
	}
	return decode(s.data[start:end], start, charset, true)
}
