package scaffold

import (
	"fmt"
	"regexp"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// Technology is a technology to describe. All of it is required.
type Technology struct {
	ID           string
	Name         string
	Category     string
	IdentifiedBy []string // purl patterns
}

var word = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// NewTechnology drafts a technology that neither the policy nor the shipped catalogue knows, in technologies/CATEGORY.yaml.
func NewTechnology(f *Folder, t Technology) (Draft, error) {
	path := "technologies/" + t.Category + ".yaml"
	for _, w := range []string{t.ID, t.Category} {
		if !word.MatchString(w) {
			return Draft{}, fmt.Errorf("%q is neither an id nor a category: write lower-case letters, digits and hyphens", w)
		}
	}
	if known := f.Policy.Technology(t.ID); known != nil {
		return Draft{}, t.taken(known, path)
	}
	file, entry := newMapping(0), newMapping(0)
	entry.text("name", t.Name)
	entry.text("category", t.Category)
	entry.list("identified_by", t.IdentifiedBy, 0)
	file.add(t.ID, &entry.Node)
	edit, err := f.extend(path, "# Facts only: how to recognise a technology.\n\n", encode(&file.Node))
	if err != nil {
		return Draft{}, err
	}
	next := []string{
		`Add links, as in links: {home: "https://…"}, and whatever else it is recognised by.`,
		fmt.Sprintf("Judge it: techcheck policy new guideline AREA/%s --policy %s", t.ID, f.Name),
	}
	sameCategory := func(known guideline.Technology) bool { return known.Category == t.Category }
	if !slices.ContainsFunc(f.Policy.Technologies, sameCategory) {
		next = append([]string{fmt.Sprintf("No other technology has the category %s: make sure that it is the word you mean.", t.Category)}, next...)
	}
	return Draft{Edits: []Edit{edit}, Next: next}, nil
}

// taken refuses an id that is there, and says how to add to it.
func (t *Technology) taken(known *guideline.Technology, path string) error {
	if known.Place.Path != "" {
		return fmt.Errorf("the technology %s is there already, in %s line %d: edit it", known.ID, known.Place.Path, known.Place.Line)
	}
	entry := newMapping(yaml.FlowStyle)
	entry.list("identified_by", t.IdentifiedBy, yaml.FlowStyle)
	return fmt.Errorf("the technology %s (%s) is shipped: to recognise it by more, write %s: %s into %s, which adds to what is shipped",
		known.ID, known.Name, known.ID, inline(&entry.Node), path)
}
