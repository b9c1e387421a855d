package gradlebuild

import (
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor/gradle/artifact"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/gradle"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

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
	switch first := step.Args[0]; step.Token.Text {
	case "project":
		name := first.Value
		if first.Key != "" {
			name = (&gradle.Call{Args: step.Args}).Option("path")
		}
		if len(name) > 0 {
			t := d.text(name)
			all = append(all, local(t, d.scope, "workspace:"+t.String()))
		}
		return true, all
	case "files", "fileTree":
		return true, d.files(step.Args)
	case "kotlin", "embeddedKotlin":
		return true, d.kotlin(step)
	case "npm", "devNpm":
		if len(step.Args) > 1 {
			return true, d.npm(d.text(first.Value), d.text(step.Args[1].Value))
		}
	}
	return false, nil
}

// files reads files("a.jar", "b.jar") and fileTree(dir: "libs").
func (d *declaration) files(args []gradle.Arg) []inventory.Component {
	var all []inventory.Component
	for _, arg := range args {
		t := d.evaluate(arg.Value, d.call).Text
		if t != nil && (arg.Key == "" || arg.Key == "dir") && t.String() != "" {
			all = append(all, local(t, d.scope, "file:"+t.String()))
		}
	}
	return all
}

// npm reads npm("name", "version"), a package of npm for Kotlin in JavaScript.
func (d *declaration) npm(name, version text.Text) []inventory.Component {
	c := artifact.LibraryOf(&d.Model.Origin, &artifact.Coordinates{Artifact: name, Version: version}, d.scope)
	c.Type, c.Name = purl.NPM, name.String()
	if c.PURL != "" {
		c.PURL = purl.New(c.Type, c.Name, c.Version)
	}
	return []inventory.Component{c}
}

// kotlinGroup is that of Kotlin's own libraries, and the beginning of the ids of its plugins.
const kotlinGroup = "org.jetbrains.kotlin"

// kotlin reads kotlin("stdlib", "2.0.0").
func (d *declaration) kotlin(step gradle.Step) []inventory.Component {
	t := d.text(step.Args[0].Value)
	c := &artifact.Coordinates{Group: d.instead(t, kotlinGroup), Artifact: d.instead(t, "kotlin-"+t.String())}
	if len(step.Args) > 1 {
		c.Version = d.text(step.Args[1].Value)
	}
	return []inventory.Component{d.component(c)}
}

// instead is what a text stands for.
func (d *declaration) instead(t text.Text, meaning string) text.Text {
	return text.Text{{
		String: meaning, At: t.At(), From: t.From(&d.Model.Origin), Resolution: text.Worse(t.Resolution(), inventory.Variable),
	}}
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
	return d.unknown(value)
}

// bom is a constant of Spring Boot's plugin that most of its users name.
const bom = "SpringBootPlugin.BOM_COORDINATES"

// unknown gives what an expression names that is not known: a project of the build, or whatever a configuration is given.
func (d *declaration) unknown(value []lex.Token) []inventory.Component {
	steps := gradle.Steps(value)
	if len(steps) == 0 || steps[0].Token.Kind == lex.String || slices.Contains(noLibrary, steps[0].Token.Text) {
		return nil
	}
	name := d.written(value)
	switch first := steps[0].Token.Text; {
	case strings.HasSuffix(name.String(), bom):
		name[0].Resolution = inventory.Variable
		return []inventory.Component{d.component(&artifact.Coordinates{
			Group: d.instead(name, "org.springframework.boot"), Artifact: d.instead(name, "spring-boot-dependencies"),
		})}
	case first == "projects":
		return []inventory.Component{local(name, d.scope, "workspace:"+name.String())}
	case d.usual && !steps[len(steps)-1].Called, first == "libs":
		return []inventory.Component{local(name, d.scope, "")}
	}
	return nil
}

// noLibrary are the variables and methods that give something of the build itself.
var noLibrary = []string{"sourceSets", "configurations", "tasks", "layout", "gradleApi", "localGroovy", "gradleTestKit", "gradleKotlinDsl",
	"project", "rootProject", "provider", "providers", "it", "objects", "compileKotlin", "compileJava", "true", "false", "null"}

// known gives the libraries of a value; nil if it is none.
func (d *declaration) known(v artifact.Value) []inventory.Component {
	switch {
	case v.Library != nil:
		return []inventory.Component{d.component(v.Library)}
	case v.Text != nil:
		if c := artifact.Parse(v.Text); c != nil {
			return []inventory.Component{d.component(c)}
		}
	case v.Map["group"].Text != nil && v.Map["name"].Text != nil:
		return []inventory.Component{d.component(&artifact.Coordinates{Group: v.Map["group"].Text, Artifact: v.Map["name"].Text, Version: v.Map["version"].Text})}
	}
	var all []inventory.Component
	for _, element := range v.List {
		all = append(all, d.known(element)...)
	}
	return all
}

// component is a library with the version that the block of the call asks for: version { strictly("1.0") }.
func (d *declaration) component(c *artifact.Coordinates) inventory.Component {
	for _, name := range []string{"strictly", "require", "prefer"} {
		for _, call := range d.Model.versions[d.call] {
			if call.Is(name) && len(call.Args) > 0 {
				return artifact.LibraryOf(&d.Model.Origin, &artifact.Coordinates{Group: c.Group, Artifact: c.Artifact, Version: d.text(call.Args[0].Value)}, d.scope)
			}
		}
	}
	return artifact.LibraryOf(&d.Model.Origin, c, d.scope)
}

// local is the component of what is part of the build, or of the repository.
func local(name text.Text, scope inventory.Scope, source string) inventory.Component {
	return inventory.Component{
		Type: purl.Maven, Kind: inventory.Library, Scope: scope, Direct: true,
		Name: name.String(), NameSpan: name.At(), Resolution: name.Resolution(), Attributes: inventory.Attributes{Source: source},
	}
}
