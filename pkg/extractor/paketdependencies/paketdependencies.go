// Package paketdependencies reads paket.dependencies, in which Paket declares the packages of all projects of .NET below it
// (https://fsprojects.github.io/Paket/dependencies-file.html). Single files that it fetches (http, gist) are no packages.
package paketdependencies

import (
	"bytes"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// Extractor reads paket.dependencies files, and keeps Groups.
var Extractor = &extractor.Extractor{
	Name:      "paketdependencies",
	Doc:       ".NET packages of Paket",
	Ecosystem: ".NET",
	Files:     []string{"paket.dependencies"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Tool},
	Match:     extractor.Base("paket.dependencies"),
	Extract:   extract,
}

// Groups are the groups that components stand in, in small letters, by the start of their names; "" is the main one.
type Groups map[int]string

// Main is the name of the group of what stands before all others.
const Main = "main"

func extract(f *extractor.File) {
	if err := syntax.Guard(f.Data); err != nil {
		f.Fail(inventory.Span{}, "%v", err)
		return
	}
	r := &reader{file: f, scope: inventory.Runtime, groups: Groups{}}
	start := 0
	for line := range bytes.Lines(f.Data) {
		r.line(start, strings.TrimPrefix(string(line), syntax.BOM), len(line))
		start += len(line)
	}
	f.Keep(r.groups)
}

type reader struct {
	file   *extractor.File
	group  string
	scope  inventory.Scope
	groups Groups
}

var (
	comment = lazyregexp.New(`(?:^|\s)(?://|#)`)
	entry   = lazyregexp.New(`^\s*([A-Za-z]+)\s+(\S+)\s*(.*)$`)
	// constraint is one or more comparisons; ! and @ before one say how others are resolved.
	constraint = lazyregexp.New(`^[!@]?\s*((?:(?:~>|[<>=]?=|[<>])\s*)?\d[^\s:,]*(?:\s+(?:~>|[<>=]?=|[<>])\s*\d[^\s:,]*)*)(?:\s|$)`)
	exact      = lazyregexp.New(`^(?:==?\s*)?(\d[0-9A-Za-z.+-]*)$`)
	identifier = lazyregexp.New(`^\w[\w.-]*$`)
)

// line reads a line of so many bytes that starts there.
func (r *reader) line(start int, line string, size int) {
	start += size - len(line) // a byte order mark
	line = strings.TrimRight(line, " \t\r\n")
	if at := comment.FindStringIndex(line); at != nil {
		line = line[:at[0]]
	}
	m := entry.FindStringSubmatchIndex(line)
	if m == nil {
		return
	}
	c := inventory.Component{
		Type: purl.NuGet, Name: line[m[4]:m[5]], NameSpan: inventory.Span{Start: start + m[4], End: start + m[5]},
		Kind: inventory.Library, Scope: r.scope, Direct: true, Resolution: inventory.Literal,
	}
	rest := part{line[m[6]:m[7]], start + m[6]}
	switch strings.ToLower(line[m[2]:m[3]]) {
	case "group":
		r.group, r.scope = strings.ToLower(c.Name), scopeOf(c.Name)
		if r.group == Main {
			r.group = ""
		}
	case "version":
		c.Name, c.Kind, c.Scope, c.Resolution = "Paket", inventory.Tool, inventory.Build, inventory.Variable
		c.NameSpan = inventory.Span{Start: start + m[2], End: start + m[3]}
		r.pack(c, part{line[m[4]:], start + m[4]})
	case "clitool":
		c.Kind, c.Scope = inventory.Tool, inventory.Development
		r.pack(c, rest)
	case "nuget":
		r.pack(c, rest)
	case "github":
		r.repository(c)
	case "git":
		r.git(c, rest)
	}
}

// part is what stands behind a name, and where.
type part struct {
	text  string
	start int
}

// pack records a package, with a constraint and options behind its name.
func (r *reader) pack(c inventory.Component, rest part) {
	if !identifier.MatchString(c.Name) {
		r.file.Problem(c.NameSpan, "%q is no name of a package; correct or remove this line", c.Name)
		return
	}
	if v := constraint.FindStringSubmatchIndex(rest.text); v != nil {
		specify(&c, strings.TrimSpace(rest.text[v[2]:v[3]]), rest.start+v[2])
	}
	c.PURL = purl.New(c.Type, c.Name, c.Version)
	r.add(c)
}

// specify gives a component the version or the requirement that stands there.
func specify(c *inventory.Component, text string, start int) {
	c.Requirement, c.VersionSpan = text, inventory.Span{Start: start, End: start + len(text)}
	if m := exact.FindStringSubmatchIndex(text); m != nil {
		c.Version, c.Requirement = text[m[2]:m[3]], ""
		c.VersionSpan.Start += m[2]
	}
}

// repository records files of a repository of GitHub: owner/name:ref.
func (r *reader) repository(c inventory.Component) {
	repository, ref, _ := strings.Cut(c.Name, ":")
	c.Type, c.Name, c.Version = purl.GitHub, repository, ref
	c.NameSpan.End = c.NameSpan.Start + len(repository)
	if ref != "" {
		c.VersionSpan = inventory.Span{Start: c.NameSpan.End + 1, End: c.NameSpan.End + 1 + len(ref)}
	}
	c.PURL = purl.New(c.Type, c.Name, c.Version)
	if c.PURL == "" || !strings.Contains(repository, "/") {
		r.file.Problem(c.NameSpan, "%q is no repository of GitHub; write it as owner/name", repository)
		return
	}
	r.add(c)
}

var onGitHub = lazyregexp.New(`^(?:https://|git@|ssh://git@)github\.com[/:]([\w.-]+/[\w.-]+?)(?:\.git)?/?$`)

// git records a repository by its address. One that GitHub does not have has no name that others would know it by.
func (r *reader) git(c inventory.Component, rest part) {
	address := c.Name
	c.Attributes.Source = "git+" + address
	if m := onGitHub.FindStringSubmatchIndex(address); m != nil {
		c.Type, c.Name = purl.GitHub, address[m[2]:m[3]]
		c.NameSpan = inventory.Span{Start: c.NameSpan.Start + m[2], End: c.NameSpan.Start + m[3]}
		c.PURL = purl.New(c.Type, c.Name, "")
	} else {
		c.Resolution = inventory.Unresolved
	}
	if ref := strings.Fields(rest.text); len(ref) > 0 {
		c.Attributes.Source += "@" + ref[0]
	}
	r.add(c)
}

func (r *reader) add(c inventory.Component) {
	r.groups[c.NameSpan.Start] = r.group
	r.file.Add(c)
}

// scopeOf is the scope of a group by its name.
func scopeOf(group string) inventory.Scope {
	switch strings.ToLower(group) {
	case "build", "fake":
		return inventory.Build
	case "test", "tests":
		return inventory.Test
	case "dev", "development", "doc", "docs", "formatting", "analyzers":
		return inventory.Development
	}
	return inventory.Runtime
}
