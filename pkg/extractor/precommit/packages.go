package precommit

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/pep508"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// languages are those of hooks whose packages have a registry, and how each writes them.
var languages = map[string]func(yaml.Text) (inventory.Component, bool){
	"golang": at(purl.Golang), "node": at(purl.NPM), "python": requirement, "ruby": colon(purl.Gem), "rust": colon(purl.Cargo),
}

// reading is how the packages of a hook are read. Most hooks leave it to their repository which language they are written in: then
// a list with name@version is one of npm, and any other one of pip, which most hooks are written for. nil: it is not known.
func reading(language string, list *yaml.Node) func(yaml.Text) (inventory.Component, bool) {
	if language != "" {
		return languages[language]
	}
	for _, entry := range list.Items() {
		if versioned.MatchString(entry.Whole().Trim().String()) {
			return at(purl.NPM)
		}
	}
	return requirement
}

// versioned is name@version or @scope/name. A requirement of pip has blanks around an @.
var versioned = lazyregexp.New(`^(?:@[\w.-]+/[\w.-]+|[\w.-]+@[\w^~*.-]+$)`)

func requirement(t yaml.Text) (inventory.Component, bool) { return pep508.Read(t.String(), t.Part) }

// isPackage tells a package from an option of the program that installs it, and from the repository itself.
func isPackage(t yaml.Text) bool {
	return t.Len() > 0 && !strings.HasPrefix(t.String(), "-") && !pep508.Own(t.String())
}

// at reads name@version.
func at(ecosystem string) func(yaml.Text) (inventory.Component, bool) {
	return func(t yaml.Text) (inventory.Component, bool) {
		split := strings.LastIndexByte(t.String(), '@')
		if split <= 0 { // that of a scope
			split = t.Len()
		}
		return library(ecosystem, t.Slice(0, split), t.Slice(min(split+1, t.Len()), t.Len()))
	}
}

// colon reads name:version. cli: before it says that Cargo is to install a program.
func colon(ecosystem string) func(yaml.Text) (inventory.Component, bool) {
	return func(t yaml.Text) (inventory.Component, bool) {
		if strings.HasPrefix(t.String(), "cli:") {
			t = t.Slice(len("cli:"), t.Len())
		}
		name, version, _ := t.Cut(":")
		return library(ecosystem, name, version)
	}
}

// exact is a version that is fully given.
var exact = lazyregexp.New(`^v?\d+\.\d+\.\d+[0-9A-Za-z.+-]*$`)

func library(ecosystem string, name, version yaml.Text) (inventory.Component, bool) {
	c := inventory.Component{
		Type: ecosystem, Name: name.String(), NameSpan: name.Span(), Kind: inventory.Library, Resolution: inventory.Literal,
	}
	if version.Len() > 0 {
		c.Requirement, c.VersionSpan = version.String(), version.Span()
		if exact.MatchString(c.Requirement) {
			c.Version, c.Requirement = c.Requirement, ""
		}
	}
	c.PURL = purl.New(c.Type, c.Name, c.Version)
	return c, c.Name != "" && c.PURL != ""
}
