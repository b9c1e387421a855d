package guideline

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// rule reads who answers for what judges, on which decision, and when it is reviewed.
func (o *object) rule() Rule {
	o.required("owner", "decision", "review_by")
	return Rule{
		Owner: o.name("owner", o.known.owners), Decision: o.decision("decision"), ReviewBy: o.date("review_by"),
		Place: o.place(o.at),
	}
}

// reasonedRule is rule with the reason beside it.
func (o *object) reasonedRule() Rule {
	o.required("reason")
	rule := o.rule()
	rule.Reason = o.text("reason")
	return rule
}

// decision reads the id of a decision, and reports one on which nothing may rest.
func (o *object) decision(key string) string {
	id := o.name(key, o.known.decisions)
	decided := o.policy.Decision(id) // they are sorted, as their files are
	switch {
	case decided == nil: // reported
	case decided.Status == Rejected:
		o.problem(o.scalar(key), "%s was rejected: name the decision that holds, or remove what rests on it", id)
	case decided.Status == Superseded:
		o.problem(o.scalar(key), "%s is superseded by %s: name that one, if it says so too", id, decided.SupersededBy)
	}
	return id
}

// recommended reads a list of technologies to use; check reports those that are ruled out.
func (o *object) recommended(name string) []string {
	return o.texts(name, func(n *yaml.Node) bool {
		id := o.refer(n, o.known.technologies)
		if id != "" {
			o.reader.recommended = append(o.reader.recommended, reference{id, o.place(n)})
		}
		return id != ""
	})
}

func readCategoryRules(settings *object) []CategoryRule {
	var rules []CategoryRule
	for key, value := range settings.child("categories").all() {
		o := settings.object(key, value)
		o.required("default", "others")
		rule := CategoryRule{
			Category: o.refer(key, o.known.categories), Default: o.recommended("default"),
			Others: o.name("others", levels), Rule: o.reasonedRule(),
		}
		o.done()
		for _, n := range o.items("default") {
			if i, known := o.index[n.Value]; known && o.policy.Technologies[i].Category != key.Value {
				o.problem(n, "%s is a technology of the category %s: move it there, or remove it", n.Value, o.policy.Technologies[i].Category)
			}
		}
		rules = append(rules, rule)
	}
	slices.SortFunc(rules, func(a, b CategoryRule) int { return strings.Compare(a.Category, b.Category) })
	return rules
}

func readUnlistedRules(settings *object) []UnlistedRule {
	var rules []UnlistedRule
	for key, value := range settings.child("unlisted").all() {
		o := settings.object(key, value)
		o.required("level")
		rules = append(rules, UnlistedRule{Kind: o.refer(key, kinds), Level: o.name("level", levels), Rule: o.reasonedRule()})
		o.done()
	}
	slices.SortFunc(rules, func(a, b UnlistedRule) int { return strings.Compare(a.Kind, b.Kind) })
	return rules
}
