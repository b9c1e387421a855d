// Package terraform reads the configuration of Terraform and OpenTofu, in its native and its JSON syntax: the providers and
// modules that a module uses, the types of its resources, where its state lies, and the version of the tool itself. The
// Resolver joins the files of a module, and gives providers their exact versions. What Terragrunt and TFLint are told is
// written in the same syntax.
// Sources: developer.hashicorp.com/terraform/language (files, providers/requirements, modules/sources, settings, backend,
// syntax/json), opentofu.org/docs/language (files, settings), terragrunt.gruntwork.io/docs/reference and
// github.com/terraform-linters/tflint/blob/master/docs/user-guide/config.md.
package terraform

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/hcl"
)

// Extractor reads *.tf, *.tofu, *.tf.json and *.tofu.json files, terragrunt.hcl and .tflint.hcl.
var Extractor = &extractor.Extractor{
	Name:      "terraform",
	Doc:       "Terraform and OpenTofu modules; configuration of Terragrunt and TFLint",
	Ecosystem: "Terraform",
	Files:     []string{"*.tf", "*.tofu", "*.tf.json", "*.tofu.json", "terragrunt.hcl", "terragrunt.stack.hcl", ".tflint.hcl"},
	Kinds: []inventory.Kind{
		inventory.Image, inventory.Tool, inventory.Plugin, inventory.Module,
		inventory.Provider, inventory.Chart, inventory.Resource, inventory.Platform,
	},
	Match:   extractor.Ending(match, ".tf", ".tofu", ".json", ".hcl"),
	Extract: extract,
	MaxSize: 1 << 20, // each byte of a crafted one may be a token, of which a second reads half a million
}

func match(name string) bool {
	stem := strings.TrimSuffix(name, ".json")
	return strings.HasSuffix(stem, ".tf") || strings.HasSuffix(stem, ".tofu") || others[path.Base(name)].read != nil
}

// others are the files of other tools, and how they are read.
var others = map[string]struct {
	tool string
	read func(*reader, *hcl.Node)
}{
	".tflint.hcl":          {"TFLint", (*reader).tflint},
	"terragrunt.hcl":       {"Terragrunt", (*reader).terragrunt},
	"terragrunt.stack.hcl": {"Terragrunt", (*reader).terragrunt},
}

// tool is what reads a file, and how it is called: both read *.tf, in which OpenTofu takes Terraform's part.
func tool(path string) (id, name string) {
	if strings.HasSuffix(strings.TrimSuffix(path, ".json"), ".tofu") {
		return "opentofu", "OpenTofu"
	}
	return "terraform", "Terraform"
}

func extract(f *extractor.File) {
	parse := hcl.Parse
	if strings.HasSuffix(f.Path, ".json") {
		parse = hcl.ParseJSON
	}
	root, errs := parse(f.Data)
	r := &reader{file: f, facts: &facts{values: map[string]value{}, required: map[string]int{}}}
	_, name := tool(f.Path)
	if other, found := others[path.Base(f.Path)]; found {
		name = other.tool
		other.read(r, root)
	} else {
		r.configuration(root)
	}
	for locals := range root.Blocks("locals") {
		for name, value := range locals.Each() {
			r.define("local."+name.Text, value, false)
		}
	}
	f.Lines() // of which the resolver asks when the bytes are gone
	f.Keep(r.facts)

	for _, err := range errs {
		at := inventory.Span{Start: err.Offset, End: err.Offset}
		if len(root.Members) == 0 {
			f.Fail(at, "nothing of this file is read: %v; correct it, %s cannot read it either", err, name)
			return
		}
		f.Problem(at, "this is not read: %v; correct it, %s cannot read it either", err, name)
	}
}

// reader reads one file.
type reader struct {
	file  *extractor.File
	facts *facts
}

// configuration reads a file of a module.
func (r *reader) configuration(root *hcl.Node) {
	for settings := range root.Blocks("terraform") {
		r.settings(settings)
	}
	for language := range root.Blocks("language") {
		r.compatible(language)
	}
	for _, read := range []struct {
		block string
		one   func(hcl.Key, *hcl.Node)
	}{
		{"provider", r.provider}, {"module", r.module}, {"resource", r.resource}, {"data", r.resource}, {"ephemeral", r.resource},
		{"variable", r.variable}, {"check", r.check},
	} {
		for blocks := range root.Blocks(read.block) {
			for label, below := range blocks.Each() {
				read.one(label, below)
			}
		}
	}
}

// settings reads a terraform block.
func (r *reader) settings(settings *hcl.Node) {
	if version := settings.Get("required_version"); version.Is(hcl.String) {
		id, _ := tool(r.file.Path)
		r.tool(id, version, inventory.Build)
	}
	for required := range settings.Blocks("required_providers") {
		for name, entry := range required.Each() {
			r.requiredProvider(name, entry)
		}
	}
	for backend := range settings.Blocks("backend") {
		for label := range backend.Each() {
			r.backend(label.Text, label.Span)
		}
	}
	if key, cloud := settings.Lookup("cloud"); cloud != nil {
		r.backend("cloud", key.Span)
	}
}

// compatible reads a language block, in which OpenTofu looks for the versions of itself; other tools may look for theirs.
func (r *reader) compatible(language *hcl.Node) {
	for block := range language.Blocks("compatible_with") {
		for _, name := range []string{"opentofu", "terraform"} {
			if version := block.Get(name); version.Is(hcl.String) {
				r.tool(name, version, inventory.Build)
			}
		}
	}
}

// tool adds the tool, which stands where its version does.
func (r *reader) tool(name string, version *hcl.Node, scope inventory.Scope) {
	text := r.text(version)
	r.add(func(known lookup) inventory.Component {
		v := text.evaluate(known)
		c := inventory.Component{
			Type: purl.Generic, Name: name, Kind: inventory.Tool, Scope: scope, Direct: true,
			NameSpan: v.Use(), Resolution: inventory.Default,
		}
		setVersion(&c, v)
		c.PURL = purl.New(c.Type, name, c.Version)
		return c
	}, text)
}

// backend adds what keeps the state of the module.
func (r *reader) backend(name string, at inventory.Span) {
	r.file.Add(inventory.Component{
		PURL: purl.TerraformRegistry("", "backend/"+name, "", ""), Type: purl.Terraform, Name: name,
		Kind: inventory.Platform, Scope: inventory.Runtime, Direct: true, Resolution: r.written(at, name), NameSpan: at,
	})
}

// written is the resolution of a name that is taken as it stands: a literal's span promises the text itself.
func (r *reader) written(at inventory.Span, text string) inventory.Resolution {
	if string(r.file.Data[at.Start:at.End]) == text {
		return inventory.Literal
	}
	return inventory.Variable
}

// check reads the data source in a check block.
func (r *reader) check(_ hcl.Key, check *hcl.Node) {
	for data := range check.Blocks("data") {
		for typ, below := range data.Each() {
			r.resource(typ, below)
		}
	}
}

// variable keeps the default of a variable, with which it stands for itself where nothing else is said.
func (r *reader) variable(name hcl.Key, body *hcl.Node) {
	r.define("var."+name.Text, body.Get("default"), true)
}

// define keeps what a name stands for, and in an object what the names below it do.
func (r *reader) define(name string, n *hcl.Node, isDefault bool) {
	switch {
	case n.Is(hcl.String):
		r.facts.values[name] = value{r.text(n), isDefault}
	case n.Is(hcl.Object):
		for key, member := range n.Each() {
			if key.Text != "" && len(name) < maxName {
				r.define(name+"."+key.Text, member, isDefault)
			}
		}
	}
}

// maxName bounds the names of values in objects in objects.
const maxName = 200
