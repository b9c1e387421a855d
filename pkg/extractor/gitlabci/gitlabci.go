// Package gitlabci reads the images that pipelines of GitLab run in and beside (https://docs.gitlab.com/ci/yaml/#image,
// #services). What a pipeline includes from other projects and addresses is not here, and is not read.
package gitlabci

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/pipeline"
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Extractor reads .gitlab-ci.yml and what pipelines are usually split into, and keeps which files a pipeline includes.
var Extractor = &extractor.Extractor{
	Name:      "gitlabci",
	Doc:       "Pipelines of GitLab",
	Ecosystem: "GitLab CI",
	Files:     []string{".gitlab-ci.{yml,yaml}", "*.gitlab-ci.{yml,yaml}", ".gitlab/ci/**/*.{yml,yaml}", ".gitlab-ci/**/*.{yml,yaml}"},
	Kinds:     []inventory.Kind{inventory.Image},
	Match:     extractor.Ending(match, ".yml", ".yaml"),
	Extract:   extract,
}

var names = lazyregexp.New(`(?:\.gitlab-ci|(?:^|/)\.gitlab(?:/|-)ci/[^/].*)\.ya?ml$`)

func match(name string) bool {
	return strings.Contains(name, "gitlab") && names.MatchString(name) // most files are left without asking the pattern
}

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	r := &reader{Reader: pipeline.Reader{File: f}}
	r.Variables = imageref.Variables{Pattern: variable, Value: r.value}
	for _, root := range documents { // a head may stand before the pipeline itself
		r.include(root.Get("include"))
		r.variables = []*yaml.Node{root.Get("variables")}
		r.job(root)
		r.job(root.Get("default"))
		for _, job := range root.Each() {
			r.variables = []*yaml.Node{job.Get("variables"), root.Get("variables")}
			r.job(job)
			r.include(job.Get("trigger").Get("include")) // a pipeline of its own
		}
	}
	f.Keep(&r.includes)
	f.Broken(err, "correct it, GitLab cannot read it either")
}

// reader reads one file.
type reader struct {
	pipeline.Reader
	variables []*yaml.Node // of the job, then of all
	includes  includes
}

// job reads the image of a job and those of its services: each a name, or a mapping with one.
func (r *reader) job(job *yaml.Node) {
	r.image(job.Get("image"))
	if services := job.Get("services"); services.Is(yaml.Sequence) && services.Tag == "" && r.First(services) { // else !reference
		for _, service := range services.Elements {
			r.image(service)
		}
	}
}

func (r *reader) image(n *yaml.Node) {
	if n.Is(yaml.Mapping) {
		n = n.Get("name")
	}
	if n.Is(yaml.Scalar) && r.First(n) {
		r.Reference(uncached(n.Whole()))
	}
}
