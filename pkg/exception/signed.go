package exception

import (
	"fmt"
	"slices"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// loadSigned trusts what an approver has signed, unless the trusted revision has another decision on the same request that is not older,
// so that a change does not bring back what was taken back. A rejection there counts also where the change deletes it.
func (s *Set) loadSigned(from *Sources) {
	before := byPath(from.Before)
	signatures := newVerifier(from.Approvers, &s.rules)
	decided := s.decided(from, signatures)
	for i := range from.Present {
		f := &from.Present[i]
		untouched := f.equal(before[f.Path])
		e, problems := s.signed(f, signatures)
		for _, p := range problems {
			p.Tolerated = from.Tolerant && untouched
			s.Problems = append(s.Problems, p)
		}
		if e == nil {
			continue
		}
		for _, d := range decided {
			if d.overrides(f, e) {
				e.Doubt = fmt.Sprintf("%s says %s: %s, by %s on %s", from.Revision, d.Status, d.ID, ownerName(s.rules.Policy, d.DecidedBy), d.DecidedOn)
				d.counts = !d.present
			}
		}
		e.Draft = !untouched
		s.All = append(s.All, *e)
	}
	for _, d := range decided {
		if d.counts {
			s.All = append(s.All, *d.Exception)
		}
	}
}

// signed reads an exception, and what is wrong with it or its signature.
func (s *Set) signed(f *File, signatures *verifier) (*Exception, []inventory.Problem) {
	e, problems := parse(f, &s.rules)
	if e == nil || e.Status == Requested {
		return e, problems
	}
	var wrong string
	if e.Doubt, wrong = signatures.verify(f, e); wrong != "" {
		problems = append(problems, inventory.Problem{Path: f.Path, Message: wrong})
	}
	return e, problems
}

// decision is a signed decision of the trusted revision.
type decision struct {
	*Exception
	file    *File
	present bool // the scanned tree has it as well
	counts  bool // beside what the scanned tree has
}

// decided gives the decisions that count at the trusted revision.
func (s *Set) decided(from *Sources, signatures *verifier) []*decision {
	var all []*decision
	for i := range from.Trusted {
		f := &from.Trusted[i]
		e, _ := s.signed(f, signatures)
		if e == nil || e.Status == Requested || e.Doubt != "" {
			continue
		}
		present := slices.ContainsFunc(from.Present, func(other File) bool { return f.equal(&other) })
		all = append(all, &decision{e, f, present, !present && e.Status == Rejected})
	}
	return all
}

// overrides tells whether a decision is another one than an exception's, on the same request, under whatever name, and not older.
func (d *decision) overrides(f *File, e *Exception) bool {
	same := d.Guideline == e.Guideline && d.Component == e.Component && d.Technology == e.Technology &&
		d.RequestedBy == e.RequestedBy && d.RequestedOn == e.RequestedOn && slices.Equal(d.Repositories, e.Repositories)
	return same && e.Status != Requested && e.Doubt == "" && !d.file.equal(f) && d.DecidedOn >= e.DecidedOn
}
