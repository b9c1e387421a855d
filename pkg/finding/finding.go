// Package finding holds what guidelines say about components and repositories: findings, their levels, states and order.
package finding

import (
	"cmp"
	"slices"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Level is how grave a finding is, in SARIF's words.
type Level string

// The levels, and the one of settings that means "say nothing".
const (
	Ignore  Level = "ignore"
	Note    Level = "note"
	Warning Level = "warning"
	Error   Level = "error"
)

// Levels lists the levels that settings may name, lowest first.
var Levels = []Level{Ignore, Note, Warning, Error}

// Below tells whether a level is lower than another one; none, "", is the lowest.
func (l Level) Below(other Level) bool { return slices.Index(Levels, l) < slices.Index(Levels, other) }

// AtMost is the lower of two levels.
func (l Level) AtMost(limit Level) Level {
	if limit.Below(l) {
		return limit
	}
	return l
}

// State is where a violation stands with its exception review; "" for what is not a violation.
type State string

// The states of a violation (contracts: Exceptions). Only Excepted does not fail.
const (
	NeedsReview State = "needs-review"
	UnderReview State = "under-review"
	Rejected    State = "rejected"
	Lapsed      State = "lapsed"
	Excepted    State = "excepted"
)

// Finding is what a guideline says about one component, or about the repository.
type Finding struct {
	ID         string // stable across moved lines: a hash of guideline, versionless purl or technology, manifest, project and ordinal
	Guideline  string // the guideline's id: datastores/mongodb
	Level      Level
	Said       Level // what the guideline itself says: Level is lower if Notes say why
	State      State
	Fails      bool
	Exception  string               // the id of the exception that decides the state; "" if none does
	Message    string               // one line: MongoDB is disallowed
	Notes      []string             // further sentences: why it only warns, that a review is overdue
	Component  *inventory.Component // nil: about the repository
	Technology string               // the technology meant, if any
	Introduced bool
	Location   inventory.Location
	Excerpt    string // the text of the location's first line, for a code frame
}

// Compare orders findings by place, then guideline, then technology and message.
func Compare(a, b Finding) int {
	return cmp.Or(
		cmp.Compare(a.Location.Path, b.Location.Path),
		cmp.Compare(a.Location.Line, b.Location.Line),
		cmp.Compare(a.Location.Column, b.Location.Column),
		cmp.Compare(a.Guideline, b.Guideline),
		cmp.Compare(a.Technology, b.Technology),
		cmp.Compare(a.Message, b.Message),
	)
}
