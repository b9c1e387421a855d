// Package azurepipelines reads pipelines of Azure and their templates: images, machines, tasks, the versions of languages and tools
// that tasks install, and repositories that templates come from (https://learn.microsoft.com/azure/devops/pipelines/yaml-schema).
//
// No purl type is about tasks, whose names have no case: NAME@1 is pkg:generic/azure-pipelines/name, so that
// pkg:generic/azure-pipelines/** is all of them. A repository is pkg:github/OWNER/NAME or pkg:bitbucket/OWNER/NAME; one of the
// organisation itself, whose name no pipeline says, is pkg:github/PROJECT/NAME?repository_url=dev.azure.com.
package azurepipelines

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/pipeline"
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Extractor reads azure-pipelines.yml and its variants, and the templates in the folder that is usual for them.
var Extractor = &extractor.Extractor{
	Name:      "azurepipelines",
	Doc:       "Pipelines of Azure",
	Ecosystem: "Azure Pipelines",
	Files:     []string{"azure-pipelines*.{yml,yaml}", ".azure-pipelines/**/*.{yml,yaml}"},
	Kinds:     []inventory.Kind{inventory.Language, inventory.Image, inventory.Tool, inventory.Plugin, inventory.Module, inventory.Platform},
	Match:     extractor.Ending(match, ".yml", ".yaml"),
	Extract:   extract,
}

var names = lazyregexp.New(`(?:^|/)(?:azure-pipelines[^/]*|\.azure-pipelines/.+)\.ya?ml$`)

func match(name string) bool {
	return strings.Contains(name, "azure-pipelines") && names.MatchString(name) // most files are left without asking the pattern
}

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	r := &reader{Reader: pipeline.Reader{File: f}, aliases: map[string]bool{}}
	r.Variables = imageref.Variables{Pattern: expression, Name: key, Value: r.Value}
	for _, root := range documents {
		for _, container := range root.Get("resources").Get("containers").Items() {
			if alias := container.Get("container"); alias.Is(yaml.Scalar) {
				r.aliases[alias.Text] = true
			}
		}
		r.walk(root, nil)
	}
	r.End()
	f.Broken(err, "correct it, or exclude the file in .techcheck.toml if it is a template")
}

// reader reads one file.
type reader struct {
	pipeline.Reader
	aliases map[string]bool // of containers, by which jobs name them
}

// walk reads a part of a pipeline. Conditions and loops may stand anywhere (${{ if … }}:), and templates are given lists of steps, so
// that only keys tell what a part is.
func (r *reader) walk(n *yaml.Node, outer *pipeline.Scope) {
	if n.Is(yaml.Scalar) || !r.First(n) || !r.Afford(1+len(n.Members)+len(n.Elements)) {
		return
	}
	for _, element := range n.Elements {
		r.walk(element, outer)
	}
	s := r.inside(n, outer)
	for key, value := range n.Each() {
		r.part(n, key.Text, value, s)
	}
}

// part reads a member of a part of a pipeline.
func (r *reader) part(n *yaml.Node, key string, value *yaml.Node, s *pipeline.Scope) {
	switch key {
	case "inputs", "env", "variables", "matrix", "trigger", "pr", "schedules":
	case "parameters":
		if n.Get("template") != nil { // what a template is given
			r.walk(value, s)
		} else {
			r.defaults(value, s)
		}
	case "resources":
		r.resources(value, s)
	case "task":
		r.each(value, s, r.task)
		r.setup(value, n.Get("inputs"), s)
	case "vmImage":
		r.each(value, s, func(t yaml.Text) { r.Add(pipeline.Hosted(r.Variables.Expand(t))) })
	case "container":
		r.container(value, s)
		r.walk(value, s)
	case "services":
		r.services(value, s)
	default:
		r.walk(value, s)
	}
}

// defaults reads the steps and jobs that parameters stand for where nobody gives others.
func (r *reader) defaults(parameters *yaml.Node, s *pipeline.Scope) {
	if parameters == nil || !r.Afford(len(parameters.Members)) {
		return
	}
	for _, parameter := range parameters.Items() {
		r.walk(parameter.Get("default"), s)
	}
	for _, value := range parameters.Each() {
		if !value.Is(yaml.Scalar) {
			r.walk(value, s)
		}
	}
}

// each reads a scalar that says something, once for each choice of the values in it.
func (r *reader) each(n *yaml.Node, s *pipeline.Scope, read func(yaml.Text)) {
	if t := n.Whole().Trim(); t.Len() > 0 {
		r.Each(t, s, read)
	}
}

// container reads an image, or a mapping with one. It may also be the alias of a container in the resources.
func (r *reader) container(n *yaml.Node, s *pipeline.Scope) {
	if n.Is(yaml.Mapping) {
		n = n.Get("image")
	}
	r.each(n, s, func(t yaml.Text) {
		if !r.aliases[r.Variables.Expand(t).String()] {
			r.Reference(t)
		}
	})
}

// services reads the containers that run beside a job.
func (r *reader) services(services *yaml.Node, s *pipeline.Scope) {
	if services == nil || !r.Afford(len(services.Members)) {
		return
	}
	for _, service := range services.Each() {
		r.container(service, s)
	}
}

// resources reads the containers of a pipeline, and the repositories that it takes templates from.
func (r *reader) resources(resources *yaml.Node, s *pipeline.Scope) {
	for _, container := range resources.Get("containers").Items() {
		if r.Afford(1) {
			r.each(container.Get("image"), s, r.Reference)
		}
	}
	for _, repository := range resources.Get("repositories").Items() {
		if r.Afford(1) {
			r.repository(repository, s)
		}
	}
}

// ref is how git names branches and tags in full.
var ref = lazyregexp.New(`^refs/(?:heads|tags)/`)

func (r *reader) repository(repository *yaml.Node, s *pipeline.Scope) {
	r.each(repository.Get("name"), s, func(t yaml.Text) {
		name, version := r.Variables.Expand(t), repository.Get("ref").Whole().Trim()
		version = version.Slice(len(ref.FindString(version.String())), version.Len())
		c := pipeline.Component(inventory.Module, name, r.Variables.Expand(version), false)
		c.Type = purl.GitHub
		switch strings.ToLower(repository.Get("type").Whole().String()) {
		case "git", "":
			c.Attributes.Registry = "dev.azure.com"
		case "bitbucket":
			c.Attributes.Registry = "bitbucket.org"
		case "githubenterprise": // on a host that only a service connection knows
			c.Attributes.Source, c.Resolution = repository.Get("endpoint").Whole().String(), inventory.Unresolved
		}
		if name.Origin() != imageref.Unresolved && c.Attributes.Source == "" {
			c.Type, c.PURL = purl.Repository(c.Attributes.Registry, c.Name, c.Version, "")
		}
		r.Add(c)
	})
}

// task reads NAME@VERSION.
func (r *reader) task(t yaml.Text) {
	v := r.Variables.Expand(t)
	name, version := v, imageref.Value(nil)
	if at := strings.LastIndexByte(v.Masked(), '@'); at >= 0 {
		name, version = v[:at], v[at+1:]
	}
	if len(name) == 0 {
		r.File.Problem(t.Span(), "this task has no name; write it as Name@1")
		return
	}
	r.Add(pipeline.Generic(inventory.Plugin, "azure-pipelines/"+name.String(), name, version, true))
}

// input is one of a task that takes the version of a language or a tool.
type input struct {
	key  string // in lower case
	id   string // of the purl pkg:generic/id
	kind inventory.Kind
}

// setups lists the inputs of tasks that install something, by the task's name in lower case
// (https://learn.microsoft.com/azure/devops/pipelines/tasks/reference).
var setups = map[string]input{
	"dotnetcoreinstaller": {"version", "dotnet", inventory.Language},
	"gotool":              {"version", "go", inventory.Language},
	"javatoolinstaller":   {"versionspec", "java", inventory.Language},
	"nodetool":            {"versionspec", "node", inventory.Language},
	"usedotnet":           {"version", "dotnet", inventory.Language},
	"usenode":             {"version", "node", inventory.Language},
	"usepythonversion":    {"versionspec", "python", inventory.Language},
	"userubyversion":      {"versionspec", "ruby", inventory.Language},

	"dockerinstaller":    {"dockerversion", "docker", inventory.Tool},
	"helminstaller":      {"helmversiontoinstall", "helm", inventory.Tool},
	"kubectlinstaller":   {"kubectlversion", "kubectl", inventory.Tool},
	"nugettoolinstaller": {"versionspec", "nuget", inventory.Tool},
	"terraforminstaller": {"terraformversion", "terraform", inventory.Tool},
}

// setup reads the version that a step gives to a task that installs something. The component stands where the task names it.
func (r *reader) setup(task, inputs *yaml.Node, s *pipeline.Scope) {
	name, _, _ := task.Whole().Trim().Cut("@")
	id := strings.ToLower(name.String())
	in, found := setups[strings.TrimPrefix(path.Ext(id), ".")] // one of the marketplace: publisher.extension.task.name
	if !found {
		in, found = setups[id]
	}
	if !found || inputs == nil || !r.Afford(len(inputs.Members)) {
		return
	}
	at := strings.Index(id, in.id)
	named := name.Slice(at, at+len(in.id))
	for key, version := range inputs.Each() {
		if strings.ToLower(key.Text) == in.key {
			r.each(version, s, func(t yaml.Text) {
				r.Add(pipeline.Installed(in.kind, in.id, r.Variables.Expand(named), r.Variables.Expand(t)))
			})
		}
	}
}
