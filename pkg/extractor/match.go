package extractor

import (
	"path"
	"slices"
	"strings"
)

// Matcher tells by its name whether a file is of a format. It says in what such names end, so that most files of a repository are
// refused without asking each format. Paths are slash-separated and relative to the root.
type Matcher struct {
	bases   []string               // exact base names; none: accept tells
	endings []string               // lower-case extensions of what accept is asked about; none: any
	accept  func(path string) bool // nil: bases tell
}

// Base matches files by their exact base name.
func Base(names ...string) Matcher { return Matcher{bases: names} }

// Ending matches files that have one of these extensions, in lower case and with the dot, if accept says so too. A file's own
// extension may have any case; "" is that of a name without a dot.
func Ending(accept func(path string) bool, extensions ...string) Matcher {
	return Matcher{endings: extensions, accept: accept}
}

// Extension matches files by their extension, likewise.
func Extension(extensions ...string) Matcher {
	return Ending(func(string) bool { return true }, extensions...)
}

// Any matches files by what accept says of each file of a repository.
func Any(accept func(path string) bool) Matcher { return Matcher{accept: accept} }

// Accepts tells whether a file is of the format.
func (m Matcher) Accepts(p string) bool {
	if m.accept == nil {
		return slices.Contains(m.bases, path.Base(p))
	}
	return (len(m.endings) == 0 || slices.Contains(m.endings, ending(p))) && m.accept(p)
}

func (m Matcher) isZero() bool { return m.accept == nil && len(m.bases) == 0 }

// ending is a file's extension in lower case.
func ending(p string) string { return strings.ToLower(path.Ext(p)) }

// index finds, by a file's name, the few extractors that may want it.
type index struct {
	bases, endings map[string][]*Extractor
	any            []*Extractor
	named          []*Extractor // that have Named
}

func newIndex(extractors []*Extractor) *index {
	x := &index{bases: map[string][]*Extractor{}, endings: map[string][]*Extractor{}}
	for _, e := range extractors {
		for _, base := range e.Match.bases {
			x.bases[base] = append(x.bases[base], e)
		}
		for _, extension := range e.Match.endings {
			x.endings[extension] = append(x.endings[extension], e)
		}
		if e.Match.accept != nil && len(e.Match.endings) == 0 {
			x.any = append(x.any, e)
		}
		if e.Named != nil {
			x.named = append(x.named, e)
		}
	}
	return x
}

// matching lists the extractors whose Match accepts a file.
func (x *index) matching(p string) (all []*Extractor) {
	all = append(all, x.bases[path.Base(p)]...)
	for _, e := range x.endings[ending(p)] {
		if e.Match.accept(p) {
			all = append(all, e)
		}
	}
	for _, e := range x.any {
		if e.Match.accept(p) {
			all = append(all, e)
		}
	}
	return all
}
