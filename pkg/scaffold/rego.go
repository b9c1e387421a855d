package scaffold

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// NewRego drafts a guideline in Rego, guidelines/AREA/NAME.rego, and its test beside it. Rego says by itself what Status
// and Until say in YAML.
func NewRego(f *Folder, g Guideline) (Draft, error) {
	area, name, err := f.free(g.ID)
	if err != nil {
		return Draft{}, err
	}
	if strings.HasSuffix(name, "_test") {
		return Draft{}, fmt.Errorf("%s.rego would be taken for a test: give it a name that does not end in _test", name)
	}
	if err := g.complete(f, nil); err != nil {
		return Draft{}, err
	}
	alternatives := ""
	if len(g.Alternatives) > 0 {
		alternatives = "\n#   alternatives: " + inline(sequence(g.Alternatives, yaml.FlowStyle))
	}
	module := "guidelines/" + area + "/" + name
	draft := Draft{
		Edits: []Edit{
			{Path: module + ".rego", Text: fill("guideline.rego",
				"{TITLE}", inline(scalar(titleOf(name))), "{REASON}", inline(scalar(g.Reason)),
				"{OWNER}", inline(scalar(g.Owner)), "{DECISION}", inline(scalar(g.Decision)), "{REVIEW}", string(g.ReviewBy),
				"{APPLIES_TO}", g.appliesTo(), "{ALTERNATIVES}", alternatives, "{PACKAGE}", packageOf(area, name))},
			{Path: module + "_test.rego", Text: fill("guideline_test.rego",
				"{PACKAGE}", packageOf(area, name), "{TEST_PACKAGE}", packageOf(area, name+"_test"))},
		},
		Next: append(g.next(f, "Say in applies_to what it is about, and write the condition, the message and their tests."),
			"Run the tests: techcheck policy test "+f.Name),
	}
	for _, e := range draft.Edits {
		if _, err := fs.Stat(f, e.Path); !isMissing(err) {
			return Draft{}, fmt.Errorf("%s is there already: edit it, or choose another name", e.Path)
		}
	}
	return draft, nil
}

// appliesTo is what the guideline is about: a technology, else all libraries.
func (g *Guideline) appliesTo() string {
	about := newMapping(yaml.FlowStyle)
	if g.Technology == "" {
		about.list("kinds", []string{string(inventory.Library)}, yaml.FlowStyle)
	} else {
		about.list("technologies", []string{g.Technology}, yaml.FlowStyle)
	}
	about.text("versions", g.Versions)
	return inline(&about.Node)
}

// titleOf makes a title of a name: no_latest_tag is "No latest tag".
func titleOf(name string) string {
	words := spaced(name)
	return strings.ToUpper(words[:1]) + words[1:]
}

func spaced(name string) string { return strings.NewReplacer("_", " ", "-", " ").Replace(name) }

var (
	plainPart = regexp.MustCompile(`^[a-z_][a-z0-9_]*$`)
	keywords  = []string{"as", "contains", "default", "else", "every", "false", "if", "import", "in", "not", "null", "package", "some", "true", "with"}
)

// packageOf names the package of a guideline. What is not a plain word stands in brackets.
func packageOf(area, name string) string {
	return "guidelines" + accessor(area) + accessor(name)
}

func accessor(part string) string {
	if plainPart.MatchString(part) && !slices.Contains(keywords, part) {
		return "." + part
	}
	return `["` + part + `"]`
}
