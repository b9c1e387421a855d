package terraform

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/hcl"
)

// terragrunt reads what Terragrunt runs: a module, units and stacks, the backend, and the versions that it asks for.
func (r *reader) terragrunt(root *hcl.Node) {
	for _, constraint := range []struct{ argument, tool string }{
		{"terraform_version_constraint", "terraform"}, {"terragrunt_version_constraint", "terragrunt"},
	} {
		if version := root.Get(constraint.argument); version.Is(hcl.String) {
			r.tool(constraint.tool, version, inventory.Build)
		}
	}
	for run := range root.Blocks("terraform") {
		r.module(hcl.Key{}, run)
	}
	for _, block := range []string{"unit", "stack"} {
		for labels := range root.Blocks(block) {
			for label, body := range labels.Each() {
				r.module(label, body)
			}
		}
	}
	for state := range root.Blocks("remote_state") {
		if backend := state.Get("backend"); backend.Text() != "" {
			r.backend(backend.Text(), backend.Parts[0].Span)
		}
	}
}

// tflint reads the rule sets that TFLint installs; the one that it comes with has no source.
func (r *reader) tflint(root *hcl.Node) {
	for settings := range root.Blocks("tflint") {
		if version := settings.Get("required_version"); version.Is(hcl.String) {
			r.tool("tflint", version, inventory.Development)
		}
	}
	for labels := range root.Blocks("plugin") {
		for _, body := range labels.Each() {
			source, version := r.text(body.Get("source")), r.text(body.Get("version"))
			if len(source) == 0 {
				continue
			}
			r.add(func(known lookup) inventory.Component {
				name := trim(source.evaluate(known))
				c := inventory.Component{
					Type: purl.GitHub, Kind: inventory.Plugin, Scope: inventory.Development, Direct: true, Attributes: inventory.Attributes{Source: name.String()},
				}
				if repository, found := strings.CutPrefix(name.Masked(), "github.com/"); found {
					name = name[len(name)-len(repository):]
				}
				c.Name, c.NameSpan, c.Resolution = name.String(), name.Use(), imageref.Resolution(name)
				setVersion(&c, version.evaluate(known))
				if strings.Count(c.Name, "/") == 1 && name.Origin() != imageref.Unresolved {
					c.PURL = purl.Action("", c.Name, c.Version, "")
				}
				return c
			}, source, version)
		}
	}
}
