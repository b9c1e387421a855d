package lock

import (
	"bytes"
	"errors"
	"iter"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// Word is a key or a value in a lock file, without its quotes.
type Word struct {
	inventory.Span
	data []byte
}

func (w Word) String() string { return string(w.data[w.Start:w.End]) }

// Part is the place of a part of it.
func (w Word) Part(start, end int) inventory.Span {
	return inventory.Span{Start: w.Start + start, End: w.Start + end}
}

// Bytes is the text itself, which must not be changed or kept.
func (w Word) Bytes() []byte { return w.data[w.Start:w.End] }

// Unquote cuts the quotes around it.
func (w Word) Unquote() Word {
	if text := w.Bytes(); len(text) > 1 && quoted(text) == len(text) {
		w.Start++
		w.End--
	}
	return w
}

// Line is a line that has a key: the keys above it and its own, and its value, which may be empty.
type Line struct {
	Path  []Word // valid until the next line is read; empty where a new document begins
	Value Word
}

// Lines reads a lock file of indented keys and values: YAML as pnpm and Yarn write it, and what Yarn 1 writes. It is many
// times faster than a YAML parser and takes no memory, and locks are large. All other lines are passed over, and so are the
// marks of a merge conflict, which is a Problem.
func Lines(f *extractor.File) iter.Seq[Line] {
	return func(yield func(Line) bool) {
		if guard, ok := errors.AsType[*syntax.GuardError](syntax.Guard(f.Data)); ok {
			f.Fail(inventory.Span{Start: guard.Offset, End: guard.Offset}, "nothing of the lock is read: %v", guard)
			return
		}
		s := &scanner{file: f}
		start := len(f.Data) - len(bytes.TrimPrefix(f.Data, []byte(syntax.BOM)))
		for start < len(f.Data) {
			end := start + 1 + bytes.IndexByte(f.Data[start:], '\n')
			if end == start {
				end = len(f.Data)
			}
			if line, ok := s.line(Word{inventory.Span{Start: start, End: end}, f.Data}); ok && !yield(line) {
				return
			}
			start = end
		}
	}
}

type scanner struct {
	file     *extractor.File
	path     []Word
	indents  []int // of the keys in path
	conflict bool  // one has been reported
}

func (s *scanner) line(w Word) (Line, bool) {
	w.End = w.Start + len(bytes.TrimRight(w.Bytes(), " \t\r\n"))
	indent := len(w.Bytes()) - len(bytes.TrimLeft(w.Bytes(), " "))
	w.Start += indent
	text := w.Bytes()
	switch {
	case len(text) == 0, text[0] == '#', string(text) == ":":
		return Line{}, false
	case s.isConflict(w, indent):
		return Line{}, false
	case indent == 0 && bytes.HasPrefix(text, []byte("---")):
		s.path, s.indents = nil, nil
		return Line{}, true
	case bytes.HasPrefix(text, []byte("? ")): // a long key, whose value begins in the next line
		w.Start += 2
		return s.under(indent, w.Unquote(), Word{}), true
	case bytes.HasPrefix(text, []byte(": ")):
		w.Start += 2
		indent += 2
	}
	key, value, ok := split(w)
	if !ok {
		return Line{}, false
	}
	return s.under(indent, key, value), true
}

func (s *scanner) under(indent int, key, value Word) Line {
	depth := len(s.indents)
	for depth > 0 && s.indents[depth-1] >= indent {
		depth--
	}
	s.path, s.indents = append(s.path[:depth], key), append(s.indents[:depth], indent)
	return Line{s.path, value}
}

func (s *scanner) isConflict(w Word, indent int) bool {
	if indent > 0 {
		return false
	}
	for _, mark := range []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"} {
		if bytes.HasPrefix(w.Bytes(), []byte(mark)) {
			if !s.conflict {
				s.file.Problem(w.Span, "a merge conflict begins here and both of its sides are read; resolve it")
			}
			s.conflict = true
			return true
		}
	}
	return false
}

// split parts a line: key:, key: value, "key": value, and Yarn 1's key value. Keys of Yarn 1 that are several stay as they
// are written: "a@^1", "a@^2":.
func split(w Word) (key, value Word, ok bool) {
	text := w.Bytes()
	end := quoted(text)
	switch {
	case end > 0 && end < len(text) && text[end] != ',':
		key, value = w, w
		key.End, value.Start = w.Start+end, w.Start+end
		if text[end] == ':' {
			value.Start++
		}
	case text[len(text)-1] == ':':
		key, value = w, w
		key.End, value.Start = w.End-1, w.End
	default:
		at, size := bytes.Index(text, []byte(": ")), 2
		if at < 0 {
			at, size = bytes.IndexByte(text, ' '), 1
		}
		if at < 0 {
			return key, value, false
		}
		key, value = w, w
		key.End, value.Start = w.Start+at, w.Start+at+size
	}
	value.Start = value.End - len(bytes.TrimLeft(value.Bytes(), " "))
	return key.Unquote(), value.Unquote(), true
}

// quoted measures the string in quotes that text starts with, 0 if there is none.
func quoted(text []byte) int {
	if len(text) == 0 || text[0] != '"' && text[0] != '\'' {
		return 0
	}
	if end := bytes.IndexByte(text[1:], text[0]); end >= 0 {
		return end + 2
	}
	return 0
}
