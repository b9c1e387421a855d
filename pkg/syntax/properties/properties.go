// Package properties reads Java's property files: lines of keys and values. Nothing in them is an error.
// Source: docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Properties.html, load(Reader).
package properties

import (
	"iter"
	"strconv"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// Property is a key and its value, with their places in the file.
type Property struct {
	Key, Value         string // without escapes
	KeySpan, ValueSpan inventory.Span
}

// All gives the properties of a file in their order. A byte order mark is none.
func All(data []byte) iter.Seq[Property] {
	return func(yield func(Property) bool) {
		text := string(data)
		at := len(text) - len(strings.TrimPrefix(text, syntax.BOM))
		for at < len(text) {
			end := lineEnd(text, at)
			start := at + blank(text[at:end])
			at = end + 1
			if start == end || text[start] == '#' || text[start] == '!' {
				continue
			}
			for goesOn(text[start:end]) && end < len(text) {
				end = lineEnd(text, end+1)
			}
			at = end + 1
			if !yield(read(text, start, end)) {
				return
			}
		}
	}
}

func lineEnd(text string, from int) int {
	if end := strings.IndexByte(text[from:], '\n'); end >= 0 {
		return from + end
	}
	return len(text)
}

func blank(text string) int { return len(text) - len(strings.TrimLeft(text, " \t\f\r")) }

// goesOn tells whether a line ends in a backslash that is not escaped.
func goesOn(line string) bool {
	line = strings.TrimSuffix(line, "\r")
	return (len(line)-len(strings.TrimRight(line, `\`)))%2 == 1
}

// read reads a line that may go on in others: key=value, key: value or key value.
func read(text string, start, end int) Property {
	key := start
	for key < end && strings.IndexByte("=: \t\f\r\n", text[key]) < 0 {
		if text[key] == '\\' {
			key++
		}
		key++
	}
	key = min(key, end)
	value := key + blank(text[key:end])
	if value < end && (text[value] == '=' || text[value] == ':') {
		value++
		value += blank(text[value:end])
	}
	last := value + len(strings.TrimRight(text[value:end], "\r"))
	return Property{
		Key: decode(text[start:key]), KeySpan: inventory.Span{Start: start, End: key},
		Value: decode(text[value:last]), ValueSpan: inventory.Span{Start: value, End: last},
	}
}

// decode undoes escapes, and puts together what lines share.
func decode(text string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			out.WriteByte(text[i])
			continue
		}
		i++
		switch rest := text[i:]; {
		case rest[0] == '\n' || strings.HasPrefix(rest, "\r\n"):
			i += strings.IndexByte(rest, '\n') + blank(rest[strings.IndexByte(rest, '\n')+1:])
		case rest[0] == 'u' && len(rest) >= 5:
			if code, err := strconv.ParseUint(rest[1:5], 16, 16); err == nil {
				out.WriteRune(rune(code))
				i += 4
			}
		case strings.IndexByte("ntrf", rest[0]) >= 0:
			out.WriteByte("\n\t\r\f"[strings.IndexByte("ntrf", rest[0])])
		default:
			out.WriteByte(rest[0])
		}
	}
	return out.String()
}
