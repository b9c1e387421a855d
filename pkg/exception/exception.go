// Package exception reads exceptions, decides which of them count, and gives every violation its state. An exception is a
// dated, reasoned and approved permission for exactly what was reviewed; anything that is wrong with one is a Problem, and
// then it excuses nothing. Everything here is a pure function of the files, the policy and the date.
package exception

import (
	"slices"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/version"
)

// Folder is where a repository keeps its exceptions, a file each; a register keeps them in RegisterFolder.
const (
	Folder         = ".techcheck/exceptions"
	RegisterFolder = "exceptions"
)

// Status is what an exception's file says of its review.
type Status string

// The statuses.
const (
	Requested Status = "requested"
	Approved  Status = "approved"
	Rejected  Status = "rejected"
)

// Statuses lists every status.
var Statuses = []Status{Requested, Approved, Rejected}

// Exception is one file, sound in itself. Whether it counts is another question: Doubt.
type Exception struct {
	ID           string // the file's name without .toml
	Path         string // of the file
	Guideline    string
	Component    string // a purl pattern; "" if it is about the repository
	Technology   string // of a finding about the repository: the technology that it names; else ""
	Repositories []string
	Paths        []string // globs; where the component is used
	Versions     string   // "": all
	Reason       string
	Ticket       string
	RequestedBy  string
	RequestedOn  guideline.Date
	Status       Status
	DecidedBy    string // an owner; "" while requested, and so are the next two
	DecidedOn    guideline.Date
	Note         string
	ExpiresOn    guideline.Date // the last day
	Decision     string         // D-NNNN: what the guideline rested on
	Renews       string         // the id that this one prolongs

	Doubt string // why what it says of its review does not count; "" if it does
	Draft bool   // it is the change's own copy

	pattern  purl.Pattern
	versions version.Range
}

// names tells whether the exception is for a repository of this name.
func (e *Exception) names(repository string) bool {
	return len(e.Repositories) == 0 || repository != "" && slices.Contains(e.Repositories, repository)
}

// lastDay is the last day on which the exception holds, and why it ends before ExpiresOn, if it does: once the guideline
// rests on another decision than the one that was reviewed, it holds until that one's date and the days of notice.
func (e *Exception) lastDay(p *guideline.Policy) (day guideline.Date, because string) {
	g := p.Guideline(e.Guideline)
	if g == nil || g.Decision == e.Decision {
		return e.ExpiresOn, ""
	}
	d := p.Decision(g.Decision)
	if d == nil {
		return e.ExpiresOn, ""
	}
	if end := d.Date.AddDays(p.Settings.Exceptions.NoticeDays); end < e.ExpiresOn {
		return end, "the guideline rests on " + d.ID + " since " + string(d.Date) + ", not on " + e.Decision
	}
	return e.ExpiresOn, ""
}
