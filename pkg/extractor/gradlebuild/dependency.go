package gradlebuild

import (
	"path"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor/gradle/artifact"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/gradle"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// passed are the blocks between "dependencies" and what declares one.
var passed = []string{"constraints", "if", "else", "for", "each", "forEach", "when", "try", "apply", "with", "run"}

// place tells whether a call declares a dependency by where it stands, and whether it only manages its version.
func place(c *gradle.Call) (declares, manages bool) {
	if len(c.Path) > 1 {
		return c.Path[len(c.Path)-2].Is("dependencies"), false
	}
	if c.Owner != nil {
		return false, false
	}
	for block := range c.Blocks() {
		switch name := block.Name().Text; {
		case strings.HasPrefix(block.Path[0].Text, "DependencyHandler"): // fun DependencyHandler.name() { … }
			return len(block.Path) > 1, manages
		case name == "dependencies":
			return true, manages || block.In("dependencyManagement")
		case !slices.Contains(passed, name):
			return false, false
		case name == "constraints":
			manages = true
		}
	}
	return false, false
}

// ignored are the methods in "dependencies" that declare none.
var ignored = []string{"exclude", "because", "println", "print", "components", "modules", "attributesSchema", "artifactTypes",
	"registerTransform", "constraints", "each", "forEach", "if", "else", "for", "while", "when", "apply", "with", "run", "logger", "repositories",
	"dependencies", "project", "imports", "dependencySet", "capability", "listOf", "setOf", "mutableListOf", "arrayOf", "mapOf", "mutableMapOf"}

// dependency reads a call in "dependencies": CONFIGURATION NOTATION, NOTATION …
func (p *Project) dependency(c *gradle.Call) []inventory.Component {
	declares, manages := place(c)
	if !declares || c.Set || c.Is(ignored...) || len(c.Args) == 0 {
		return nil
	}
	configuration, args := c.Name().Text, c.Args
	if configuration == "add" && len(args) > 1 {
		configuration, args = p.evaluate(args[0].Value, c).Text.String(), args[1:]
	}
	d := declaration{Project: p, call: c, scope: artifact.ScopeOf(configuration), usual: usual.MatchString(configuration)}
	switch {
	case manages:
		d.scope = inventory.Managed
	case d.scope == inventory.Runtime && path.Base(path.Dir(p.Model.Path)) == "buildSrc": // it runs in the build
		d.scope = inventory.Build
	}
	return d.components(args)
}

// components are those of the arguments of a call: one that they name together, or those of each.
func (d *declaration) components(args []gradle.Arg) []inventory.Component {
	if named := d.named(args); named != nil {
		return []inventory.Component{d.component(named)}
	}
	if three := d.triple(args); three != nil {
		return []inventory.Component{d.component(three)}
	}
	var all []inventory.Component
	for _, arg := range args {
		if arg.Key == "" {
			all = append(all, d.notation(arg.Value)...)
		}
	}
	return all
}

// usual are the configurations of the plugins that most projects use. What another word means is known by its arguments only.
var usual = lazyregexp.New(`(?i)(implementation|api|compile|runtime|compileonly|runtimeonly|annotationprocessor|classpath|provided|kapt|ksp)$`)

// declaration is a call that declares dependencies.
type declaration struct {
	*Project
	call  *gradle.Call
	scope inventory.Scope
	usual bool
}

// named reads group: "g", name: "a", version: "v"; nil if it is not that.
func (d *declaration) named(args []gradle.Arg) *artifact.Coordinates {
	c := &artifact.Coordinates{}
	for _, arg := range args {
		switch arg.Key {
		case "group":
			c.Group = d.text(arg.Value)
		case "name":
			c.Artifact = d.text(arg.Value)
		case "version":
			c.Version = d.text(arg.Value)
		}
	}
	if c.Group == nil || c.Artifact == nil {
		return nil
	}
	return c
}

// text is a string; an expression that is not known as written.
func (d *declaration) text(value []lex.Token) text.Text {
	if t := d.evaluate(value, d.call).Text; t != nil || len(value) == 0 {
		return t
	}
	return d.written(value)
}

// written is an expression as it is written.
func (d *declaration) written(value []lex.Token) text.Text {
	return d.unresolved(source(value), inventory.Span{Start: value[0].Content.Start, End: value[len(value)-1].Content.End})
}

// source writes tokens as their author did, but for the blanks.
func source(value []lex.Token) string {
	var all strings.Builder
	for i, t := range value {
		if t.Spaced && i > 0 {
			all.WriteByte(' ')
		}
		all.WriteString(t.Text)
	}
	return all.String()
}

// triple reads "g", "a", "v"; nil if it is not that.
func (d *declaration) triple(args []gradle.Arg) *artifact.Coordinates {
	if len(args) < 2 || args[0].Key != "" || args[1].Key != "" {
		return nil
	}
	group, module := d.evaluate(args[0].Value, d.call).Text, d.evaluate(args[1].Value, d.call).Text
	if group == nil || module == nil || strings.Contains(group.String()+module.String(), ":") || !artifact.IsName(group) || !artifact.IsName(module) {
		return nil
	}
	c := &artifact.Coordinates{Group: group, Artifact: module}
	if len(args) > 2 && args[2].Key == "" {
		c.Version = d.text(args[2].Value)
	}
	return c
}
