package xml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// Parse reads a document. The root is nil if there is none; with an error, which is an *Error, it holds what stood before it.
func Parse(data []byte) (*Element, error) {
	if refused, ok := errors.AsType[*syntax.GuardError](syntax.Guard(data)); ok {
		return nil, &Error{refused.Offset, refused}
	}
	text := bytes.TrimPrefix(data, []byte(syntax.BOM))
	p := &parser{data: data, base: len(data) - len(text), charset: charset(text)}
	p.tokens = xml.NewDecoder(bytes.NewReader(plain(text)))
	p.tokens.Strict = false
	p.tokens.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	err := p.parse()
	for len(p.open) > 0 {
		p.close()
	}
	return p.root, err
}

var declaration = lazyregexp.New(`^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)`)

// charset is the single-byte encoding that the document declares; nil for UTF-8 and all others.
func charset(text []byte) *charmap.Charmap {
	m := declaration.FindSubmatch(text)
	if m == nil {
		return nil
	}
	for _, known := range charmap.All {
		if single, ok := known.(*charmap.Charmap); ok && letters(single.String()) == letters(string(m[1])) {
			return single
		}
	}
	return nil
}

// letters are what counts of the name of an encoding: ISO-8859-1 is iso8859_1.
func letters(name string) string {
	return strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(name))
}

// plain gives a copy in which all that the library could stumble over is something harmless of the same length. It only
// has to find where the tags and texts are; they are decoded from the original, so that offsets stay those of the file.
func plain(text []byte) []byte {
	out := bytes.Clone(text)
	for i, b := range out {
		switch {
		case b >= utf8.RuneSelf, b == '&':
			out[i] = 'x'
		case b < ' ' && b != '\t' && b != '\n' && b != '\r':
			out[i] = ' '
		}
	}
	if bytes.HasPrefix(out, []byte("<?xml ")) { // of which the library accepts version 1.0 only
		out[2] = 'y'
	}
	return out
}

// parser builds the tree of raw tokens. The library's own matching of end tags would hide where they are missing.
type parser struct {
	tokens  *xml.Decoder
	data    []byte
	base    int // the offset in the file of the first byte that is parsed
	charset *charmap.Charmap
	root    *Element
	open    []opened
}

// opened is an element whose end is still to come.
type opened struct {
	*Element
	tag    xml.Name
	pieces []Text
}

func (p *parser) parse() error {
	for {
		start := p.offset()
		token, err := p.tokens.RawToken()
		if errors.Is(err, io.EOF) {
			return p.ended()
		}
		if err != nil {
			return p.explain(start, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if len(p.open) == syntax.MaxDepth {
				return &Error{start, errDepth}
			}
			p.start(token.Name, start)
		case xml.EndElement:
			if err := p.end(token.Name, start); err != nil {
				return err
			}
		case xml.CharData:
			p.text(start, p.offset())
		}
	}
}

func (p *parser) offset() int { return p.base + int(p.tokens.InputOffset()) }

func (p *parser) start(tag xml.Name, start int) {
	e := startTag(p.data[:p.offset()], start, p.charset)
	if len(p.open) > 0 {
		e.Parent = p.open[len(p.open)-1].Element
		e.Parent.Children = append(e.Parent.Children, e)
	} else if p.root == nil {
		p.root = e
	}
	p.open = append(p.open, opened{Element: e, tag: tag})
}

func (p *parser) end(tag xml.Name, start int) error {
	if len(p.open) == 0 {
		return &Error{start, fmt.Errorf("</%s> ends nothing", tag.Local)}
	}
	if last := p.open[len(p.open)-1]; last.tag != tag {
		return &Error{start, fmt.Errorf("</%s> stands where <%s> should end", tag.Local, last.Name)}
	}
	p.close()
	return nil
}

func (p *parser) close() {
	last := p.open[len(p.open)-1]
	last.text = join(last.pieces)
	p.open = p.open[:len(p.open)-1]
}

// text reads character data or a CDATA section.
func (p *parser) text(start, end int) {
	raw := p.data[start:end]
	if len(p.open) == 0 || len(bytes.TrimSpace(raw)) == 0 {
		return
	}
	const cdata = "<![CDATA["
	literal := bytes.HasPrefix(raw, []byte(cdata))
	if literal {
		start += len(cdata)
		raw = bytes.TrimSuffix(raw[len(cdata):], []byte("]]>"))
	}
	last := &p.open[len(p.open)-1]
	last.pieces = append(last.pieces, decode(raw, start, p.charset, !literal))
}

func (p *parser) ended() error {
	switch {
	case p.root == nil:
		return &Error{p.offset(), errNone}
	case len(p.open) > 0:
		last := p.open[len(p.open)-1]
		return &Error{p.offset(), fmt.Errorf("the file ends before </%s>", last.Name)}
	}
	return nil
}

// explain turns an error of the library into one with a place in the file.
func (p *parser) explain(start int, err error) *Error {
	if bytes.HasPrefix(p.data[start:], []byte("<<<<<<<")) {
		return &Error{start, errConflict}
	}
	if broken, ok := errors.AsType[*xml.SyntaxError](err); ok {
		return &Error{start, errors.New(broken.Msg)}
	}
	return &Error{start, err}
}
