package advice

import (
	"fmt"
	"strings"

	"github.com/dna-group/techcheck/pkg/exception"
)

// exception tells what an exception permits, who decided, and where it stands.
func (e *Explainer) exception(st *exception.Standing) Explanation {
	x := Explanation{Kind: "exception", ID: st.ID, Title: fmt.Sprintf("An exception of %s, %s", st.Guideline, scopeOf(st.Exception))}
	ticket := ""
	if st.Ticket != "" {
		ticket = " (" + st.Ticket + ")"
	}
	x.say("%s asked for it on %s%s: %s", st.RequestedBy, st.RequestedOn, ticket, ended(st.Reason))
	if st.Status == exception.Requested {
		x.say("Nobody has decided on it yet.")
	} else {
		x.say("It was %s on %s by %s.%s", st.Status, st.DecidedOn, e.ownerName(st.DecidedBy), after(" ", st.Note))
	}
	if st.Doubt != "" {
		x.say("That does not count: %s.", strings.TrimSuffix(st.Doubt, "."))
	}
	switch st.State {
	case exception.InForce:
		x.say("It holds through %s.%s", st.LastDay, after(" It ends early, as ", st.Because))
	case exception.Over:
		x.say("It lapsed on %s.%s", st.LastDay, after(" It ended early, as ", st.Because))
	case exception.Refused, exception.Waiting:
	}
	if st.Renews != "" {
		x.say("It renews %s; it has been prolonged %s.", st.Renews, times(st.Renewals))
	}
	if st.Unused != "" {
		x.say("Nothing needs it: %s.", st.Unused)
	}
	if st.NotYet != "" {
		x.say("It is not needed yet: %s.", st.NotYet)
	}
	for i := range e.Findings {
		if f := &e.Findings[i]; f.Exception == st.ID {
			x.at(f.Location)
		}
	}
	return x
}

// scopeOf says what an exception covers.
func scopeOf(e *exception.Exception) string {
	scope := "about the repository"
	switch {
	case e.Component != "":
		scope = "for " + e.Component
	case e.Technology != "":
		scope = "for the technology " + e.Technology
	}
	for _, part := range []struct {
		said string
		what []string
	}{{" in ", e.Paths}, {" of ", e.Repositories}} {
		if len(part.what) > 0 {
			scope += part.said + strings.Join(part.what, ", ")
		}
	}
	return scope + after(", versions ", e.Versions)
}

func (e *Explainer) ownerName(id string) string {
	if o := e.Policy.Owner(id); o != nil {
		return o.Name
	}
	return id
}

func after(said, text string) string {
	if text == "" {
		return ""
	}
	return said + ended(text)
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// exceptionsOf says which exceptions of a guideline there are here, and where each stands.
func (e *Explainer) exceptionsOf(x *Explanation, id string) {
	for i := range e.Exceptions {
		st := &e.Exceptions[i]
		if st.Draft || st.Guideline != id {
			continue
		}
		switch st.State {
		case exception.InForce:
			x.say("The exception %s of %s holds here through %s.", st.ID, st.RequestedBy, st.LastDay)
		case exception.Waiting:
			x.say("The exception %s of %s waits for a decision.", st.ID, st.RequestedBy)
		case exception.Refused:
			x.say("The exception %s of %s was rejected.", st.ID, st.RequestedBy)
		case exception.Over:
			x.say("The exception %s of %s lapsed on %s.", st.ID, st.RequestedBy, st.LastDay)
		}
	}
}
