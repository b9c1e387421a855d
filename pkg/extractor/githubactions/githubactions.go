// Package githubactions reads workflows and actions of GitHub, and of Gitea and Forgejo, which share the syntax: actions
// and reusable workflows, images, runners, and the versions that setup actions are given.
// Source: docs.github.com/actions/reference (workflow syntax, metadata syntax, contexts and expressions).
package githubactions

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/pipeline"
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Extractor reads workflows and action.yml files.
var Extractor = &extractor.Extractor{
	Name:      "githubactions",
	Doc:       "GitHub Actions",
	Ecosystem: "GitHub Actions",
	Files:     []string{".{github,gitea,forgejo}/workflows/*.{yml,yaml}", ".{github,gitea,forgejo}/actions/**/*.{yml,yaml}", "workflow-templates/*.{yml,yaml}", "action.{yml,yaml}"},
	Kinds:     []inventory.Kind{inventory.Language, inventory.Image, inventory.Tool, inventory.Action, inventory.Platform},
	Match:     extractor.Ending(match, ".yml", ".yaml"),
	Extract:   extract,
}

var folders = lazyregexp.New(`(?:^|/)(?:workflow-templates|\.(?:github|gitea|forgejo)/(?:workflows|actions))/.`)

func match(name string) bool {
	extension := path.Ext(name)
	if extension != ".yml" && extension != ".yaml" {
		return false
	}
	if strings.TrimSuffix(path.Base(name), extension) == "action" {
		return true
	}
	// Most YAML files of a repository are refused here: the pattern alone would take longer than all other formats' questions.
	return (strings.Contains(name, "/actions/") || strings.Contains(name, "workflow")) && folders.MatchString(name)
}

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	for _, root := range documents {
		r := &reader{file: f, visited: map[visit]bool{}, added: map[added]bool{}, budget: maxBudget}
		r.document(root)
	}
	f.Broken(err, "correct it, or exclude the file in .techcheck.toml if it is a template")
}

// reader reads one document.
type reader struct {
	file    *extractor.File
	visited map[visit]bool
	added   map[added]bool
	budget  int // nodes that may still be looked at, so that aliases and expressions cannot multiply
}

// visit is a part of a workflow with the matrix that its values come from: with aliases, several jobs may share a step.
type visit struct{ node, matrix *yaml.Node }

// added tells components of one document apart.
type added struct {
	name, version inventory.Span
	text          string
}

// maxBudget is far more than a real workflow needs, and takes about a second.
const maxBudget = 1 << 19

// enter tells whether a part is to be read: it is there, and has not been read with this matrix.
func (r *reader) enter(n, matrix *yaml.Node) bool {
	v := visit{n, matrix}
	if n == nil || r.visited[v] {
		return false
	}
	r.visited[v] = true
	return r.afford(n)
}

func (r *reader) afford(n *yaml.Node) bool {
	r.budget -= 1 + len(n.Members) + len(n.Elements)
	return r.budget >= 0
}

func (r *reader) document(root *yaml.Node) {
	on := root.Get("on")
	top := scope{
		env:    []*yaml.Node{root.Get("env")},
		inputs: []*yaml.Node{root.Get("inputs"), on.Get("workflow_call").Get("inputs"), on.Get("workflow_dispatch").Get("inputs")},
		budget: &r.budget,
	}
	for _, job := range root.Get("jobs").Each() {
		if r.enter(job, nil) {
			r.job(job, top)
		}
	}
	r.action(root.Get("runs"), top)
}

func (r *reader) job(job *yaml.Node, s scope) {
	s.matrix = job.Get("strategy").Get("matrix")
	s.env = []*yaml.Node{job.Get("env"), s.env[0]}
	r.uses(job.Get("uses"))
	r.runsOn(job.Get("runs-on"), s)
	r.container(job.Get("container"), s)
	if services := job.Get("services"); r.enter(services, s.matrix) {
		for _, service := range services.Each() {
			r.container(service, s)
		}
	}
	r.steps(job.Get("steps"), s)
}

func (r *reader) steps(steps *yaml.Node, s scope) {
	if !r.enter(steps, s.matrix) {
		return
	}
	outer := s.env
	for _, step := range steps.Items() {
		if step == steps || r.enter(step, s.matrix) {
			r.uses(step.Get("uses"))
			s.env = append([]*yaml.Node{step.Get("env")}, outer...)
			r.setup(step, s)
		}
	}
}

// action reads what runs an action: node20 runs it in Node.js 20, docker in an image, composite in steps.
func (r *reader) action(runs *yaml.Node, s scope) {
	using := runs.Get("using").Whole()
	if version, found := strings.CutPrefix(using.String(), "node"); found && version != "" {
		name, number := using.Slice(0, len("node")), using.Slice(len("node"), using.Len())
		r.add(pipeline.Installed(inventory.Language, "node", written(name), written(number)))
	}
	if image := runs.Get("image").Whole(); strings.HasPrefix(image.String(), docker) {
		r.image(written(image.Slice(len(docker), image.Len())))
	}
	r.steps(runs.Get("steps"), s)
}

// container reads an image, or a mapping with one.
func (r *reader) container(container *yaml.Node, s scope) {
	if container.Is(yaml.Mapping) {
		container = container.Get("image")
	}
	for _, value := range s.expand(container.Whole()) {
		r.image(value)
	}
}

func (r *reader) image(reference imageref.Value) {
	if len(reference) == 0 {
		return // a job may say so that it has no container
	}
	c := imageref.Component(reference)
	if c.Name == "" {
		r.file.Problem(c.NameSpan, "this image has no name; write one before its tag")
		return
	}
	r.add(c)
}

// add records a component, unless the document has it already.
func (r *reader) add(c inventory.Component) {
	key := added{c.NameSpan, c.VersionSpan, c.Name + " " + c.Version + c.Requirement}
	if r.added[key] {
		return
	}
	r.added[key] = true
	c.Scope, c.Direct = inventory.CI, true
	r.file.AddWritten(c)
}

func written(t yaml.Text) imageref.Value {
	return imageref.Written(t.String(), t.Offsets(), imageref.Literal)
}
