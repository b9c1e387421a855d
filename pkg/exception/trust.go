package exception

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"sync"

	"github.com/hmarr/codeowners"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Sources is where the exceptions of a scan come from, and what proves an approval. Which of it counts, the policy's
// settings.exceptions.trust says.
type Sources struct {
	Present    []File // of the scanned tree: the change's own copies
	Trusted    []File // of the trusted revision
	Before     []File // of the revision that the change started from: what differs from it, the change brings
	Tolerant   bool   // what is wrong in files that the change did not touch leaves the scan decided
	Register   []File // of the register
	Revision   string // what the trusted revision is called: origin/main; "" if there is none
	Untrusted  string // why there is none, and the next step
	Codeowners *File  // CODEOWNERS of the trusted revision; nil if it has none
	Approvers  []byte // of the policy: OpenSSH's allowed_signers; nil if it has none
}

// Set is the exceptions of one scan: the sound ones, and what is wrong with the others.
type Set struct {
	All      []Exception         // by id; of one that the change alters, the trusted copy stands first
	Problems []inventory.Problem // by path and place
	rules    Rules
}

// Load reads the files that count, or that the change brings.
func Load(from *Sources, rules Rules) *Set {
	s := &Set{rules: rules}
	switch rules.Policy.Settings.Exceptions.Trust {
	case "register":
		s.loadRegister(from)
	case "signature":
		s.loadSigned(from)
	default:
		s.loadBase(from)
	}
	slices.SortStableFunc(s.All, func(a, b Exception) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Problems, inventory.CompareProblems)
	return s
}

// add takes an exception for this repository, and gives it; nil if it is none. doubt says why its review does not count, "" if it
// does. What is wrong in a file is reported, and if it is tolerated, leaves the scan decided.
func (s *Set) add(f *File, doubt string, draft, tolerated bool) *Exception {
	e, problems := parse(f, &s.rules)
	for _, p := range problems {
		p.Tolerated = tolerated
		s.Problems = append(s.Problems, p)
	}
	if e == nil {
		return nil
	}
	e.Doubt, e.Draft = doubt, draft
	s.All = append(s.All, *e)
	return &s.All[len(s.All)-1]
}

// loadBase trusts the copies of the trusted revision. What the change brings or alters is a request, and what it deletes
// stops excusing; a rejection, which may end an older approval, does not stop.
func (s *Set) loadBase(from *Sources) {
	present, trusted, before := byPath(from.Present), byPath(from.Trusted), byPath(from.Before)
	doubt := from.Untrusted
	if from.Revision != "" {
		doubt = "it counts once it is merged into " + from.Revision
	}
	owners := sync.OnceValues(func() (codeowners.Ruleset, error) { return parseCodeowners(from.Codeowners) })
	all := maps.Clone(present)
	maps.Copy(all, trusted)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		mine, theirs, old := present[name], trusted[name], before[name]
		changed := !mine.equal(old)
		if theirs != nil && (mine != nil || old == nil || s.rejects(theirs)) {
			if e := s.add(theirs, "", false, from.Tolerant && !changed); e != nil {
				e.Doubt = s.ownerDoubt(e, owners)
			}
		}
		if mine != nil && changed && !mine.equal(theirs) {
			s.add(mine, doubt, true, false)
		}
	}
}

// rejects tells whether a file is a sound rejection.
func (s *Set) rejects(f *File) bool {
	e, _ := parse(f, &s.rules)
	return e != nil && e.Status == Rejected
}

// loadRegister trusts the register. In the repository itself nothing can be granted.
func (s *Set) loadRegister(from *Sources) {
	for i := range from.Register {
		f := &from.Register[i]
		own := &Set{rules: s.rules}
		own.add(f, "", false, true)
		s.Problems = append(s.Problems, own.Problems...)
		for _, e := range own.All {
			if e.names(s.rules.Repository) {
				s.All = append(s.All, e)
			}
		}
	}
	for i := range from.Present {
		s.add(&from.Present[i], "the policy trusts its register alone: ask for it there", true, false)
	}
}

// ownerDoubt tells, where the policy asks for it, why CODEOWNERS does not prove that the deciding owner saw the approval.
func (s *Set) ownerDoubt(e *Exception, owners func() (codeowners.Ruleset, error)) string {
	if !s.rules.Policy.Settings.Exceptions.Codeowners || e.DecidedBy == "" {
		return ""
	}
	owner := s.rules.Policy.Owner(e.DecidedBy)
	rules, err := owners()
	switch {
	case err != nil:
		return fmt.Sprintf("the trusted CODEOWNERS proves nothing: %v", err)
	case ownsPath(rules, path.Join(Folder, path.Base(e.Path)), owner.Contact):
		return ""
	}
	return fmt.Sprintf("the trusted CODEOWNERS does not give /%s/ to %s: add the line /%s/ %s", Folder, owner.Contact, Folder, owner.Contact)
}

func byPath(files []File) map[string]*File {
	m := make(map[string]*File, len(files))
	for i := range files {
		m[files[i].Path] = &files[i]
	}
	return m
}

// equal tells whether two files say the same; nil is one that is not there.
func (f *File) equal(other *File) bool {
	if f == nil || other == nil {
		return f == other
	}
	return f.Wrong == other.Wrong && bytes.Equal(f.Data, other.Data) && bytes.Equal(f.Signature, other.Signature)
}
