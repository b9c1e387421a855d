package exception

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// use tells why an exception covers no violation, as far as this scan can tell.
func (r *review) use(st *Standing) {
	if st.Findings > 0 {
		return
	}
	g := r.rules.Policy.Guideline(st.Guideline)
	switch {
	case g == nil:
		ids := make([]string, len(r.rules.Policy.Guidelines))
		for i := range r.rules.Policy.Guidelines {
			ids[i] = r.rules.Policy.Guidelines[i].ID
		}
		st.Unused = fmt.Sprintf("the policy has no guideline %s%s", st.Guideline, suggestion(st.Guideline, ids))
	case !st.names(r.rules.Repository):
		st.Unused = "it is not for this repository"
	case st.milder:
		st.NotYet = "the guideline does not forbid it yet"
	case st.Component == "":
		r.idle(st, "the guideline finds nothing of it in this repository")
	default:
		r.useOfComponent(st)
	}
}

// useOfComponent looks for the exception's component, as no violation is about it.
func (r *review) useOfComponent(st *Standing) {
	var moved, elsewhere string
	for i := range r.Inventory.Components {
		c := &r.Inventory.Components[i]
		if !r.matches(st.Exception, c) {
			continue
		}
		if !st.within(c.Location.Path) {
			elsewhere = c.Location.Path
			continue
		}
		technology := ""
		if len(c.Technologies) > 0 {
			technology = c.Technologies[0]
		}
		if r.inRange(st.Exception, c, technology) {
			st.Unused = "the guideline finds nothing wrong with it any more"
			return
		}
		moved = fmt.Sprintf("the component is now of version %s, outside of %s", cmp.Or(c.Version, c.Requirement, "unknown"), st.Versions)
	}
	switch {
	case moved != "":
		st.Unused = moved
	case elsewhere != "":
		r.idle(st, "the component is used only outside of its paths, as in "+elsewhere)
	default:
		r.idle(st, "the component is not used here")
	}
}

// idle says that an exception covers nothing, unless nobody looked where it would, or its time may still come.
func (r *review) idle(st *Standing, reason string) {
	unread := func(path string) bool { return st.Component == "" || st.within(path) }
	if r.Partial || slices.ContainsFunc(r.Unread, unread) {
		return
	}
	since := st.RequestedOn
	if st.DecidedOn != "" {
		since = st.DecidedOn
	}
	if until := since.AddDays(r.rules.Policy.Settings.Exceptions.NoticeDays); r.rules.AsOf <= until && st.State != Over {
		st.NotYet = reason
		return
	}
	st.Unused = reason
}

// suggestion is the guideline that was most likely meant.
func suggestion(id string, known []string) string {
	if near := guideline.Nearest(id, known); near != "" {
		return ": did you mean " + near + "?"
	}
	return ""
}
