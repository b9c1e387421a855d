package json

import "bytes"

// standardize gives a copy of JSON with comments (JSONC) in which comments and trailing commas are blanks, so that every
// other byte keeps its place. It checks nothing: what it leaves is judged by the parser. Nor does it recurse, as hujson
// does, which overflows the stack where brackets in strings or comments hide the depth from syntax.Guard.
func standardize(text []byte) []byte {
	out := bytes.Clone(text)
	previous := byte('[') // the last byte that is no blank; of a string, its quote
	comma := -1           // where it is, if it is a comma after a value
	for i := 0; i < len(out); {
		if size := comment(out[i:]); size > 0 {
			blank(out[i : i+size])
		}
		size := 1
		switch out[i] {
		case ' ', '\t', '\r', '\n':
			i++
			continue
		case '/': // no comment that ends, so the parser stops here
			return out
		case '"':
			size = quoted(out[i:])
		case ',':
			comma = i
			if bytes.IndexByte([]byte("[{,"), previous) >= 0 {
				comma = -1
			}
		case ']', '}':
			if previous == ',' && comma >= 0 {
				out[comma] = ' '
			}
		}
		previous = out[i]
		i += size
	}
	return out
}

// comment measures the comment at the start of text, without the end of its line; 0 if there is none or it does not end.
func comment(text []byte) int {
	switch {
	case bytes.HasPrefix(text, []byte("//")):
		if end := bytes.IndexAny(text, "\r\n"); end >= 0 {
			return end
		}
		return len(text)
	case bytes.HasPrefix(text, []byte("/*")):
		if end := bytes.Index(text[2:], []byte("*/")); end >= 0 {
			return end + 4
		}
	}
	return 0
}

// quoted measures the string at the start of text. One that is not closed ends with its line.
func quoted(text []byte) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		case '\n':
			return i
		}
	}
	return len(text)
}

func blank(text []byte) {
	for i, b := range text {
		if b != '\n' && b != '\r' {
			text[i] = ' '
		}
	}
}
