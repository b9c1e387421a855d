// Package helmchart reads Chart.yaml, the manifest of a chart of Helm, and requirements.yaml, in which the first format of charts
// has its dependencies (https://helm.sh/docs/topics/charts).
package helmchart

import (
	"bytes"
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Extractor reads Chart.yaml and requirements.yaml.
var Extractor = &extractor.Extractor{
	Name:      "helmchart",
	Doc:       "Charts of Helm",
	Ecosystem: "Helm",
	Files:     []string{"Chart.yaml", "requirements.yaml"},
	Kinds:     []inventory.Kind{inventory.Chart, inventory.Platform},
	Match:     extractor.Base("Chart.yaml", "requirements.yaml"),
	Extract:   extract,
}

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	root := documents.First()
	if path.Base(f.Path) == "requirements.yaml" && root.Get("dependencies") == nil && !Hides(f.Data, err) { // those of Ansible, for example
		f.Disown()
		return
	}
	for key, version := range root.Each() {
		if key.Text == "kubeVersion" && version.Is(yaml.Scalar) {
			addKubernetes(f, key, version)
		}
	}
	for _, dependency := range root.Get("dependencies").Items() {
		if dependency.Is(yaml.Null) {
			continue
		}
		c, found := Read(dependency)
		if !found {
			f.Problem(dependency.Span, "this dependency has no name; add one")
			continue
		}
		c.Scope, c.Direct = inventory.Runtime, true
		f.AddWritten(c)
	}
	if Hides(f.Data, err) || !bytes.Contains(f.Data, []byte("{{")) { // else a template for charts
		f.Broken(err, "correct it, Helm cannot read it either")
	}
}

// Hides tells whether a file that is broken may hold dependencies that nobody has read.
func Hides(data []byte, broken error) bool {
	return broken != nil && bytes.Contains(data, []byte("dependencies:"))
}

// addKubernetes records what a chart can be installed on.
func addKubernetes(f *extractor.File, key, version *yaml.Node) {
	f.AddWritten(inventory.Component{
		Type: purl.Generic, Name: "kubernetes", PURL: purl.New(purl.Generic, "kubernetes", ""), NameSpan: key.Whole().Slice(0, len("kube")).Span(),
		Requirement: version.Text, VersionSpan: version.Whole().Span(), Kind: inventory.Platform, Scope: inventory.Runtime,
		Direct: true, Resolution: inventory.Variable, // the name is not spelt out
	})
}

// exact is a version that is fully given.
var exact = lazyregexp.New(`^v?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$`)

// Read reads a dependency, or an entry of a lock: name, version, and the repository that the chart is in. Without one it lies in
// the chart's folder charts. It is false without a name.
func Read(entry *yaml.Node) (inventory.Component, bool) {
	return Chart(entry.Get("name").Whole(), entry.Get("version").Whole(), entry.Get("repository").Whole())
}

// Chart describes a chart of this name and version in the repository; without one it lies in a folder charts. It is false without
// a name.
func Chart(name, version, from yaml.Text) (inventory.Component, bool) {
	name, version = name.Trim(), version.Trim()
	repository := purl.WithoutAccount(strings.TrimSpace(from.String()))
	c := inventory.Component{
		Type: purl.Helm, Name: name.String(), NameSpan: name.Span(), Kind: inventory.Chart, Resolution: inventory.Literal,
		Attributes: inventory.Attributes{Registry: repository},
	}
	if version.Len() > 0 {
		c.Requirement, c.VersionSpan = version.String(), version.Span()
		if exact.MatchString(c.Requirement) {
			c.Version, c.Requirement = c.Requirement, ""
		}
	}
	switch folder, local := strings.CutPrefix(repository, "file://"); {
	case local:
		c.Attributes = inventory.Attributes{Source: "file:" + folder}
	case repository == "":
		c.Attributes.Source = "file:charts/" + c.Name
	}
	address := repository
	if !strings.Contains(address, "://") || c.Local() { // @name and alias:name are names that only a machine knows
		address = ""
	}
	c.PURL = purl.Chart(address, c.Name, c.Version)
	return c, c.Name != "" && c.PURL != ""
}
