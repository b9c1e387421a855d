// Package pep508 reads dependencies as Python's manifests write them: requirements (PEP 508), and the entries of tables
// that Poetry and Pipenv have instead. It makes components of them.
package pep508

import (
	"strings"
	"unicode"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
)

// requirement is one dependency. Its spans count the bytes of the text that was read; the zero Span is "no text".
type requirement struct {
	name      inventory.Span
	specifier inventory.Span // without the parentheses that it may have
	url       inventory.Span // where the package comes from instead of an index
	text      string
}

var (
	name = lazyregexp.New(`^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\[\]]*\])?\s*`)
	// specifier is what may follow a name. It is more than PEP 440 allows, as an odd version is no reason to lose a name.
	specifier = lazyregexp.New(`^(?:\(([^()]*)\)|([<>=!~^][^;"'\\]*))?\s*(?:;|$)`)
)

// parse reads name[extras] specifier; marker, or name[extras] @ URL; marker. It is false if the text does not start with a
// name, or what follows is neither.
func parse(text string) (requirement, bool) {
	m := name.FindStringSubmatchIndex(text)
	if m == nil {
		return requirement{}, false
	}
	r := requirement{name: inventory.Span{Start: m[2], End: m[3]}, text: text}
	rest := m[1]
	if strings.HasPrefix(text[rest:], "@") {
		r.url = untilBlank(text, rest+1)
		return r, r.url != inventory.Span{}
	}
	m = specifier.FindStringSubmatchIndex(text[rest:])
	if m == nil {
		return requirement{}, false
	}
	for _, group := range []int{2, 4} {
		if m[group] >= 0 {
			r.specifier = trim(text, rest+m[group], rest+m[group+1])
		}
	}
	return r, true
}

// untilBlank is the text up to the blank that must stand before a marker.
func untilBlank(text string, start int) inventory.Span {
	start += len(text[start:]) - len(strings.TrimLeft(text[start:], " \t"))
	end := start + len(text[start:])
	if blank := strings.IndexAny(text[start:], " \t"); blank >= 0 {
		end = start + blank
	}
	return trim(text, start, end)
}

// trim is the span without the blanks at its ends; the zero Span if nothing else is there.
func trim(text string, start, end int) inventory.Span {
	part := text[start:end]
	start += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	end = start + len(strings.TrimSpace(part))
	if start == end {
		return inventory.Span{}
	}
	return inventory.Span{Start: start, End: end}
}
