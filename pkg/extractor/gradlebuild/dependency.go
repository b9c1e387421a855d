package gradlebuild

import (
	"path"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
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
	"dependencies", "project", "imports", "dependencySet"}

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
	d := declaration{Project: p, call: c, scope: ScopeOf(configuration), usual: usual.MatchString(configuration)}
	switch {
	case manages:
		d.scope = inventory.Managed
	case d.scope == inventory.Runtime && path.Base(path.Dir(p.Model.Path)) == "buildSrc": // it runs in the build
		d.scope = inventory.Build
	}
	if named := d.named(args); named != nil {
		return []inventory.Component{d.component(named)}
	}
	if listed := d.triple(args); listed != nil {
		return []inventory.Component{d.component(listed)}
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
func (d *declaration) named(args []gradle.Arg) *Coordinates {
	c := &Coordinates{}
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
func (d *declaration) triple(args []gradle.Arg) *Coordinates {
	if len(args) < 2 || args[0].Key != "" || args[1].Key != "" {
		return nil
	}
	group, artifact := d.evaluate(args[0].Value, d.call).Text, d.evaluate(args[1].Value, d.call).Text
	if group == nil || artifact == nil || strings.Contains(group.String()+artifact.String(), ":") || !isName(group) || !isName(artifact) {
		return nil
	}
	c := &Coordinates{Group: group, Artifact: artifact}
	if len(args) > 2 && args[2].Key == "" {
		c.Version = d.text(args[2].Value)
	}
	return c
}

// maxWrapped is how many calls may stand around a notation: platform(variantOf(x)).
const maxWrapped = 10

// notation reads what stands for one or several libraries.
func (d *declaration) notation(value []lex.Token) []inventory.Component {
	scope := d.scope
	defer func() { d.scope = scope }()
	value = gradle.Trim(value)
	for range maxWrapped {
		steps := gradle.Steps(value)
		if len(steps) == 0 || !steps[len(steps)-1].Called {
			break
		}
		last := steps[len(steps)-1]
		if last.Token.Is("platform") || last.Token.Is("enforcedPlatform") {
			d.scope = inventory.Managed
		}
		if len(last.Args) == 0 {
			break
		}
		if found, all := d.function(last); found {
			return all
		}
		if v := d.evaluate(value, d.call); v.Known() {
			break
		}
		if named := d.named(last.Args); named != nil {
			return []inventory.Component{d.component(named)}
		}
		value, d.usual = gradle.Trim(last.Args[0].Value), d.usual && last.Token.Is("platform")
	}
	return d.value(value)
}

// function reads the calls that stand for a library of a kind of its own.
func (d *declaration) function(step gradle.Step) (found bool, all []inventory.Component) {
	first := step.Args[0]
	switch step.Token.Text {
	case "project":
		name := first.Value
		if first.Key != "" {
			name = (&gradle.Call{Args: step.Args}).Option("path")
		}
		if len(name) == 0 {
			return true, nil
		}
		t := d.text(name)
		return true, []inventory.Component{local(t, d.scope, "workspace:"+t.String())}
	case "files", "fileTree":
		for _, arg := range step.Args {
			if t := d.evaluate(arg.Value, d.call).Text; t != nil && (arg.Key == "" || arg.Key == "dir") && t.String() != "" {
				all = append(all, local(t, d.scope, "file:"+t.String()))
			}
		}
		return true, all
	case "kotlin", "embeddedKotlin":
		return true, d.kotlin(step)
	case "npm", "devNpm":
		if len(step.Args) > 1 {
			c := Library(&d.Model.Origin, &Coordinates{Artifact: d.text(first.Value), Version: d.text(step.Args[1].Value)}, d.scope)
			c.Type, c.Name = purl.NPM, strings.TrimPrefix(c.Name, ":")
			if c.PURL != "" {
				c.PURL = purl.New(c.Type, c.Name, c.Version)
			}
			return true, []inventory.Component{c}
		}
	}
	return false, nil
}

// kotlinGroup is that of Kotlin's own libraries, and the beginning of the ids of its plugins.
const kotlinGroup = "org.jetbrains.kotlin"

// kotlin reads kotlin("stdlib", "2.0.0").
func (d *declaration) kotlin(step gradle.Step) []inventory.Component {
	t := d.text(step.Args[0].Value)
	c := d.coordinates(t, text.Worse(t.Resolution(), inventory.Variable), kotlinGroup, "kotlin-"+t.String())
	if len(step.Args) > 1 {
		c.Version = d.text(step.Args[1].Value)
	}
	return []inventory.Component{d.component(c)}
}

// coordinates are those that something else stands for.
func (d *declaration) coordinates(written text.Text, how inventory.Resolution, group, artifact string) *Coordinates {
	piece := func(s string) text.Text {
		return text.Text{{String: s, At: written.At(), From: written.From(&d.Model.Origin), Resolution: how}}
	}
	return &Coordinates{Group: piece(group), Artifact: piece(artifact)}
}

// value reads a string, a library of a catalog, a map, or a list of them.
func (d *declaration) value(value []lex.Token) []inventory.Component {
	if items, isList := gradle.Items(value); isList {
		if named := d.named(items); named != nil {
			return []inventory.Component{d.component(named)}
		}
	}
	v := d.evaluate(value, d.call)
	if all := d.known(v); all != nil {
		return all
	}
	if d.usual && len(v.Text) == 1 && v.Text[0].Resolution == inventory.Literal && value[0].Kind == lex.String {
		d.problems = append(d.problems, v.Text[0])
	}
	steps := gradle.Steps(value)
	if len(steps) == 0 || steps[0].Token.Kind == lex.String || slices.Contains(noLibrary, steps[0].Token.Text) {
		return nil
	}
	name := d.written(value)
	if strings.HasSuffix(name.String(), "SpringBootPlugin.BOM_COORDINATES") { // a constant of a plugin that most users of it name
		return []inventory.Component{d.component(d.coordinates(name, inventory.Variable, "org.springframework.boot", "spring-boot-dependencies"))}
	}
	switch first := steps[0].Token.Text; {
	case first == "projects":
		return []inventory.Component{local(name, d.scope, "workspace:"+name.String())}
	case d.usual && !steps[len(steps)-1].Called, first == "libs":
		c := local(name, d.scope, "")
		return []inventory.Component{c}
	}
	return nil
}

// noLibrary are the variables and methods that give something of the build itself.
var noLibrary = []string{"sourceSets", "configurations", "tasks", "layout", "gradleApi", "localGroovy", "gradleTestKit", "gradleKotlinDsl",
	"project", "rootProject", "provider", "providers", "it", "objects", "compileKotlin", "compileJava", "true", "false", "null"}

// known gives the libraries of a value; nil if it is none.
func (d *declaration) known(v Value) []inventory.Component {
	switch {
	case v.Library != nil:
		return []inventory.Component{d.component(v.Library)}
	case v.Text != nil:
		if c := ParseCoordinates(v.Text); c != nil {
			return []inventory.Component{d.component(c)}
		}
	case v.Map["group"].Text != nil && v.Map["name"].Text != nil:
		return []inventory.Component{d.component(&Coordinates{v.Map["group"].Text, v.Map["name"].Text, v.Map["version"].Text})}
	}
	var all []inventory.Component
	for _, element := range v.List {
		all = append(all, d.known(element)...)
	}
	return all
}

// component is a library with the version that the block of the call asks for: version { strictly("1.0") }.
func (d *declaration) component(c *Coordinates) inventory.Component {
	for _, name := range []string{"strictly", "require", "prefer"} {
		for _, call := range d.Model.versions[d.call] {
			if call.Is(name) && len(call.Args) > 0 {
				return Library(&d.Model.Origin, &Coordinates{c.Group, c.Artifact, d.text(call.Args[0].Value)}, d.scope)
			}
		}
	}
	return Library(&d.Model.Origin, c, d.scope)
}
