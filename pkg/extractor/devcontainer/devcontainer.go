// Package devcontainer reads devcontainer.json: the image that people develop in, and the features that are added to it, with
// the versions of languages and tools that they install (https://containers.dev/implementors/json_reference). Dockerfiles and
// Compose files that it names are manifests themselves.
package devcontainer

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/json"
	"github.com/dna-group/techcheck/pkg/toolchain"
)

// Extractor reads devcontainer.json and .devcontainer.json.
var Extractor = &extractor.Extractor{
	Name:      "devcontainer",
	Doc:       "Dev Containers",
	Ecosystem: "Docker",
	Files:     []string{"devcontainer.json", ".devcontainer.json"},
	Kinds:     []inventory.Kind{inventory.Language, inventory.Image, inventory.Tool},
	Match:     extractor.Base("devcontainer.json", ".devcontainer.json"),
	Extract:   extract,
}

// Files are the paths of what a container is made of beside the file's own image.
type Files struct{ Dockerfiles, Compose []string }

func extract(f *extractor.File) {
	root, err := json.Parse(f.Data)
	f.Keep(Files{
		Dockerfiles: append(paths(f, root.Get("build").Get("dockerfile")), paths(f, root.Get("dockerFile"))...),
		Compose:     paths(f, root.Get("dockerComposeFile")),
	})
	if image := root.Get("image"); image.Is(json.String) && image.Text != "" {
		addImage(f, image)
	}
	for id, options := range root.Get("features").Each() {
		addFeature(f, id, options)
	}
	f.Broken(err, "correct it, editors cannot read it either")
}

// paths gives the paths of files that are named, one or several. What a variable stands for nobody knows.
func paths(f *extractor.File, names *json.Node) []string {
	one := []*json.Node{names}
	if names.Is(json.Array) {
		one = names.Elements
	}
	var all []string
	for _, name := range one {
		if name.Is(json.String) && name.Text != "" && !strings.Contains(name.Text, "${") {
			all = append(all, path.Join(path.Dir(f.Path), name.Text))
		}
	}
	return all
}

// variable is what an editor replaces: ${localEnv:NAME}, and in a template ${templateOption:NAME}.
var variable = lazyregexp.New(`\$\{[^{}]*\}`)

func addImage(f *extractor.File, image *json.Node) {
	at := image.Offsets()
	reference := imageref.Written(image.Text, at, imageref.Literal)
	for _, m := range variable.FindAllStringSubmatchIndex(image.Text, -1) {
		use := inventory.Span{Start: at[m[0]], End: at[m[1]-1] + 1}
		copy(reference[m[0]:m[1]], reference[m[0]:m[1]].Through(use, imageref.Unresolved))
	}
	c := imageref.Component(reference)
	if c.Name == "" {
		f.Problem(image.Span, "this image has no name; write one before its tag")
		return
	}
	add(f, c)
}

// addFeature records a feature, which is an artifact in a registry, and what it installs, which its last word and its option
// "version" say. One of the repository or at an address is neither.
func addFeature(f *extractor.File, id, options *json.Node) {
	if strings.HasPrefix(id.Text, ".") || strings.Contains(id.Text, "://") {
		return
	}
	c := imageref.Component(imageref.Written(id.Text, id.Offsets(), imageref.Literal))
	if c.Name == "" || c.PURL == "" {
		f.Problem(id.Span, "%q is no feature; write it as registry/namespace/name:1", id.Text)
		return
	}
	c.Kind = inventory.Tool
	if strings.Contains(c.Name, "/") { // without one, it is of a list that editors had once
		add(f, c)
	}
	version := options
	if options.Is(json.Object) {
		version = options.Get("version")
	}
	name := path.Base(c.Name)
	if !version.Is(json.String) || version.Text == "" || version.Text == "none" {
		return
	}
	installed := toolchain.Named(name).Component(version.Text, version.Part)
	installed.Name, installed.NameSpan = name, c.NameSpan
	installed.NameSpan.Start = installed.NameSpan.End - len(name)
	add(f, installed)
}

// add records what is for development only.
func add(f *extractor.File, c inventory.Component) {
	c.Scope = inventory.Development
	f.AddWritten(c)
}
