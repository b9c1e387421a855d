package exceptionfile

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/version"
)

// DefaultDays is for how long an exception is asked for, if nobody says and the policy allows it.
const DefaultDays = 90

// Ask is what the one who asks for an exception says.
type Ask struct {
	ID       string         // "": made of technology, repository and day
	Reason   string         // required
	By       string         // required: who asks
	On       guideline.Date // required: today
	Until    guideline.Date // required: the last day
	Ticket   string
	Paths    []string // nil: the manifest itself
	Versions string   // "": the current major version
}

// Scope is what a scan knows of what an exception is asked for.
type Scope struct {
	Policy     *guideline.Policy
	Repository string // its name; "" if unknown
	Folder     string // what names the exception if the repository has no name
	Key        Key

	VersionAs func(c *inventory.Component, technology string) (exact, requirement string)
}

// Request drafts an exception for exactly what is found, but for its id. The error says what it lacks, and the next step.
func (s *Scope) Request(subject Subject, ask *Ask) (*exception.Exception, error) {
	f := &subject[0]
	e := &exception.Exception{
		Guideline: f.Guideline, Versions: ask.Versions, Reason: ask.Reason, Ticket: ask.Ticket, RequestedBy: ask.By, RequestedOn: ask.On,
		Status: exception.Requested, ExpiresOn: ask.Until, Decision: s.Policy.Guideline(f.Guideline).Decision,
	}
	if s.Repository != "" {
		e.Repositories = []string{s.Repository}
	} else if s.Policy.Settings.Exceptions.Trust != "base" {
		return nil, errors.New(`an exception names its repository, and neither CI nor a remote tell the name of this one: write repository = "acme/billing" into .techcheck.toml`)
	}
	if f.Component == nil {
		e.Technology = f.Technology
		return e, nil
	}
	e.Component = s.Key(f.Component).Pattern()
	if e.Component == "" {
		return nil, fmt.Errorf("%q is no name that an exception can be for: %s", f.Component.Name, "replace what is variable in it by its value, or use the package's own name")
	}
	e.Paths = ask.Paths
	if e.Paths == nil {
		for i := range subject {
			path, ok := Literal(subject[i].Location.Path)
			if !ok {
				return nil, fmt.Errorf("%q is not UTF-8, and an exception cannot name it: rename it, or cover it with --paths", subject[i].Location.Path)
			}
			e.Paths = append(e.Paths, path)
		}
		slices.Sort(e.Paths)
		e.Paths = slices.Compact(e.Paths)
	}
	if e.Versions == "" {
		e.Versions = s.currentMajor(subject)
	}
	return e, nil
}

// Name is what the exception is called after: the technology, else the package.
func (s Subject) Name() string {
	f := &s[0]
	if f.Technology == "" && f.Component != nil {
		return f.Component.Name
	}
	return f.Technology
}

// ID makes the exception's id.
func (s *Scope) ID(subject Subject, ask *Ask, taken func(string) bool) string {
	return cmp.Or(ask.ID, NewID(subject.Name(), cmp.Or(s.Repository, s.Folder), ask.On, taken))
}

var numbers = regexp.MustCompile(`\d+(?:\.\d+)*`)

// currentMajor gives the range that ends before the next major version of what is in use; "" if what that is is not known.
func (s *Scope) currentMajor(subject Subject) string {
	majors := map[int]bool{}
	for i := range subject {
		exact, requirement := s.VersionAs(subject[i].Component, subject[i].Technology)
		for _, number := range numbers.FindAllString(cmp.Or(exact, requirement), 8) {
			if major, err := strconv.Atoi(leading.FindString(number)); err == nil && major < 1e8 {
				majors[major] = true
			}
		}
	}
	for _, major := range sortedKeys(majors) {
		text := fmt.Sprintf("<%d", major+1)
		within, err := version.ParseRange(text)
		if err == nil && !slices.ContainsFunc(subject, func(f finding.Finding) bool {
			exact, requirement := s.VersionAs(f.Component, f.Technology)
			return within.Relate(f.Component.Type, exact, requirement) != version.Inside
		}) {
			return text
		}
	}
	return ""
}

var leading = regexp.MustCompile(`^\d+`)

func sortedKeys(m map[int]bool) []int {
	var keys []int
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Renew drafts an exception that prolongs another one, with the guideline's decision of today. What ask leaves out is as it
// was, and it is asked for as long as the old one was. One that would end no later, though nobody asked for that, is an error.
func Renew(p *guideline.Policy, old *exception.Exception, ask *Ask) (*exception.Exception, error) {
	g := p.Guideline(old.Guideline)
	if g == nil {
		return nil, fmt.Errorf("%s is for %s, and the policy has no such guideline any more, so that it is not needed: remove it with techcheck exception prune", old.ID, old.Guideline)
	}
	days := min(max(old.RequestedOn.DaysTo(old.ExpiresOn), 1), p.Settings.Exceptions.MaxDays)
	e := &exception.Exception{
		Guideline: old.Guideline, Component: old.Component, Technology: old.Technology, Repositories: old.Repositories, Paths: old.Paths,
		Versions: old.Versions, Reason: cmp.Or(ask.Reason, old.Reason), Ticket: cmp.Or(ask.Ticket, old.Ticket), RequestedBy: cmp.Or(ask.By, old.RequestedBy),
		RequestedOn: ask.On, Status: exception.Requested, ExpiresOn: cmp.Or(ask.Until, ask.On.AddDays(days)), Decision: g.Decision, Renews: old.ID,
	}
	if ask.Until == "" && e.Decision == old.Decision && e.ExpiresOn <= old.ExpiresOn {
		return nil, fmt.Errorf("%s is asked for until %s, and this would end no later: renew it nearer to that day, or name a later one with --until", old.ID, old.ExpiresOn)
	}
	return e, nil
}
