package gradlebuild

import (
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor/gradle/artifact"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/gradle"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// javaSettings say which Java is compiled with or for, the strongest first.
var javaSettings = []string{"languageVersion", "jvmToolchain", "release", "targetCompatibility", "sourceCompatibility", "jvmTarget"}

// java is the component of Java: that of the strongest setting, and of several, the first one.
func (p *Project) java() []inventory.Component {
	for _, setting := range javaSettings {
		for _, c := range p.Model.calls {
			if name := settingOf(c); name.Text != setting || len(c.Args) != 1 || c.Args[0].Key != "" || !isJava(c) {
				continue
			}
			if version := p.javaVersion(c.Args[0].Value, c); version != nil {
				return []inventory.Component{p.javaComponent(settingOf(c), version)}
			}
		}
	}
	return nil
}

// settingOf is what a call sets: x = 1, x(1), x.set(1).
func settingOf(c *gradle.Call) lex.Token {
	name := c.Name()
	if len(c.Path) > 1 && name.Is("set") {
		name = c.Path[len(c.Path)-2]
	}
	return name
}

// isJava tells Java's settings from others of the same names: Kotlin has a language version too.
func isJava(c *gradle.Call) bool {
	switch settingOf(c).Text {
	case "languageVersion":
		return strings.Contains(source(c.Args[0].Value), "JavaLanguageVersion")
	case "release":
		return c.In("options") || c.In("compileJava") || strings.HasPrefix(c.Dotted(), "options.") || strings.Contains(c.Dotted(), ".options.")
	}
	return true
}

// constant is the version in JavaVersion.VERSION_1_8 and JvmTarget.JVM_17.
var constant = lazyregexp.New(`^(?:VERSION|JVM)_(\d+(?:_\d+)?)$`)

// javaVersion reads 17, "17", JavaVersion.VERSION_17, JavaLanguageVersion.of(17), or a variable with one of these.
func (p *Project) javaVersion(value []lex.Token, use *gradle.Call) text.Text {
	value = gradle.Trim(value)
	if len(value) == 0 {
		return nil
	}
	last := value[len(value)-1]
	if m := constant.FindStringSubmatchIndex(last.Text); m != nil && last.Kind == lex.Word {
		at := inventory.Span{Start: last.Span.Start + m[2], End: last.Span.Start + m[3]}
		return p.piece(strings.ReplaceAll(last.Text[m[2]:m[3]], "_", "."), at)
	}
	if steps := gradle.Steps(value); len(steps) > 0 {
		if step := steps[len(steps)-1]; step.Called && len(step.Args) == 1 && slices.Contains([]string{"of", "toVersion", "fromTarget"}, step.Token.Text) {
			return p.javaVersion(step.Args[0].Value, use)
		}
	}
	if t := p.evaluate(value, use).Text; t != nil {
		return t
	}
	return p.unresolved(source(value), inventory.Span{Start: value[0].Content.Start, End: last.Content.End})
}

// javaComponent stands at the setting, which is not named after Java: it is no literal.
func (p *Project) javaComponent(setting lex.Token, version text.Text) inventory.Component {
	const java = "java"
	c := inventory.Component{
		Type: purl.Generic, Kind: inventory.Language, Scope: inventory.Runtime, Direct: true,
		Name: java, NameSpan: setting.Span, Resolution: inventory.Variable,
	}
	artifact.SetVersion(&p.Model.Origin, &c, version)
	c.PURL = purl.New(c.Type, java, c.Version)
	return c
}
