// Package gemfilelock reads Gemfile.lock, in which Bundler writes the exact version of each gem. Bundler reads it by
// sections and by the depth of indentation, and so does this: Bundler::LockfileParser is the only specification.
package gemfilelock

import (
	"bytes"
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// Extractor reads Gemfile.lock, gems.locked and *.gemfile.lock.
var Extractor = &extractor.Extractor{
	Name:      "gemfilelock",
	Doc:       "Ruby gems, resolved",
	Ecosystem: "Ruby",
	Files:     []string{"Gemfile.lock", "gems.locked", "*.gemfile.lock"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language, inventory.Tool},
	Indirect:  true,
	Match:     extractor.Ending(match, ".lock", ".locked"),
	Extract:   extract,
	MaxSize:   50 << 20,
}

func match(name string) bool {
	base := path.Base(name)
	return base == "Gemfile.lock" || base == "gems.locked" || strings.HasSuffix(base, ".gemfile.lock")
}

func extract(f *extractor.File) {
	if err := syntax.Guard(f.Data); err != nil {
		f.Fail(inventory.Span{}, "%v", err)
		return
	}
	r := &reader{file: f, seen: map[string]bool{}, direct: map[string]bool{}}
	rest := bytes.TrimPrefix(f.Data, []byte(syntax.BOM))
	for len(rest) > 0 && !r.conflict {
		start := len(f.Data) - len(rest)
		line, next, _ := bytes.Cut(rest, []byte("\n"))
		rest = next
		r.line(start, string(bytes.TrimRight(line, " \t\r")))
	}
	for _, c := range r.found {
		c.Direct = c.Direct || r.direct[c.Name]
		f.Add(c)
	}
	f.NameRegistries()
}

// reader reads one file, line by line.
type reader struct {
	file     *extractor.File
	section  string               // GEM, PATH, …
	origin   inventory.Attributes // of the gems of this section
	remotes  int                  // how many registries this section has
	found    []inventory.Component
	seen     map[string]bool // gem and version: of several platforms, the first counts
	direct   map[string]bool // the gems that the Gemfile names
	conflict bool
}

func (r *reader) line(start int, line string) {
	text := strings.TrimLeft(line, " ")
	depth := len(line) - len(text)
	at := start + depth
	switch {
	case text == "":
	case depth == 0 && isConflict(text):
		r.conflict = true
		r.file.Fail(inventory.Span{Start: at, End: at}, "a merge conflict begins here and nothing after it is read; resolve it, then run bundle lock")
	case depth == 0:
		r.section, r.origin, r.remotes = text, inventory.Attributes{}, 0
	case r.section == "DEPENDENCIES":
		name, _, _ := strings.Cut(text, " ")
		r.direct[strings.TrimSuffix(name, "!")] = true
	case r.section == "RUBY VERSION":
		r.ruby(at, text)
	case r.section == "BUNDLED WITH":
		r.add(inventory.Component{
			Type: purl.Generic, Kind: inventory.Tool, Scope: inventory.Build, Direct: true, Name: "bundler", Version: text,
			NameSpan: inventory.Span{Start: at, End: at + len(text)}, VersionSpan: inventory.Span{Start: at, End: at + len(text)},
		})
	case depth == 2 && strings.HasPrefix(text, "remote: "):
		r.remote(strings.TrimPrefix(text, "remote: "))
	case depth == 4 && r.isOrigin():
		r.gem(at, text)
	}
}

func isConflict(line string) bool {
	return strings.HasPrefix(line, "<<<<<<<") || strings.HasPrefix(line, "=======") || strings.HasPrefix(line, ">>>>>>>") ||
		strings.HasPrefix(line, "|||||||")
}

// isOrigin tells the sections that list gems by where they come from.
func (r *reader) isOrigin() bool {
	return r.section == "GEM" || r.section == "PATH" || r.section == "GIT" || r.section == "PLUGIN SOURCE"
}

// remote reads where the gems of a section come from. Of several registries it does not tell.
func (r *reader) remote(url string) {
	r.remotes++
	switch {
	case r.section == "PATH":
		r.origin.Source = "file:" + url
	case r.section != "GEM":
		r.origin.Source = url
	case r.remotes > 1:
		r.origin.Registry = ""
	default:
		r.origin.Registry = url
	}
}

// gem reads "name (1.2.3)" or "name (1.2.3-x86_64-linux)": a version has no hyphen, a platform follows it.
func (r *reader) gem(at int, text string) {
	name, rest, found := strings.Cut(text, " (")
	inside, closed := strings.CutSuffix(rest, ")")
	if !found || !closed || name == "" {
		r.file.Problem(inventory.Span{Start: at, End: at + len(text)}, "this is no name of a gem and its version; write the file anew with bundle lock")
		return
	}
	version, _, _ := strings.Cut(inside, "-")
	start := at + len(name) + len(" (")
	r.add(inventory.Component{
		Type: purl.Gem, Kind: inventory.Library, Scope: inventory.Runtime, Attributes: r.origin,
		Name: name, NameSpan: inventory.Span{Start: at, End: at + len(name)},
		Version: version, VersionSpan: inventory.Span{Start: start, End: start + len(version)},
	})
}

// ruby reads "ruby 3.3.0p0", where p0 is the patch level, and "ruby 3.1.4p223 (jruby 9.4.5.0)", Ruby's level and the engine.
func (r *reader) ruby(at int, text string) {
	for _, part := range strings.SplitN(text, " (", 2) {
		part = strings.TrimSuffix(part, ")")
		name, version, found := strings.Cut(part, " ")
		if !found {
			return
		}
		if i := strings.LastIndexByte(version, 'p'); i > 0 && name == "ruby" && isNumber(version[i+1:]) {
			version = version[:i]
		}
		start := at + len(name) + 1
		r.add(inventory.Component{
			Type: purl.Generic, Kind: inventory.Language, Scope: inventory.Runtime, Direct: true,
			Name: name, NameSpan: inventory.Span{Start: at, End: at + len(name)},
			Version: version, VersionSpan: inventory.Span{Start: start, End: start + len(version)},
		})
		at += len(part) + len(" (")
	}
}

func isNumber(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

func (r *reader) add(c inventory.Component) {
	id := c.Type + " " + c.Name + " " + c.Version
	c.PURL, c.Resolution = purl.New(c.Type, c.Name, c.Version), inventory.Lockfile
	if r.seen[id] || c.PURL == "" {
		return
	}
	r.seen[id] = true
	r.found = append(r.found, c)
}
