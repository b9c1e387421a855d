// Package gemspec reads gem specifications, the manifests of Ruby's packages.
// Source: guides.rubygems.org/specification-reference.
package gemspec

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/ruby"
)

// Extractor reads *.gemspec files.
var Extractor = &extractor.Extractor{
	Name:      "gemspec",
	Doc:       "Ruby gem specifications",
	Ecosystem: "Ruby",
	Files:     []string{"*.gemspec"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language, inventory.Tool},
	Match:     extractor.Extension(".gemspec"),
	Extract:   extract,
}

// scopes are the methods that declare a dependency.
var scopes = map[string]inventory.Scope{
	"add_dependency": inventory.Runtime, "add_runtime_dependency": inventory.Runtime,
	"add_development_dependency": inventory.Development,
}

func extract(f *extractor.File) {
	r := &reader{file: f, source: ruby.Parse(f.Data)}
	for _, call := range r.source.Calls {
		if !call.Method || len(call.Args) == 0 {
			continue
		}
		switch scope := scopes[call.Name.Text]; {
		case scope != "" && !call.Set:
			r.dependencies(call, scope)
		case call.Name.Is("required_ruby_version"):
			r.require("ruby", inventory.Language, inventory.Runtime, call)
		case call.Name.Is("required_rubygems_version"):
			r.require("rubygems", inventory.Tool, inventory.Build, call)
		}
	}
}

// reader reads one file.
type reader struct {
	file   *extractor.File
	source *ruby.File
}

// dependencies reads add_dependency "name", "requirement", …; in a loop it declares several.
func (r *reader) dependencies(call *ruby.Call, scope inventory.Scope) {
	requirements := r.texts(call, call.Args[1:])
	for _, name := range r.source.Texts(call.Args[0].Value, call) {
		c := inventory.Component{
			Type: purl.Gem, Kind: inventory.Library, Scope: scope, Direct: true,
			Name: name.String, NameSpan: name.Span, Resolution: name.Resolution,
		}
		r.source.Require(&c, requirements)
		if strings.TrimSpace(c.Name) == "" {
			r.file.Problem(c.NameSpan, "this gem has no name; correct or remove this entry")
			continue
		}
		if name.Resolution != inventory.Unresolved {
			c.PURL = purl.New(c.Type, c.Name, c.Version)
		}
		r.file.Add(c)
	}
}

// require reads required_x_version = "requirement", a list of them, or Gem::Requirement.new(…). Its name is that of the
// setting.
func (r *reader) require(id string, kind inventory.Kind, scope inventory.Scope, call *ruby.Call) {
	start := call.Name.Span.Start + len("required_")
	c := inventory.Component{
		Type: purl.Generic, Kind: kind, Scope: scope, Direct: true, Resolution: inventory.Literal,
		Name: id, NameSpan: inventory.Span{Start: start, End: start + len(id)},
	}
	r.source.Require(&c, r.texts(call, call.Args))
	c.PURL = purl.New(c.Type, id, c.Version)
	r.file.Add(c)
}

func (r *reader) texts(call *ruby.Call, args []ruby.Arg) []ruby.Text {
	var all []ruby.Text
	for _, arg := range args {
		all = append(all, r.source.Texts(arg.Value, call)...)
	}
	return all
}
