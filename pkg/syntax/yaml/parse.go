package yaml

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// Error says why a file could not be read to its end, and at which byte.
type Error = syntax.Error

var errUTF8 = errors.New("the file is not UTF-8 text: save it as such")

// Parse reads the documents of a file. With an error, which is an *Error, they are those before it, the last one perhaps
// cut off above the error's line.
func Parse(data []byte) (Documents, error) {
	if guard, refused := errors.AsType[*syntax.GuardError](syntax.Guard(data)); refused {
		return nil, &Error{Offset: guard.Offset, Err: guard}
	}
	text := bytes.TrimPrefix(data, []byte(syntax.BOM))
	bom := len(data) - len(text)
	read, err := decode(bytes.NewReader(text))
	if err != nil {
		var offset int
		read, offset, err = above(text, read, err)
		err = &Error{Offset: bom + offset, Err: err}
	}
	b := builder{data: data, places: newPlaces(text, bom), anchors: map[*yaml.Node]*Node{}, merges: maxMerged}
	var documents Documents
	for _, document := range read {
		documents = append(documents, b.node(document.Content[0]))
	}
	return documents, err
}

// above finds where a text is broken, and reads what stands above that line. The parser may notice an error only in the
// next line or the one after it, so the lines before are tried too. Else it gives what has been read.
func above(text []byte, read []*yaml.Node, err error) ([]*yaml.Node, int, error) {
	first, reason := locate(text, err)
	for offset, tries := first, 0; tries < 3; tries++ {
		text = text[:bytes.LastIndexByte(text[:offset], '\n')+1]
		documents, err := decode(bytes.NewReader(text))
		if err == nil {
			return documents, offset, reason
		}
		offset, _ = locate(text, err)
	}
	return read, first, reason
}

// decode reads documents up to the first error.
func decode(from io.Reader) ([]*yaml.Node, error) {
	decoder := yaml.NewDecoder(from)
	var documents []*yaml.Node
	for {
		var document yaml.Node
		switch err := decoder.Decode(&document); {
		case errors.Is(err, io.EOF):
			return documents, nil
		case err != nil:
			return documents, err
		}
		documents = append(documents, &document)
	}
}

// lineReader gives one line at a time, so that one knows how far a parser came.
type lineReader struct {
	text []byte
	read int // up to the end of the last line given
	last int // its start
}

func (r *lineReader) Read(buffer []byte) (int, error) {
	if r.read == len(r.text) {
		return 0, io.EOF
	}
	line := r.text[r.read:]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end+1]
	}
	n := copy(buffer, line)
	r.last = r.read
	r.read += n
	return n, nil
}

// position is what the library's message starts with. Its number is that of the line where the broken value begins, or the
// one before it: nothing to go by.
var position = lazyregexp.New(`^yaml: (?:line \d+: )?`)

// locate gives the start of the line that the parser could not read, and the reason.
func locate(text []byte, err error) (int, error) {
	if !utf8.Valid(text) {
		offset := 0
		for r, size := rune(0), 0; r != utf8.RuneError || size != 1; offset += size {
			r, size = utf8.DecodeRune(text[offset:])
		}
		return offset - 1, errUTF8
	}
	lines := &lineReader{text: text}
	if _, again := decode(lines); again == nil {
		return 0, err
	}
	return lines.last, errors.New(position.ReplaceAllString(err.Error(), ""))
}

// maxMerged is how many members are merged in one file at most. Real files merge dozens; crafted ones could grow quadratic.
const maxMerged = 100_000

// builder turns the library's nodes into those of this package.
type builder struct {
	data    []byte
	places  *places
	anchors map[*yaml.Node]*Node
	merges  int
}

func (b *builder) node(from *yaml.Node) *Node {
	if from.Kind == yaml.AliasNode {
		return b.anchors[from.Alias]
	}
	start := b.places.offset(from.Line, from.Column)
	n := &Node{data: b.data, Span: inventory.Span{Start: start, End: start}}
	if from.Style&yaml.TaggedStyle != 0 {
		n.Tag = from.Tag
	}
	if from.Anchor != "" {
		b.anchors[from] = n // before what it holds, which may be an alias of it
	}
	switch from.Kind {
	case yaml.MappingNode:
		n.Kind = Mapping
		b.mapping(n, from.Content)
	case yaml.SequenceNode:
		n.Kind = Sequence
		for _, element := range from.Content {
			n.Elements = append(n.Elements, b.child(n, element))
		}
	case yaml.ScalarNode:
		n.Kind = Scalar
		if from.ShortTag() == "!!null" {
			n.Kind = Null
		}
		n.scalar(from)
	}
	return n
}

// child is a node inside of another one, which reaches to its end.
func (b *builder) child(parent *Node, from *yaml.Node) *Node {
	n := b.node(from)
	if from.Kind != yaml.AliasNode {
		parent.Span.End = max(parent.Span.End, n.Span.End)
	}
	return n
}

func (b *builder) mapping(n *Node, content []*yaml.Node) {
	n.Members = make([]Member, 0, len(content)/2)
	var merged []*Node
	for i := 0; i+1 < len(content); i += 2 {
		key, value := b.child(n, content[i]), b.child(n, content[i+1])
		if content[i].ShortTag() == "!!merge" {
			merged = append(merged, value)
		} else {
			n.Members = append(n.Members, Member{key, value})
		}
	}
	if len(merged) > 0 {
		b.merge(n, merged)
	}
}

// merge adds the members of fragments that the mapping itself does not have; of several fragments the first counts
// (yaml.org/type/merge.html). A value is a fragment or a sequence of such.
func (b *builder) merge(n *Node, values []*Node) {
	own := make(map[string]bool, len(n.Members))
	for _, m := range n.Members {
		own[m.Key.Text] = true
	}
	for _, value := range values {
		if b.merges -= len(value.Elements); b.merges < 0 {
			return
		}
		for _, fragment := range value.Items() {
			if b.merges -= len(fragment.Members); b.merges < 0 {
				return
			}
			for key, value := range fragment.Each() {
				if !own[key.Text] {
					own[key.Text] = true
					n.Members = append(n.Members, Member{key, value})
				}
			}
		}
	}
}
