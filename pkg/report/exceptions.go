package report

import (
	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/scan"
)

// trusted says whose exceptions count, where there are any, and what of the change does not.
func (p *printer) trusted(r *scan.Result) {
	if text := counting(r); text != "" {
		p.prose("%v", text)
	}
	for _, ignored := range r.Trusted.Ignored {
		p.prose("%v: %v", p.paint(magenta, "ignored"), ignored)
	}
}

// counting says whose exceptions count; "" where there are none.
func counting(r *scan.Result) string {
	if len(r.Exceptions) == 0 || r.Trusted.Why == "" {
		return ""
	}
	return whoseCount(r)
}

// whoseCount says whose exceptions count, and why.
func whoseCount(r *scan.Result) string {
	t := &r.Trusted
	switch trust := r.Policy.Settings.Exceptions.Trust; {
	case trust == "register":
		return "exceptions count as in the policy's register"
	case trust == "signature":
		return "exceptions count where an approver has signed them"
	case t.Name == "":
		return "no exception counts: " + t.Why
	}
	return "exceptions count as in " + joined(" ", t.Name, shortRevision(t.Commit)) + ": " + t.Why
}

// background says by which policy a scan judged, what it compared with, and what of the change did not count.
func background(r *scan.Result) []string {
	all := []string{judged(r)}
	if text := counting(r); text != "" {
		all = append(all, text)
	}
	for _, ignored := range r.Trusted.Ignored {
		all = append(all, "ignored: "+ignored)
	}
	return all
}

// exceptions tells what is to be done about the exceptions: those that lapse soon, and those that cover nothing.
func (p *printer) exceptions(r *scan.Result) {
	said := false
	for i := range r.Exceptions {
		if text := attention(r.Policy, &r.Exceptions[i]); text != "" {
			p.line("%v: %v", p.paint(blue, "exception "+r.Exceptions[i].ID), text)
			said = true
		}
	}
	if said {
		p.line("")
	}
}

// urgent tells an exception that covers something, and soon does not.
func urgent(st *exception.Standing) bool { return st.Lapsing && st.Findings > 0 }

// attention says in one line what an exception asks of its readers; "" if nothing.
func attention(p *guideline.Policy, st *exception.Standing) string {
	switch {
	case urgent(st):
		next := renew(p, st.ID)
		if st.Renewal != nil {
			next = st.Renewal.ID + " renews it, once that is approved and counts"
		}
		return joined(": ", "lapses after "+string(st.LastDay)+", and "+count(st.Findings, "violation")+" will be back", st.Because, next)
	case st.Unused != "":
		return "unused: " + st.Unused
	case st.NotYet != "":
		return "not needed yet: " + st.NotYet
	case st.Doubt != "" && st.Draft && st.Status != exception.Requested:
		return "says " + string(st.Status) + ", which does not count: " + st.Doubt
	}
	return ""
}

// nextExpiry is when the first of the exceptions that cover something ends: " (next expiry 2027-05-31)".
func nextExpiry(r *scan.Result) string {
	next := guideline.Date("")
	for i := range r.Exceptions {
		st := &r.Exceptions[i]
		if st.State == exception.InForce && st.Findings > 0 && !st.Renewed() && (next == "" || st.LastDay < next) {
			next = st.LastDay
		}
	}
	if next == "" {
		return ""
	}
	return " (next expiry " + string(next) + ")"
}
