// Package buildkite reads pipelines of Buildkite: plugins, and the images that steps run in, or that plugins are told to run
// (https://buildkite.com/docs/pipelines/integrations/plugins/using). A plugin is a repository, on GitHub if it is named by its name
// alone: docker#v5.8.0 is pkg:github/buildkite-plugins/docker-buildkite-plugin@v5.8.0, acme/x#v1 is pkg:github/acme/x-buildkite-plugin@v1.
package buildkite

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

// Extractor reads the pipelines in the folder .buildkite.
var Extractor = &extractor.Extractor{
	Name:      "buildkite",
	Doc:       "Pipelines of Buildkite",
	Ecosystem: "Buildkite",
	Files:     []string{".buildkite/**/*.{yml,yaml}", "buildkite.{yml,yaml}"},
	Kinds:     []inventory.Kind{inventory.Image, inventory.Plugin},
	Match:     extractor.Ending(match, ".yml", ".yaml"),
	Extract:   extract,
}

var names = lazyregexp.New(`(?:^|/)(?:\.buildkite/.+|buildkite)\.ya?ml$`)

func match(name string) bool {
	return strings.Contains(name, "buildkite") && names.MatchString(name) // most files are left without asking the pattern
}

// variable is $name, ${name}, or $$, which is a $ for what runs later. With an operation on it, and of {{matrix}}, the value is not known.
var variable = lazyregexp.New(`\$\$|\$(?:(\w+)|\{(\w+)\}|(\{[^{}]+\}))|(\{\{.*?\}\})`)

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	r := &reader{pipeline.Reader{File: f}}
	for _, root := range documents {
		env := root.Get("env")
		r.Variables = imageref.Variables{Pattern: variable, Value: func(name string) (yaml.Text, imageref.Origin) {
			if value := env.Get(name); value.Is(yaml.Scalar) {
				return value.Whole(), imageref.Variable
			}
			return yaml.Text{}, imageref.Unresolved
		}}
		r.step(root) // also what a mapping says for all steps, and a list of steps alone
		r.steps(root)
	}
	f.Broken(err, "correct it, or exclude the file in .techcheck.toml if it is a template")
}

// reader reads one file.
type reader struct{ pipeline.Reader }

func (r *reader) steps(list *yaml.Node) {
	if !list.Is(yaml.Sequence) || !r.First(list) {
		return
	}
	for _, step := range list.Elements {
		r.step(step)
	}
}

// step reads a step, or a group with steps.
func (r *reader) step(step *yaml.Node) {
	if !step.Is(yaml.Mapping) || !r.First(step) {
		return
	}
	r.Image(step.Get("image"))
	r.plugins(step.Get("plugins"))
	r.steps(step.Get("steps"))
}

// plugins reads one, without or with what it is told, or several.
func (r *reader) plugins(n *yaml.Node) {
	if !r.First(n) {
		return
	}
	for _, one := range n.Elements {
		r.plugins(one)
	}
	if n.Is(yaml.Scalar) {
		r.plugin(n.Whole())
	}
	for key, configuration := range n.Each() {
		r.plugin(key.Whole())
		if r.First(configuration) {
			r.images(configuration)
		}
	}
}

// images reads the images that a plugin is told to run: of the plugin docker, and of containers of Kubernetes.
func (r *reader) images(configuration *yaml.Node) {
	r.Image(configuration.Get("image"))
	pod := configuration.Get("podSpec")
	for _, key := range []string{"initContainers", "containers"} {
		for _, container := range pod.Get(key).Items() {
			r.Image(container.Get("image"))
		}
	}
}

// address is that of a repository: [SCHEME://][USER@]HOST/PATH, or git's USER@HOST:PATH.
var address = lazyregexp.New(`^(?:(?:https?|ssh|git)://(?:[^/@]+@)?|[\w.-]+@)([\w.-]+(?::\d+)?)[/:](.+?)(?:\.git)?$`)

// plugin reads NAME#VERSION, OWNER/NAME#VERSION, or the address of a repository. One of this repository is none.
func (r *reader) plugin(t yaml.Text) {
	v := r.Variables.Expand(t.Trim())
	known := v.Masked()
	name, version := v, imageref.Value(nil)
	if hash := strings.IndexByte(known, '#'); hash >= 0 {
		name, version, known = v[:hash], v[hash+1:], known[:hash]
	}
	if known == "" || strings.HasPrefix(known, ".") || strings.HasPrefix(known, "/") || strings.HasPrefix(known, "file:") {
		return
	}
	host, repository := "", known+"-buildkite-plugin"
	switch m := address.FindStringSubmatchIndex(known); {
	case m != nil:
		host, repository = known[m[2]:m[3]], known[m[4]:m[5]]
		name = name[m[4]:m[5]]
	case strings.Count(known, "/") > 1:
		r.File.Problem(v.Use(), "%q is no plugin; write it as name#version, owner/name#version or with the address of its repository", v)
		return
	case !strings.Contains(known, "/"):
		repository = "buildkite-plugins/" + repository
	}
	c := pipeline.Component(inventory.Plugin, name, version, false)
	c.Type = purl.GitHub
	if purl.Registry(purl.GitHub, host) != "" {
		c.Attributes.Registry = host
	}
	if v[:len(known)].Origin() != imageref.Unresolved {
		c.Type, c.PURL = purl.Repository(host, repository, c.Version, "")
	}
	r.Add(c)
}
