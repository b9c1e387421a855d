// Package denolock reads deno.lock, in which Deno writes the exact version of each package, and each module at an address.
// Source: docs.deno.com/runtime/fundamentals/modules/#integrity-checking-and-lock-files and, for its versions,
// github.com/denoland/deno_lockfile.
package denolock

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/denojson"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// Extractor reads deno.lock files, and keeps Specifiers. Which packages are direct stands in the deno.json beside.
var Extractor = &extractor.Extractor{
	Name:      "denolock",
	Doc:       "Deno packages, resolved",
	Ecosystem: "Deno",
	Files:     []string{"deno.lock"},
	Kinds:     []inventory.Kind{inventory.Library},
	Indirect:  true,
	Match:     extractor.Base("deno.lock"),
	Extract:   extract,
	MaxSize:   50 << 20,
}

// Specifiers are what is asked for, npm:chalk@5, and the versions that it resolves to.
type Specifiers map[string]string

func extract(f *extractor.File) {
	root, err := json.Parse(f.Data)
	packages := root // from version 4 on
	if of := root.Get("packages"); of != nil {
		packages = of
	}
	specifiers := Specifiers{}
	for asked, exact := range packages.Get("specifiers").Each() {
		specifiers.set(asked.Text, exact)
	}
	r := &reader{file: f, seen: map[string]bool{}}
	npm := packages.Get("npm")
	if old := npm.Get("packages"); old.Is(json.Object) { // version 2
		for asked, exact := range npm.Get("specifiers").Each() {
			specifiers.set("npm:"+asked.Text, exact)
		}
		npm = old
	}
	r.packages(purl.NPM, npm)
	r.packages(purl.JSR, packages.Get("jsr"))
	for address := range root.Get("remote").Each() {
		if c, found := denojson.Read(inventory.NewText(address.Text, address)); found && c.VersionSpan != (inventory.Span{}) {
			r.add(c) // else a file of nobody knows which module
		}
	}
	f.Keep(specifiers)
	f.Broken(err, "write the file anew with deno install")
}

// set notes what a specifier resolves to: 5.3.0, of old npm:chalk@5.3.0, perhaps with the peers that were chosen behind it.
func (s Specifiers) set(asked string, exact *json.Node) {
	if !exact.Is(json.String) {
		return
	}
	version := exact.Text
	if number := version != "" && version[0] >= '0' && version[0] <= '9'; !number {
		version = head(version[strings.IndexByte(version, ':')+1:])
		version = version[strings.LastIndexByte(version, '@')+1:]
	}
	s[asked], _, _ = strings.Cut(version, "_")
}

// head is what stands before the peers of a package: react-dom@18.2.0 of react-dom@18.2.0_react@18.2.0. A name may hold _, too.
func head(text string) string {
	at := strings.IndexByte(text[min(1, len(text)):], '@') + 1
	if end := strings.IndexByte(text[at:], '_'); end >= 0 {
		return text[:at+end]
	}
	return text
}

// reader reads one file.
type reader struct {
	file *extractor.File
	seen map[string]bool // of a package with several choices of peers, or a module of many files, the first counts
}

func (r *reader) packages(purlType string, packages *json.Node) {
	for key := range packages.Each() {
		text := head(key.Text)
		at := strings.LastIndexByte(text, '@')
		c := inventory.Component{Type: purlType, Kind: inventory.Library}
		if at > 0 {
			c.Name, c.NameSpan = text[:at], key.Part(0, at)
			c.Version, c.VersionSpan = text[at+1:], key.Part(at+1, len(text))
			c.PURL = purl.New(c.Type, c.Name, c.Version)
		}
		if c.PURL == "" || c.Version == "" {
			r.file.Problem(key.Span, "this is no package and its version; write the file anew with deno install")
			continue
		}
		r.add(c)
	}
}

func (r *reader) add(c inventory.Component) {
	id := c.PURL + " " + c.Requirement
	if r.seen[id] {
		return
	}
	r.seen[id] = true
	c.Scope, c.Resolution, c.Attributes.Source = inventory.Runtime, inventory.Lockfile, ""
	r.file.Add(c)
}
