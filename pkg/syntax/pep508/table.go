package pep508

import (
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// Entry is what an entry of a table says, as Poetry and Pipenv have it: name = "^1.2", name = {version = "^1.2", …}, or a
// list of those for several platforms. Its scope is Optional where the entry says so, else "". Its registry is the name of
// an index, for Locate.
func Entry(key, value *toml.Node) []inventory.Component {
	if value.Is(toml.Array) {
		var all []inventory.Component
		for _, one := range value.Elements {
			all = append(all, Entry(key, one)...)
		}
		return all
	}
	c := Library(key.Text, key.Content())
	constraint := value
	if value.Is(toml.Table) {
		constraint = value.Get("version")
		c.Attributes.Source, c.Attributes.Registry = Source(value), Index(value)
		if value.Get("optional").Whole().String() == "true" {
			c.Scope = inventory.Optional
		}
	}
	if c.PURL != "" && constraint.Is(toml.String) {
		SpecifyText(&c, constraint.Whole().Trim())
	}
	return []inventory.Component{c}
}

// SpecifyText is Specify for the text of a manifest.
func SpecifyText(c *inventory.Component, t toml.Text) {
	Specify(c, t.String(), t.Part)
}

// LanguageText is the language by the name that a manifest has for it, and by its version or requirement, if any.
func LanguageText(name, specifier toml.Text) inventory.Component {
	c := Language(name.Span())
	SpecifyText(&c, specifier.Trim())
	return c
}

// Source is where a table says that a package comes from, "" for an index: {git = …, rev = …}, {url = …}, {path = …},
// {workspace = true}. Of a list of tables the first counts.
func Source(table *toml.Node) string {
	if table.Is(toml.Array) && len(table.Elements) > 0 {
		table = table.Elements[0]
	}
	text := func(keys ...string) string {
		for _, key := range keys {
			if value := table.Get(key); value.Is(toml.String) {
				return value.Text
			}
		}
		return ""
	}
	for _, system := range []string{"git", "hg", "svn", "bzr"} {
		if url := text(system); url != "" {
			revision := text("rev", "ref", "tag", "branch")
			return system + "+" + url + prefixed("@", revision)
		}
	}
	if path := text("path"); path != "" {
		return "file:" + path
	}
	if table.Get("workspace").Whole().String() == "true" {
		return "workspace:*"
	}
	return text("url", "file")
}

func prefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}
