// Package bitbucketpipelines reads the images that pipelines of Bitbucket run in and beside, and pipes
// (https://support.atlassian.com/bitbucket-cloud/docs/bitbucket-pipelines-configuration-reference). A pipe is a repository of
// Bitbucket, pkg:bitbucket/OWNER/NAME, or an image.
package bitbucketpipelines

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/pipeline"
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Extractor reads bitbucket-pipelines.yml.
var Extractor = &extractor.Extractor{
	Name:      "bitbucketpipelines",
	Doc:       "Pipelines of Bitbucket",
	Ecosystem: "Bitbucket Pipelines",
	Files:     []string{"bitbucket-pipelines.yml", "bitbucket-pipelines.yaml"},
	Kinds:     []inventory.Kind{inventory.Image, inventory.Plugin},
	Match:     extractor.Base("bitbucket-pipelines.yml", "bitbucket-pipelines.yaml"),
	Extract:   extract,
}

// variable is one of the repository or the workspace, whose value the file does not tell.
var variable = lazyregexp.New(`\$(?:(\w+)|\{(\w+)\})`)

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	r := &reader{pipeline.Reader{File: f, Variables: imageref.Variables{Pattern: variable}}}
	for _, root := range documents {
		r.image(root.Get("image"))
		definitions := root.Get("definitions")
		r.walk(definitions.Get("services"))
		r.walk(definitions.Get("pipelines"))
		r.walk(root.Get("pipelines"))
	}
	f.Broken(err, "correct it, Bitbucket cannot read it either")
}

// reader reads one file.
type reader struct{ pipeline.Reader }

// walk reads a part of a pipeline: steps stand in lists of branches, stages and what runs in parallel, so that only keys tell what
// a part is.
func (r *reader) walk(n *yaml.Node) {
	if n.Is(yaml.Scalar) || !r.First(n) {
		return
	}
	for _, element := range n.Elements {
		r.walk(element)
	}
	for key, value := range n.Each() {
		switch key.Text {
		case "variables":
		case "image":
			r.image(value)
		case "pipe":
			r.pipe(value)
		default:
			r.walk(value)
		}
	}
}

// image reads an image, or a mapping with its name.
func (r *reader) image(n *yaml.Node) {
	if n.Is(yaml.Mapping) {
		n = n.Get("name")
	}
	r.Image(n)
}

const docker = "docker://"

// pipe reads OWNER/NAME:VERSION, or an image.
func (r *reader) pipe(n *yaml.Node) {
	t := n.Whole().Trim()
	if t.Len() == 0 || !r.First(n) {
		return
	}
	if image, found := strings.CutPrefix(t.String(), docker); found {
		r.Reference(t.Slice(t.Len()-len(image), t.Len()))
		return
	}
	name, version, _ := imageref.Split(r.Variables.Expand(t))
	c := pipeline.Component(inventory.Plugin, name, version, false)
	c.Type = purl.Bitbucket
	if name.Origin() != imageref.Unresolved {
		owner, repository, _ := strings.Cut(c.Name, "/")
		if owner == "" || repository == "" || strings.Contains(repository, "/") {
			r.File.Problem(t.Span(), "%q is no pipe; write it as owner/name:version, or docker:// before an image", t)
			return
		}
		c.Type, c.PURL = purl.Repository("bitbucket.org", c.Name, c.Version, "")
	}
	r.Add(c)
}
