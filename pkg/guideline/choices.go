package guideline

import (
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/dna-group/techcheck/pkg/lazyregexp"
)

// defaultsKey is the key of a choices.yaml whose entries the judgements beside it share.
const defaultsKey = "defaults"

// readChoices reads the judgements of an area.
func (r *reader) readChoices(f file) {
	d := r.parse(f.path, f.text)
	area := path.Base(path.Dir(f.path))
	r.checkArea(Place{f.path, 1, 1}, area)
	root := d.rootObject()
	defaults := root.child(defaultsKey)
	for key, value := range root.all() {
		if key.Value != defaultsKey {
			d.readJudgement(area, key, value, defaults)
		}
	}
	for _, key := range shared {
		defaults.find(key)
	}
	defaults.done()
}

func (d *document) readJudgement(area string, key, value *yaml.Node, defaults *object) {
	o := d.object(key, value)
	if !o.readable {
		return
	}
	o.defaults = defaults
	o.required("status")
	rule := o.reasonedRule()
	g := Guideline{
		ID: area + "/" + key.Value, Status: Status(o.name("status", statuses)), Place: rule.Place,
		Reason: rule.Reason, Owner: rule.Owner, Decision: rule.Decision, ReviewBy: rule.ReviewBy,
		Until: o.date("until"), Pilots: o.texts("pilots", o.repository), AppliesTo: readSelector(o),
	}
	if g.Technology = o.judged(); g.Technology != "" {
		g.AppliesTo.Technologies = []string{g.Technology}
	}
	o.judgeable(&g.AppliesTo)
	o.readOptional(&g)
	o.checkStatus(&g)
	o.done()
	d.addGuideline(g)
}

// judged is the technology that a judgement is about: the key, unless technology or a selector says what it is about.
// Kinds and types narrow a technology; they stand for themselves only below a key that nobody takes for a technology.
func (o *object) judged() string {
	if o.has("technology") {
		if o.has("technologies") {
			o.report(o.keyPlace("technologies"), "technology stands here too: keep one of them")
		}
		return o.name("technology", o.known.technologies)
	}
	if o.has("technologies") || o.has("categories") || o.has("purls") {
		return ""
	}
	if !o.known.technologies.has(o.at.Value) && (o.has("kinds") || o.has("types")) && Nearest(o.at.Value, o.known.technologies.names) == "" {
		return ""
	}
	ids := *o.known.technologies
	ids.hint = "write technology: ID below it, or add it to technologies/*.yaml"
	return o.refer(o.at, &ids)
}

// readOptional reads the keys that every guideline may have.
func (o *object) readOptional(g *Guideline) {
	g.Since = o.date("since")
	g.Enforce = Enforce(o.name("enforce", enforces))
	g.Alternatives = o.recommended("alternatives")
	g.Links = o.links("links")
}

// checkStatus reports keys that contradict a judgement's status or each other.
func (o *object) checkStatus(g *Guideline) {
	if g.Status != "" {
		o.onlyWith("pilots", g.Status, Trial)
		o.onlyWith("until", g.Status, Hold, Approved)
	}
	if g.Until != "" && g.Since > g.Until {
		o.report(o.keyPlace("until"), "until lies before since (%s): change one of them", g.Since)
	}
	for _, n := range o.items("alternatives") {
		if g.AppliesTo.Versions == "" && slices.Contains(g.AppliesTo.Technologies, n.Value) {
			o.problem(n, "%s is what is judged: name another technology, or say which versions are judged", n.Value)
		}
	}
}

func (o *object) onlyWith(key string, status Status, fitting ...Status) {
	if o.has(key) && !slices.Contains(fitting, status) {
		o.report(o.keyPlace(key), "%s has no meaning with status: %s, only with %s: remove it", key, status, strings.Join(words(fitting), " and "))
	}
}

// reservedAreas hold the guidelines that settings make.
var reservedAreas = []string{"categories", "unlisted"}

var guidelineName = lazyregexp.New(`^[a-z0-9][a-z0-9_-]*$`)

func (r *reader) checkArea(at Place, area string) {
	switch {
	case slices.Contains(reservedAreas, area):
		r.report(at, "the area %s is that of settings.%s: move the file to another folder of guidelines", area, area)
	case !guidelineName.MatchString(area):
		r.report(at, "%q is not the name of an area: write lower-case letters, digits, hyphens and underscores", area)
	}
}

// addGuideline adds a guideline, unless its id is taken.
func (r *reader) addGuideline(g Guideline) {
	_, name, _ := strings.Cut(g.ID, "/")
	if !guidelineName.MatchString(name) {
		r.report(g.Place, "%q is not the name of a guideline: write lower-case letters, digits, hyphens and underscores", name)
	}
	same := func(other Guideline) bool { return other.ID == g.ID }
	if i := slices.IndexFunc(r.policy.Guidelines, same); i >= 0 {
		first := r.policy.Guidelines[i].Place
		r.report(g.Place, "the guideline %s stands in %s line %d too: rename one of them", g.ID, first.Path, first.Line)
		return
	}
	r.policy.Guidelines = append(r.policy.Guidelines, g)
}
