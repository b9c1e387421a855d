package pep508

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
)

var (
	elsewhere = lazyregexp.New(`^(?:[A-Za-z][A-Za-z0-9+.-]*:[/\\]|file:|git\+)`) // a URL, or a path of Windows
	isPath    = lazyregexp.New(`^(?:\.|~|/|\\)|^[^\[<>=!~;@\s]*[/\\]|(?i)^\S*\.(?:whl|zip|tar\.gz|tar\.bz2|tgz)$`)
	// own is the project itself: ., ..[dev].
	own = lazyregexp.New(`^(?:\.{1,2}[/\\]?)+(?:\[[^\]]*\])?$`)

	egg = lazyregexp.New(`[#&]egg=([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)`)
	// archive is name-version of a wheel (PEP 427) or of an archive of sources (PEP 625).
	archive = lazyregexp.New(`(?i)(?:^|[/\\])([a-z0-9](?:[\w.]*[a-z0-9])?(?:-[a-z][\w.]*)*)-(v?\d[^-/\\#?]*)(?:-[^/\\#?]*\.whl|\.(?:zip|tar\.gz|tar\.bz2|tgz))(?:[#?]|$)`)
	// last is the last part of a path, without what a repository or an archive ends with, a revision and a fragment.
	last = lazyregexp.New(`([A-Za-z0-9](?:[\w.-]*?[A-Za-z0-9])??)(?:\.git|\.zip|\.whl|\.tar\.gz|\.tar\.bz2|\.tgz)?[/\\]*(?:@[^/@]*(?:/[^@#]*)?)?(?:\[[^\]]*\])?(?:[#;?].*)?\s*$`)
)

// Own tells whether a path is that of the project itself, which is no dependency.
func Own(text string) bool { return own.MatchString(text) }

// fromSource is what a URL or a path without a name before it says, as pip reads them. The package is named by egg= or by
// the archive. Else its name is a guess, as a repository mostly has the name of its package; a path without any is its own.
// at gives the place in the file of a range of the text.
func fromSource(text string, at func(start, end int) inventory.Span) inventory.Component {
	source, _, _ := strings.Cut(text, " ")
	var c inventory.Component
	switch {
	case egg.MatchString(source):
		m := egg.FindStringSubmatchIndex(source)
		c = Library(source[m[2]:m[3]], at(m[2], m[3]))
	case archive.MatchString(source):
		m := archive.FindStringSubmatchIndex(source)
		c = Library(source[m[2]:m[3]], at(m[2], m[3]))
		c.Version, c.VersionSpan = source[m[4]:m[5]], at(m[4], m[5])
		c.PURL = purl.New(purl.PyPI, c.Name, c.Version)
	default:
		m := last.FindStringSubmatchIndex(source)
		if m == nil {
			c = Library(source, at(0, len(source)))
			c.PURL = ""
			break
		}
		c = Library(source[m[2]:m[3]], at(m[2], m[3]))
		c.Resolution = inventory.Unresolved
	}
	c.Attributes.Source = source
	if c.Resolution == inventory.Unresolved && c.Local() {
		c.PURL = "" // a folder's name is no hint of a package
	}
	return c
}
