// Package pipeline is what the formats of CI services share: a file's images, and the languages and tools that its steps install, of
// which each is recorded once, with the scope ci.
package pipeline

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Reader reads one file.
type Reader struct {
	File      *extractor.File
	Variables imageref.Variables

	seen   map[*yaml.Node]bool
	added  map[added]bool
	spent  int
	scope  *Scope            // of the text that Each reads
	chosen map[string]Choice // of the names in it
}

// added tells components of one file apart.
type added struct {
	at   inventory.Span
	text string
}

// First tells whether a node is there, and is met for the first time: what several jobs have through an anchor is used once,
// where it is defined.
func (r *Reader) First(n *yaml.Node) bool {
	if n == nil || r.seen[n] {
		return false
	}
	if r.seen == nil {
		r.seen = map[*yaml.Node]bool{}
	}
	r.seen[n] = true
	return true
}

// Image records the image that a scalar refers to. What is none says nothing.
func (r *Reader) Image(n *yaml.Node) {
	if n.Is(yaml.Scalar) && r.First(n) {
		r.Reference(n.Whole())
	}
}

// Reference records the image that a text refers to, whose variables it replaces.
func (r *Reader) Reference(t yaml.Text) {
	reference := r.Variables.Expand(t.Trim())
	if len(reference) == 0 {
		return
	}
	c := imageref.Component(reference)
	if c.Name == "" {
		r.File.Problem(c.NameSpan, "this image has no name; write one before its tag")
		return
	}
	r.Add(c)
}

// Add records a component, unless the file has it already.
func (r *Reader) Add(c inventory.Component) {
	key := added{c.NameSpan, c.Name + " " + c.Version + c.Requirement + " " + c.Attributes.Digest}
	if r.added[key] {
		return
	}
	if r.added == nil {
		r.added = map[added]bool{}
	}
	r.added[key] = true
	c.Scope, c.Direct = inventory.CI, true
	r.File.AddWritten(c)
}

// exact is a version of all its numbers.
var exact = lazyregexp.New(`^v?\d+\.\d+\.\d+(?:[-+.][0-9A-Za-z.+-]+)?$`)

// Component describes a use, but for its purl. Where versions move, one without all its numbers is a requirement: 5.1 is the newest
// 5.1.x. Elsewhere a version is taken as it stands, like an image's tag.
func Component(kind inventory.Kind, name, version imageref.Value, move bool) inventory.Component {
	c := inventory.Component{
		Kind: kind, Name: name.String(), NameSpan: name.Use(), Version: version.String(), VersionSpan: version.Source(),
		Resolution: imageref.Resolution(name, version),
	}
	if version.Origin() == imageref.Unresolved || move && !exact.MatchString(c.Version) {
		c.Requirement, c.Version = c.Version, ""
	}
	return c
}

// Generic is Component of what no purl type is about: pkg:generic/id, in lower case.
func Generic(kind inventory.Kind, id string, name, version imageref.Value, move bool) inventory.Component {
	c := Component(kind, name, version, move)
	c.Type = purl.Generic
	if name.Origin() != imageref.Unresolved {
		c.PURL = purl.New(purl.Generic, strings.ToLower(id), c.Version)
	}
	return c
}

// Installed describes a language or a tool that a step installs, in a version or a range of some.
func Installed(kind inventory.Kind, id string, name, version imageref.Value) inventory.Component {
	return Generic(kind, id, name, version, true)
}

// Runner describes the machine that a job runs on, by what a service calls it. Its version is like an image's tag.
func Runner(id string, name, version imageref.Value) inventory.Component {
	return Generic(inventory.Platform, id, name, version, false)
}

// hosted is what GitHub and Azure call the machines that they host: ubuntu-24.04-arm is Ubuntu, and what follows is like an image's
// tag.
var hosted = lazyregexp.New(`^((?i:ubuntu|windows|macos))-(.+)$`)

// Hosted describes the machine that a job runs on, by its label.
func Hosted(label imageref.Value) inventory.Component {
	name, version := label, imageref.Value(nil)
	if m := hosted.FindStringSubmatchIndex(label.Masked()); m != nil {
		name, version = label[m[2]:m[3]], label[m[4]:m[5]]
	}
	return Runner(name.String(), name, version)
}
