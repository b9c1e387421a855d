package toolchain

import (
	"bytes"
	"iter"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// Word is a piece of a line, and knows where it starts in the file.
type Word struct {
	Text  string
	Start int
}

// Place is the place of Text[start:end].
func (w Word) Place(start, end int) inventory.Span {
	return inventory.Span{Start: w.Start + start, End: w.Start + end}
}

// Span is the place of the whole word.
func (w Word) Span() inventory.Span { return w.Place(0, len(w.Text)) }

// Slice is a part of the word.
func (w Word) Slice(start, end int) Word { return Word{w.Text[start:end], w.Start + start} }

// Lines gives the words of each line that has some. A # starts a comment, a byte order mark is skipped.
func Lines(data []byte) iter.Seq[[]Word] {
	return func(yield func([]Word) bool) {
		at := len(data) - len(bytes.TrimPrefix(data, []byte(syntax.BOM)))
		for line := range bytes.Lines(data[at:]) {
			text, _, _ := bytes.Cut(line, []byte("#"))
			var words []Word
			offset := at
			for field := range strings.FieldsSeq(string(text)) {
				offset += bytes.Index(data[offset:], []byte(field))
				words = append(words, Word{field, offset})
				offset += len(field)
			}
			if len(words) > 0 && !yield(words) {
				return
			}
			at += len(line)
		}
	}
}
