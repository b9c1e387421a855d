// Package guideline holds a policy as plain data: technologies, guidelines, decisions and settings, read strictly from a
// policy folder. Everything that is wrong in a folder is reported at once, each with file, line and what to write instead.
//
// All values are slices and strings in a fixed order, so that a policy can be generated as a Go literal that costs
// nothing at start, and so that the same folder gives the same bytes.
package guideline

// Date is a day, YYYY-MM-DD; "" is none. Dates are compared as strings.
type Date string

// Place is where something stands in the policy folder: a slash-separated path, 1-based line and byte column.
type Place struct {
	Path   string
	Line   int
	Column int
}

// Link is a named address.
type Link struct{ Name, URL string }

// Technology is a named choice and how it is recognised: facts, no opinion.
type Technology struct {
	ID           string
	Name         string
	Category     string
	Links        []Link // sorted by name
	IdentifiedBy []Evidence
	Place        Place
}

// Evidence is a purl pattern that recognises a technology, and the version of the technology that it proves, if any.
type Evidence struct {
	Purl    string
	Version string
	Place   Place
}

// Status is what a judgement says of a technology.
type Status string

// The statuses (contracts: A policy). Their meaning is the generic Rego module lib/techcheck/status.rego.
const (
	Approved   Status = "approved"
	Trial      Status = "trial"
	Hold       Status = "hold"
	Disallowed Status = "disallowed"
)

// Statuses lists every status.
var Statuses = []Status{Approved, Trial, Hold, Disallowed}

// Enforce says which violations fail a scan.
type Enforce string

// The values of enforce (contracts: New, trusted, enforced). "" in a guideline means the policy's.
const (
	EnforceObserve Enforce = "observe"
	EnforceNew     Enforce = "new"
	EnforceAll     Enforce = "all"
)

// Selector says which components a guideline is about. All given keys must hold; an empty key says nothing.
type Selector struct {
	Technologies []string
	Categories   []string
	Purls        []string
	Types        []string
	Kinds        []string
	Scopes       []string
	Versions     string
	Indirect     bool // also indirect components, at full level
	Repository   bool // the repository's technologies, once (Rego only)
}

// Guideline is one statement of what should or should not be used. It is a judgement in YAML (Status is set) or Rego
// (Module is set).
type Guideline struct {
	ID           string // area/name
	Title        string // of Rego: METADATA; of YAML: ""
	Status       Status
	Technology   string // YAML: the technology judged; "" if a selector stands in its place
	Reason       string // of Rego: METADATA's description
	Alternatives []string
	Links        []Link
	Owner        string
	Decision     string // D-NNNN
	ReviewBy     Date
	Since        Date // the first enforced day
	Until        Date
	Pilots       []string // repositories
	Enforce      Enforce
	AppliesTo    Selector // for YAML its flat keys, and Technologies holds Technology
	Module       string   // the Rego file's path in the policy folder
	Place        Place
}

// Area is the first part of a guideline's id.
func (g *Guideline) Area() string {
	for i := range g.ID {
		if g.ID[i] == '/' {
			return g.ID[:i]
		}
	}
	return g.ID
}

// DecisionStatus is where a decision stands.
type DecisionStatus string

// The statuses of a decision (MADR 4).
const (
	Proposed   DecisionStatus = "proposed"
	Accepted   DecisionStatus = "accepted"
	Rejected   DecisionStatus = "rejected"
	Deprecated DecisionStatus = "deprecated"
	Superseded DecisionStatus = "superseded"
)

// Decision is an entry of the decision log that guidelines rest on.
type Decision struct {
	ID           string // D-NNNN
	Title        string
	Status       DecisionStatus
	SupersededBy string // D-NNNN, if superseded
	Date         Date
	Makers       []string
	Consulted    []string
	Informed     []string
	ReviewBy     Date
	Summary      string
	Forum        string
	Place        Place
}

// Owner answers for guidelines and can be asked.
type Owner struct {
	ID      string
	Name    string
	Contact string
}

// CategoryRule judges every known technology of a category that no guideline names.
type CategoryRule struct {
	Category string
	Default  []string // technologies to use
	Others   string   // a level
	Rule     Rule
}

// UnlistedRule judges the components of a kind that are no known technology.
type UnlistedRule struct {
	Kind  string
	Level string
	Rule  Rule
}

// Rule is what a setting that judges must say of itself.
type Rule struct {
	Reason   string
	Owner    string
	Decision string
	ReviewBy Date
	Place    Place
}

// Mirror is a registry that serves another one's packages.
type Mirror struct{ From, To string }

// Attribute declares an attribute of repositories and its values.
type Attribute struct {
	Name   string
	Values []string
}

// Review says how overdue reviews bite.
type Review struct {
	GraceDays int
	Overdue   string // enforce | warn
}

// ExceptionSettings says whose exceptions count, and for how long.
type ExceptionSettings struct {
	Trust      string // base | register | signature
	Register   string
	MaxDays    int
	NoticeDays int
	GraceDays  int
	Codeowners bool
}

// Settings are a policy's settings, defaults filled in.
type Settings struct {
	Name              string
	Enforce           Enforce
	Categories        []CategoryRule // sorted by category
	Unlisted          []UnlistedRule // sorted by kind
	Indirect          string         // a level
	Owners            []Owner        // as written
	Attributes        []Attribute    // sorted by name
	Mirrors           []Mirror       // longest From first
	Exclude           []string
	RepositoryExclude string // allow | forbid
	Unreadable        string // changed | all
	Review            Review
	ReviewAt          string
	Exceptions        ExceptionSettings
}

// AttributeValue is one attribute of one repository.
type AttributeValue struct{ Name, Value string }

// Repository gives a repository the attributes that guidelines may read.
type Repository struct {
	Name       string
	Attributes []AttributeValue // sorted by name
}

// Module is a Rego file of the policy folder, as written.
type Module struct{ Path, Source string }

// Policy is all of a policy folder, merged with the shipped facts. Lists is data.lists, decoded as JSON is: the one
// thing whose shape only the policy's Rego knows.
type Policy struct {
	Flag         string // what names it to --policy where the repository lies; "" if something else does
	Away         string // where that is, from the working directory; "" if it is there
	Revision     string // the first 12 hex digits of the SHA-256 of its files
	Settings     Settings
	Technologies []Technology // sorted by id
	Guidelines   []Guideline  // sorted by id
	Decisions    []Decision   // sorted by id
	Repositories []Repository // sorted by name
	Modules      []Module     // sorted by path: of guidelines and of lib, without tests and lib/techcheck
	Lists        map[string]any
}
