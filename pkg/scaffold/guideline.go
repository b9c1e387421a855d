package scaffold

import (
	"cmp"
	"fmt"
	"io/fs"
	"regexp"

	"go.yaml.in/yaml/v3"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// Guideline is a guideline to write. What is empty has a default, or is left out.
type Guideline struct {
	ID           string // AREA/NAME; required
	Status       string // hold
	Technology   string // NAME
	Versions     string
	Reason       string // a sentence that asks for one
	Alternatives []string
	Until        guideline.Date
	Owner        string         // what the area's defaults say, else the policy's first owner
	Decision     string         // likewise, else the latest accepted decision
	ReviewBy     guideline.Date // likewise, else in a year
}

const noReason = "Say here in one sentence why."

var guidelineID = regexp.MustCompile(`^([a-z0-9][a-z0-9_-]*)/([a-z0-9][a-z0-9_-]*)$`)

// NewChoice drafts a judgement in guidelines/AREA/choices.yaml.
func NewChoice(f *Folder, g Guideline) (Draft, error) {
	area, name, err := f.free(g.ID)
	if err != nil {
		return Draft{}, err
	}
	path := "guidelines/" + area + "/choices.yaml"
	shared, err := f.defaults(path)
	isNew := isMissing(err)
	if err != nil && !isNew {
		return Draft{}, err
	}
	if err := g.complete(f, shared); err != nil {
		return Draft{}, err
	}
	head := ""
	if isNew {
		head = "# What to use and what not: " + spaced(area) + ".\n" + g.moveToDefaults() + "\n"
	}
	edit, err := f.extend(path, head, g.entry(name))
	if err != nil {
		return Draft{}, err
	}
	return Draft{Edits: []Edit{edit}, Next: g.next(f, "Read the entry, and correct what is not true.")}, nil
}

// free splits an id that no guideline has.
func (f *Folder) free(id string) (area, name string, err error) {
	m := guidelineID.FindStringSubmatch(id)
	if m == nil {
		return "", "", fmt.Errorf("%q is not the id of a guideline: write AREA/NAME in lower case, as in datastores/mongodb", id)
	}
	if g := f.Policy.Guideline(id); g != nil {
		return "", "", fmt.Errorf("the guideline %s is there already, in %s line %d: edit it", id, g.Place.Path, g.Place.Line)
	}
	return m[1], m[2], nil
}

// defaults are the keys that the entries of a choices.yaml share.
func (f *Folder) defaults(path string) (map[string]any, error) {
	var file struct{ Defaults map[string]any }
	text, err := fs.ReadFile(f, path)
	if err == nil {
		err = yaml.Unmarshal(text, &file)
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	return file.Defaults, nil
}

// complete fills in what every guideline must say, but for what the defaults of the area say.
func (g *Guideline) complete(f *Folder, shared map[string]any) error {
	missing := func(key, value string) bool { return value == "" && shared[key] == nil }
	if missing("owner", g.Owner) {
		if len(f.Policy.Settings.Owners) == 0 {
			return Lacking{"settings.yaml", `nobody can own it yet: write owners into settings.yaml, as in owners: [{id: dna, name: DNA group, contact: "#dna"}]`}
		}
		g.Owner = f.Policy.Settings.Owners[0].ID
	}
	if missing("decision", g.Decision) {
		d := latest(f.Policy)
		if d == nil {
			return Lacking{"decisions", "it can rest on nothing yet, as no decision is accepted: accept one, or write one with techcheck policy new decision TITLE --accepted --summary SENTENCE"}
		}
		g.Decision = d.ID
	}
	if missing("review_by", string(g.ReviewBy)) {
		g.ReviewBy = f.inAYear()
	}
	if missing("reason", g.Reason) {
		g.Reason = noReason
	}
	return nil
}

// moveToDefaults writes what all entries of a new file share, and takes it from the guideline.
func (g *Guideline) moveToDefaults() string {
	shared := newMapping(yaml.FlowStyle)
	shared.text("owner", g.Owner)
	shared.text("decision", g.Decision)
	shared.date("review_by", g.ReviewBy)
	g.Owner, g.Decision, g.ReviewBy = "", "", ""
	file := newMapping(0)
	file.add("defaults", &shared.Node)
	return encode(&file.Node)
}

func (g *Guideline) entry(name string) string {
	entry := newMapping(0)
	if g.Technology != name {
		entry.text("technology", g.Technology)
	}
	entry.text("versions", g.Versions)
	entry.text("status", cmp.Or(g.Status, string(guideline.Hold)))
	entry.date("until", g.Until)
	entry.text("reason", g.Reason)
	entry.list("alternatives", g.Alternatives, yaml.FlowStyle)
	entry.text("owner", g.Owner)
	entry.text("decision", g.Decision)
	entry.date("review_by", g.ReviewBy)
	file := newMapping(0)
	file.add(name, &entry.Node)
	return encode(&file.Node)
}

func (g *Guideline) next(f *Folder, first string) []string {
	next := []string{first}
	if g.Reason == noReason {
		next = append(next, "Write its reason: developers read it where they are stopped.")
	}
	return append(next, "See what it finds: techcheck scan REPOSITORY --policy "+f.Name)
}
