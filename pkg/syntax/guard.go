// Package syntax guards the parsers below it: some of them overflow the stack, which Go cannot recover from, or take
// seconds on small crafted files. Its folders hold one position-carrying tree a syntax.
package syntax

import (
	"bytes"
	"errors"
	"fmt"
)

// MaxDepth is the deepest nesting that any parser is given. Real manifests stay below 20.
const MaxDepth = 200

// BOM is the UTF-8 byte order mark. Parsers are given the bytes after it; spans still count it.
const BOM = "\xef\xbb\xbf"

// GuardError says why a file is not given to its parser, and where.
type GuardError struct {
	Offset int
	err    error
}

func (e *GuardError) Error() string { return e.err.Error() }

// The reasons of a GuardError.
var (
	errNUL   = errors.New("the file holds a NUL byte: save it as UTF-8 text")
	errUTF16 = errors.New("the file is UTF-16: save it as UTF-8")
	errDepth = fmt.Errorf("brackets are nested deeper than %d: techcheck does not read this", MaxDepth)
)

// Guard refuses bytes that a parser must not see: UTF-16, NUL, and brackets nested deeper than MaxDepth. It is one pass
// that knows nothing of strings and comments: it may refuse what is odd but harmless, and a crafted file can hide its depth
// behind closing brackets in them. A parser that recurses without a bound needs one of its own.
func Guard(data []byte) error {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return &GuardError{0, errUTF16}
	}
	depth := 0
	for i, b := range data {
		switch b {
		case 0:
			return &GuardError{i, errNUL}
		case '(', '[', '{':
			if depth++; depth > MaxDepth {
				return &GuardError{i, errDepth}
			}
		case ')', ']', '}':
			depth = max(0, depth-1)
		}
	}
	return nil
}
