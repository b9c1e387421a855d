// Package compose reads the images that Compose files use (https://compose-spec.io): of services, also of those in the
// first format without "services:", and of the Dockerfiles that are written inside of them.
package compose

import (
	"path"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Extractor reads compose.yaml, docker-compose.yml and their variants.
var Extractor = &extractor.Extractor{
	Name:      "compose",
	Doc:       "Compose services",
	Ecosystem: "Docker",
	Files:     []string{"{docker-,podman-,}compose*.{yml,yaml}"},
	Kinds:     []inventory.Kind{inventory.Image},
	Match:     extractor.Ending(match, ".yml", ".yaml"),
	Extract:   extract,
}

var names = lazyregexp.New(`^(?:docker-|podman-)?compose(?:[._-].*)?\.ya?ml$`)

func match(name string) bool { return names.MatchString(path.Base(name)) }

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	r := &reader{file: f, seen: map[*yaml.Node]bool{}}
	for _, root := range documents {
		r.included(root.Get("include"))
		for _, service := range services(root) {
			r.service(service)
		}
	}
	f.Keep(&r.kept)
	f.Broken(err, "correct it, Compose cannot read it either")
}

// topLevel are the keys of a Compose file that are no services, where these stand at the top, as in the first format.
var topLevel = []string{"configs", "include", "models", "name", "networks", "secrets", "services", "version", "volumes"}

func services(root *yaml.Node) []*yaml.Node {
	all := root.Get("services")
	modern := all != nil
	if !modern {
		all = root
	}
	var found []*yaml.Node
	for key, service := range all.Each() {
		if modern || !slices.Contains(topLevel, key.Text) && !strings.HasPrefix(key.Text, "x-") {
			found = append(found, service)
		}
	}
	return found
}

// reader reads one file.
type reader struct {
	file *extractor.File
	seen map[*yaml.Node]bool // what several services have through an anchor is used once, where it is defined
	kept kept
}

// kept is what the resolver needs to know of a file.
type kept struct {
	pending     []pending
	includes    []string // paths of Compose files: of include, and of extends
	dockerfiles []string // paths of Dockerfiles that services are built by
}

func (r *reader) service(service *yaml.Node) {
	r.include(service.Get("extends").Get("file"))
	build := given(service.Get("build"))
	r.dockerfile(build)
	r.inline(given(build.Get("dockerfile_inline")))
	r.contexts(given(build.Get("additional_contexts")))
	image := given(service.Get("image"))
	if build == nil && r.first(image) { // with build, the image is the name of what is built
		r.image(image.Whole(), service.Get("platform").Whole().String())
	}
}

// included reads the list of the files that this one includes: each a path, or with one or several of them.
func (r *reader) included(list *yaml.Node) {
	for _, element := range list.Items() {
		r.include(element)
		for _, name := range element.Get("path").Items() {
			r.include(name)
		}
	}
}

func (r *reader) include(name *yaml.Node) {
	switch file := r.path(name); {
	case strings.Contains(file, "://"), strings.HasPrefix(file, "git@"), path.IsAbs(file):
		r.file.Elsewhere(name.Whole().Span(), file)
	case file != "":
		r.kept.includes = append(r.kept.includes, path.Join(path.Dir(r.file.Path), file))
	}
}

// dockerfile notes the Dockerfile that a build section names.
func (r *reader) dockerfile(build *yaml.Node) {
	if file := r.path(build.Get("dockerfile")); file != "" {
		r.kept.dockerfiles = append(r.kept.dockerfiles, path.Join(path.Dir(r.file.Path), r.path(build.Get("context")), file))
	}
}

// path is a scalar with its variables' defaults; "" if some have none.
func (r *reader) path(n *yaml.Node) string {
	t := n.Whole()
	if file := interpolate(text{t.String(), t.Offsets()}, nil).String(); !strings.Contains(file, "$") {
		return file
	}
	return ""
}

// first tells whether a node is there, and is met for the first time.
func (r *reader) first(n *yaml.Node) bool {
	if n == nil || r.seen[n] {
		return false
	}
	r.seen[n] = true
	return true
}

// given is a value that is there: not null, and not taken away by the tag !reset.
func given(n *yaml.Node) *yaml.Node {
	if n == nil || n.Is(yaml.Null) || n.Tag == "!reset" {
		return nil
	}
	return n
}

// contexts reads a build's named contexts, {name: value} or [name=value], which may be images.
func (r *reader) contexts(contexts *yaml.Node) {
	if !r.first(contexts) {
		return
	}
	var values []yaml.Text
	for _, value := range contexts.Each() {
		values = append(values, value.Whole())
	}
	for _, element := range contexts.Elements {
		_, value, _ := element.Whole().Cut("=")
		values = append(values, value)
	}
	for _, value := range values {
		if image, found := strings.CutPrefix(value.String(), "docker-image://"); found {
			r.image(value.Slice(value.Len()-len(image), value.Len()), "")
		}
	}
}

// image reads a reference. One with variables is kept too, as a file .env may know more of them.
func (r *reader) image(t yaml.Text, platform string) {
	source := text{t.String(), t.Offsets()}
	reference := interpolate(source, nil)
	if len(reference) == 0 {
		return
	}
	c := imageref.Component(reference)
	if c.Name == "" {
		r.file.Problem(c.NameSpan, "this image has no name; write one before its tag")
		return
	}
	c.Scope = inventory.Runtime
	c.Attributes.Platform = platform
	if strings.Contains(source.s, "$") {
		r.kept.pending = append(r.kept.pending, pending{source, len(r.file.Components())})
	}
	r.file.AddWritten(c)
}
