// Package podfile reads Podfiles, the manifests of CocoaPods. They are programs: what they declare counts wherever it stands, also
// in a condition. Source: guides.cocoapods.org/syntax/podfile.html.
package podfile

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/ruby"
)

// Extractor reads Podfile and *.podfile.
var Extractor = &extractor.Extractor{
	Name:      "podfile",
	Doc:       "Pods of CocoaPods",
	Ecosystem: "CocoaPods",
	Files:     []string{"Podfile", "*.podfile"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Plugin},
	Match:     extractor.Ending(match, "", ".podfile"),
	Extract:   extract,
}

func match(name string) bool {
	base := path.Base(name)
	return base == "Podfile" || path.Ext(base) == ".podfile"
}

func extract(f *extractor.File) {
	r := &reader{file: f, source: ruby.Parse(f.Data)}
	for _, call := range r.source.Calls {
		if call.Method || call.Set || len(call.Args) == 0 {
			continue
		}
		switch call.Name.Text {
		case "pod":
			r.pods(call)
		case "plugin":
			r.plugin(call)
		}
	}
}

// reader reads one file.
type reader struct {
	file   *extractor.File
	source *ruby.File
}

// pods reads pod "Name", "requirement", …, key: value; in a loop it declares several. subspecs: names parts of the pod.
func (r *reader) pods(call *ruby.Call) {
	requirements := r.requirements(call)
	parts := r.texts(call, "subspecs", "subspec")
	for _, name := range r.source.Texts(call.Args[0].Value, call) {
		if strings.TrimSpace(name.String) == "" {
			r.file.Problem(name.Span, "this pod has no name; correct or remove this entry")
			continue
		}
		if len(parts) == 0 {
			r.add(call, name, requirements)
		}
		for _, part := range parts {
			whole := name
			whole.String += "/" + part.String
			if whole.Resolution == inventory.Literal {
				whole.Resolution = inventory.Variable
			}
			r.add(call, whole, requirements)
		}
	}
}

func (r *reader) add(call *ruby.Call, name ruby.Text, requirements []ruby.Text) {
	c := inventory.Component{
		Type: purl.CocoaPods, Kind: inventory.Library, Scope: r.scope(call), Direct: true,
		Name: name.String, NameSpan: name.Span, Resolution: name.Resolution, Attributes: r.origin(call),
	}
	r.source.Require(&c, requirements)
	if name.Resolution != inventory.Unresolved {
		c.PURL = purl.From(purl.New(c.Type, c.Name, c.Version), c.Attributes.Registry)
	}
	r.file.Add(c)
}

// plugin reads plugin "name", a gem that extends CocoaPods.
func (r *reader) plugin(call *ruby.Call) {
	for _, name := range r.source.Texts(call.Args[0].Value, call) {
		c := inventory.Component{
			Type: purl.Gem, Kind: inventory.Plugin, Scope: inventory.Build, Direct: true,
			Name: name.String, NameSpan: name.Span, Resolution: name.Resolution,
		}
		if name.Resolution != inventory.Unresolved {
			c.PURL = purl.New(c.Type, c.Name, "")
		}
		r.file.Add(c)
	}
}

// requirements are those of a pod, of which several must all hold. :head is of old, and none.
func (r *reader) requirements(call *ruby.Call) []ruby.Text {
	var all []ruby.Text
	for _, arg := range call.Args[1:] {
		if arg.Key != "" {
			continue
		}
		for _, t := range r.source.Texts(arg.Value, call) {
			if t.String != "head" {
				all = append(all, t)
			}
		}
	}
	return all
}

// scope is that of the target around a pod, of which the names tell those that only test; or of its configurations, if it is for
// those alone that are not released.
func (r *reader) scope(call *ruby.Call) inventory.Scope {
	for block := range call.Blocks() {
		if !block.Name.Is("target") || len(block.Args) == 0 {
			continue
		}
		for _, name := range r.source.Texts(block.Args[0].Value, block) {
			if lower := strings.ToLower(name.String); strings.HasSuffix(lower, "tests") || strings.HasSuffix(lower, "test") {
				return inventory.Test
			}
		}
		break
	}
	configurations := r.texts(call, "configurations", "configuration")
	for _, name := range configurations {
		if !strings.HasPrefix(strings.ToLower(name.String), "debug") {
			return inventory.Runtime
		}
	}
	if len(configurations) > 0 {
		return inventory.Development
	}
	return inventory.Runtime
}

// texts gives the strings of an option of a call.
func (r *reader) texts(call *ruby.Call, keys ...string) []ruby.Text {
	return r.source.Texts(call.Option(keys...), call)
}

// text is the one string of an option, "" if it is none.
func (r *reader) text(call *ruby.Call, keys ...string) string {
	if texts := r.texts(call, keys...); len(texts) == 1 {
		return texts[0].String
	}
	return ""
}

// origin tells where a pod comes from if not from the sources of the whole file.
func (r *reader) origin(call *ruby.Call) inventory.Attributes {
	if folder := r.text(call, "path", "local"); folder != "" {
		return inventory.Attributes{Source: "file:" + folder}
	}
	if git := r.text(call, "git"); git != "" {
		source := "git+" + git
		if ref := r.text(call, "tag", "branch", "commit"); ref != "" {
			source += "#" + ref
		}
		return inventory.Attributes{Source: source}
	}
	if url := r.text(call, "podspec", "http", "svn", "hg"); url != "" {
		if !strings.Contains(url, "://") {
			url = "file:" + url
		}
		return inventory.Attributes{Source: url}
	}
	return inventory.Attributes{Registry: purl.WithoutAccount(r.text(call, "source"))}
}
