// Package gemfile reads Gemfiles, the manifests of Ruby's Bundler. They are programs: what they declare counts wherever it
// stands, also in a condition. Source: bundler.io/man/gemfile.5.html.
package gemfile

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/ruby"
)

// Extractor reads Gemfile, gems.rb and *.gemfile, and keeps a File.
var Extractor = &extractor.Extractor{
	Name:      "gemfile",
	Doc:       "Ruby gems",
	Ecosystem: "Ruby",
	Files:     []string{"Gemfile", "gems.rb", "*.gemfile"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language, inventory.Plugin},
	Match:     extractor.Ending(match, "", ".rb", ".gemfile"),
	Extract:   extract,
}

// File is what else a file says.
type File struct {
	Source   string   // the registry of the whole file, as written; "" if it has none or several
	Includes []string // paths of eval_gemfile
	Ruby     string   // path of the file that says the version of Ruby; "" if none does
}

func match(name string) bool {
	base := path.Base(name)
	return base == "Gemfile" || base == "gems.rb" || path.Ext(base) == ".gemfile"
}

func extract(f *extractor.File) {
	r := &reader{file: f, source: ruby.Parse(f.Data)}
	for _, call := range r.source.Calls {
		if call.Method || call.Set || len(call.Args) == 0 {
			continue
		}
		switch call.Name.Text {
		case "source":
			r.setRegistry(call)
		case "gem":
			r.gems(call, inventory.Library)
		case "plugin":
			r.gems(call, inventory.Plugin)
		case "ruby":
			r.ruby(call)
		case "eval_gemfile":
			for _, name := range r.source.Texts(call.Args[0].Value, call) {
				r.kept.Includes = append(r.kept.Includes, r.path(name))
			}
		}
	}
	f.Keep(&r.kept)
}

// reader reads one file.
type reader struct {
	file     *extractor.File
	source   *ruby.File
	sources  int    // how many the whole file has
	registry string // of gems without one of their own; "" for the public one
	kept     File
}

// path is that of a file beside this one.
func (r *reader) path(name ruby.Text) string { return path.Join(path.Dir(r.file.Path), name.String) }

// setRegistry reads source "https://…" without a block, which is for the whole file. Which gem comes from which of several is
// not said.
func (r *reader) setRegistry(call *ruby.Call) {
	texts := r.source.Texts(call.Args[0].Value, call)
	if len(texts) != 1 || call.HasBlock {
		return
	}
	r.sources++
	r.kept.Source, r.registry = "", ""
	if r.sources == 1 {
		r.kept.Source, r.registry = texts[0].String, registry(texts[0].String)
	}
}

// registry is the address of one, without the public one, which is not said.
func registry(url string) string {
	if purl.Registry(purl.Gem, url) == "" {
		return ""
	}
	return purl.WithoutAccount(url)
}

// gems reads gem "name", "requirement", …, options. In a loop it declares several.
func (r *reader) gems(call *ruby.Call, kind inventory.Kind) {
	var requirements []ruby.Text
	for _, arg := range call.Args[1:] {
		if arg.Key == "" {
			requirements = append(requirements, r.source.Texts(arg.Value, call)...)
		}
	}
	for _, name := range r.source.Texts(call.Args[0].Value, call) {
		c := inventory.Component{
			Type: purl.Gem, Kind: kind, Name: name.String, NameSpan: name.Span, Resolution: name.Resolution,
			Scope: r.scope(call), Direct: true, Attributes: r.origin(call),
		}
		if kind == inventory.Plugin {
			c.Scope = inventory.Build
		}
		r.source.Require(&c, requirements)
		if strings.TrimSpace(c.Name) == "" {
			r.file.Problem(c.NameSpan, "this gem has no name; correct or remove this entry")
			continue
		}
		if name.Resolution != inventory.Unresolved {
			c.PURL = purl.New(c.Type, c.Name, c.Version)
		}
		if c.Attributes.Registry != r.registry { // that of the whole file stands for the public one
			c.PURL = purl.From(c.PURL, c.Attributes.Registry)
		}
		r.file.Add(c)
	}
}

// scope is what the groups of a gem say, its own and those of the blocks around it: a gem is loaded if one of them is.
func (r *reader) scope(call *ruby.Call) inventory.Scope {
	groups := r.texts(call, call, "group", "groups")
	for block := range call.Blocks() {
		if block.Name.Is("group") {
			for _, arg := range block.Args {
				if arg.Key == "" {
					groups = append(groups, r.source.Texts(arg.Value, block)...)
				}
			}
		}
	}
	scope := inventory.Runtime
	for i, group := range groups {
		switch group.String {
		case "development", "dev":
			scope = inventory.Development
		case "test":
			if i == 0 {
				scope = inventory.Test
			}
		default:
			return inventory.Runtime
		}
	}
	return scope
}

// texts gives the strings of an option of a call, as seen from another one.
func (r *reader) texts(call, at *ruby.Call, keys ...string) []ruby.Text {
	return r.source.Texts(call.Option(keys...), at)
}

// origins are the options, and the blocks, that say where a gem comes from if not from a registry.
var origins = []struct{ key, prefix string }{
	{"path", "file:"}, {"git", ""}, {"github", "github:"}, {"gitlab", "gitlab:"}, {"bitbucket", "bitbucket:"}, {"gist", "gist:"},
}

func (r *reader) origin(call *ruby.Call) inventory.Attributes {
	for _, o := range origins {
		if texts := r.texts(call, call, o.key); len(texts) == 1 {
			return inventory.Attributes{Source: o.prefix + texts[0].String}
		}
	}
	if texts := r.texts(call, call, "source"); len(texts) == 1 {
		return inventory.Attributes{Registry: registry(texts[0].String)}
	}
	for block := range call.Blocks() {
		if len(block.Args) == 0 {
			continue
		}
		texts := r.source.Texts(block.Args[0].Value, block)
		if len(texts) != 1 {
			continue
		}
		if block.Name.Is("source") {
			return inventory.Attributes{Registry: registry(texts[0].String)}
		}
		for _, o := range origins {
			if block.Name.Is(o.key) {
				return inventory.Attributes{Source: o.prefix + texts[0].String}
			}
		}
	}
	return inventory.Attributes{Registry: r.registry}
}

// ruby reads ruby "3.3.0", engine: "jruby", engine_version: "9.4". With file: the version stands in another file.
func (r *reader) ruby(call *ruby.Call) {
	c := inventory.Component{
		Type: purl.Generic, Kind: inventory.Language, Scope: inventory.Runtime, Direct: true, Resolution: inventory.Literal,
		Name: call.Name.Text, NameSpan: call.Name.Span,
	}
	var requirements []ruby.Text
	for _, arg := range call.Args {
		switch arg.Key {
		case "":
			requirements = append(requirements, r.source.Texts(arg.Value, call)...)
		case "file":
			c.Resolution = inventory.Unresolved
			for _, name := range r.source.Texts(arg.Value, call) {
				r.kept.Ruby = r.path(name)
			}
		}
	}
	engine := c
	r.source.Require(&c, requirements)
	c.PURL = purl.New(c.Type, "ruby", c.Version)
	r.file.Add(c)

	if names := r.texts(call, call, "engine"); len(names) == 1 && names[0].String != "ruby" {
		engine.Name, engine.NameSpan, engine.Resolution = names[0].String, names[0].Span, names[0].Resolution
		r.source.Require(&engine, r.texts(call, call, "engine_version"))
		engine.PURL = purl.New(c.Type, strings.ToLower(engine.Name), engine.Version)
		r.file.Add(engine)
	}
}
