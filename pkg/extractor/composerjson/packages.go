package composerjson

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// reader reads one file.
type reader struct {
	file    *extractor.File
	root    *json.Node
	sources map[string]string // of packages that the file itself defines, by their names in lower case
}

// section reads an object of packages and their versions. PHP writes an empty one as [].
func (r *reader) section(key string, scope inventory.Scope) {
	section := r.root.Get(key)
	if section.Is(json.String) || section.Is(json.Array) && len(section.Elements) > 0 {
		r.file.Problem(section.Span, "%s is not an object of packages and their versions, which Composer refuses; correct or remove it", key)
	}
	for name, version := range section.Each() {
		r.add(name, version, scope)
	}
}

// platform reads config.platform, the versions that Composer takes for those of the machine that the code will run on.
// false hides an extension.
func (r *reader) platform(section *json.Node) {
	for name, version := range section.Each() {
		if version.Is(json.String) {
			r.add(name, version, inventory.Runtime)
		}
	}
}

func (r *reader) add(name, version *json.Node, scope inventory.Scope) {
	c := inventory.Component{
		Name: name.Text, NameSpan: name.Content(), Scope: scope, Direct: true, Resolution: inventory.Literal,
		Attributes: inventory.Attributes{Source: r.sources[strings.ToLower(name.Text)]},
	}
	r.version(&c, version)
	var id string
	c.Type, c.Kind, id = identify(c.Name)
	c.PURL = purl.New(c.Type, strings.ToLower(id), c.Version)
	if c.PURL == "" {
		r.file.Problem(name.Span, "%q is no name of a package; correct or remove this entry", name.Text)
		return
	}
	r.file.Add(c)
}

// exact is a version that allows no other: 1.2 is 1.2.0.0, not a range. A stability flag may follow.
var exact = lazyregexp.New(`^\s*={0,2}\s*([vV]?\d+(?:\.\d+){0,3}(?:[._-]?(?i:stable|beta|b|RC|alpha|a|patch|pl|p)(?:[.-]?\d+)*)?(?:\+[^\s@|,]+)?)(?:@\w+)?\s*$`)

// version reads a constraint. self.version is the version of the package itself.
func (r *reader) version(c *inventory.Component, version *json.Node) {
	if !version.Is(json.String) || version.Text == "" {
		return
	}
	if version.Text == "self.version" {
		own := r.root.Get("version")
		if !own.Is(json.String) || own.Text == "" {
			c.Requirement, c.VersionSpan, c.Resolution = version.Text, version.Content(), inventory.Unresolved
			return
		}
		version, c.Resolution = own, inventory.Variable
	}
	m := exact.FindStringSubmatchIndex(version.Text)
	if m == nil {
		c.Requirement, c.VersionSpan = version.Text, version.Content()
		return
	}
	c.Version, c.VersionSpan = version.Text[m[2]:m[3]], version.Part(m[2], m[3])
}

// text is that of a string; "" of anything else.
func text(n *json.Node) string {
	if n == nil {
		return ""
	}
	return n.Text
}
