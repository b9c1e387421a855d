package exception

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
	"github.com/dna-group/techcheck/pkg/version"
)

// Rules is what the exceptions of a scan must keep to.
type Rules struct {
	Policy     *guideline.Policy
	Repository string         // the scanned repository's name; "" if unknown
	AsOf       guideline.Date // the day that counts as today
	Today      guideline.Date // the clock's, where AsOf lies before it: what was asked for since then is not from the future
}

// clockSkew is by how many days a date may lie ahead: writers live in other time zones than as_of.
const clockSkew = 2

// keys lists the keys of a file, in the order in which one is written.
var keys = []string{
	"guideline", "component", "technology", "repositories", "paths", "versions", "reason", "ticket", "requested_by", "requested_on",
	"status", "decided_by", "decided_on", "note", "expires_on", "decision", "renews",
}

var goodID = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]*$`)

// reader reads one file, and reports all that is wrong with it.
type reader struct {
	file     *File
	root     *toml.Node
	lines    *inventory.Lines
	rules    *Rules
	problems []inventory.Problem
}

// parse reads an exception. With any problem there is none.
func parse(f *File, rules *Rules) (*Exception, []inventory.Problem) {
	r := &reader{file: f, lines: inventory.NewLines(f.Data), rules: rules}
	id := f.id()
	switch {
	case f.Wrong != "":
		r.report(nil, "%s", f.Wrong)
		return nil, r.problems
	case !goodID.MatchString(id):
		r.report(nil, "%q is no id: name the file in lower-case letters, digits, - and ., as in mongodb-billing-20261122.toml", id)
		return nil, r.problems
	}
	root, err := toml.Parse(f.Data)
	if syntactic, broken := errors.AsType[*toml.Error](err); broken {
		line, column := r.lines.Position(syntactic.Offset)
		r.problems = append(r.problems, inventory.Problem{Path: f.Path, Line: line, Column: column, Message: "this exception is not TOML: " + err.Error()})
		return nil, r.problems
	}
	r.root = root
	e := r.read(id)
	r.check(e)
	if len(r.problems) > 0 {
		return nil, r.problems
	}
	return e, nil
}

// report tells what is wrong with a value; with the whole file, if it is nil.
func (r *reader) report(n *toml.Node, format string, args ...any) {
	p := inventory.Problem{Path: r.file.Path, Message: fmt.Sprintf(format, args...) + "; until this is corrected, the exception excuses nothing"}
	if n != nil {
		p.Line, p.Column = r.lines.Position(n.Span.Start)
	}
	r.problems = append(r.problems, p)
}

func (r *reader) read(id string) *Exception {
	seen := map[string]bool{}
	for _, m := range r.root.Members {
		name := m.Key.Text
		switch {
		case !slices.Contains(keys, name):
			r.report(m.Key, "unknown key %s%s", name, guideline.Instead(name, keys))
		case seen[name]:
			r.report(m.Key, "%s stands twice: keep one", name)
		}
		seen[name] = true
	}
	e := &Exception{
		ID: id, Path: r.file.Path,
		Guideline: r.required("guideline"), Component: r.text("component"), Technology: r.text("technology"),
		Repositories: r.texts("repositories"), Paths: r.texts("paths"), Versions: r.text("versions"),
		Reason: r.required("reason"), Ticket: r.text("ticket"), RequestedBy: r.required("requested_by"), RequestedOn: r.date("requested_on"),
		Status: Status(r.required("status")), ExpiresOn: r.date("expires_on"), Decision: r.required("decision"), Renews: r.text("renews"),
	}
	if e.Status == Approved || e.Status == Rejected {
		e.DecidedBy, e.DecidedOn, e.Note = r.required("decided_by"), r.date("decided_on"), r.text("note")
	}
	return e
}

// text gives the text of a key; "" if there is none.
func (r *reader) text(key string) string {
	n := r.root.Get(key)
	if n == nil {
		return ""
	}
	if n.Kind != toml.String {
		r.report(n, "%s must be a text, in quotes", key)
		return ""
	}
	return strings.TrimSpace(n.Text)
}

func (r *reader) required(key string) string {
	text := r.text(key)
	if n := r.root.Get(key); text == "" && (n == nil || n.Kind == toml.String) {
		r.report(n, "%s", missing(key))
	}
	return text
}

func missing(key string) string {
	return fmt.Sprintf("%s is missing or empty: write %s", key, map[string]string{
		"guideline":    `the guideline's id, as in guideline = "datastores/mongodb"`,
		"reason":       "why the exception is needed",
		"requested_by": "who asks for it, a team or a person",
		"requested_on": "the day, as in requested_on = 2026-11-22",
		"status":       `status = "requested"`,
		"decided_by":   "the id of the owner who decided",
		"decided_on":   "the day of the decision, as in decided_on = 2026-11-24",
		"expires_on":   "the last day on which it is needed, as in expires_on = 2027-05-31",
		"decision":     `the decision that the guideline rests on, as in decision = "D-0007"`,
		"paths":        `where the component is used, as in paths = ["services/legacy/**"]`,
		"repositories": `the repositories that it is for, as in repositories = ["acme/billing"]`,
	}[key])
}

func (r *reader) texts(key string) []string {
	n := r.root.Get(key)
	if n == nil {
		return nil
	}
	if n.Kind != toml.Array {
		r.report(n, `%s must be a list, as in ["…"]`, key)
		return nil
	}
	var texts []string
	for _, element := range n.Elements {
		if element.Kind != toml.String || strings.TrimSpace(element.Text) == "" {
			r.report(element, "%s must hold texts, in quotes", key)
			continue
		}
		texts = append(texts, element.Text)
	}
	return texts
}

func (r *reader) date(key string) guideline.Date {
	n := r.root.Get(key)
	if n == nil {
		r.report(nil, "%s", missing(key))
		return ""
	}
	day := guideline.Date(n.Text)
	if n.Kind != toml.Time || !day.Valid() {
		r.report(n, "%s must be a day without quotes and time, as in %s = 2026-11-22", key, key)
		return ""
	}
	return day
}

// check holds an exception against the rules.
func (r *reader) check(e *Exception) {
	if e.Status != "" && !slices.Contains(Statuses, e.Status) {
		r.report(r.root.Get("status"), "%q is not a status: write requested, approved or rejected", e.Status)
	}
	r.checkScope(e)
	r.checkDates(e)
	r.checkReview(e)
	if e.Renews == e.ID {
		r.report(r.root.Get("renews"), "an exception cannot renew itself: write the id of the one that it prolongs")
	}
}

// checkScope parses what the exception covers.
func (r *reader) checkScope(e *Exception) {
	r.checkComponent(e)
	r.checkPaths(e)
	r.checkRepositories(e)
	if e.Versions == "" {
		return
	}
	var err error
	if e.versions, err = version.ParseRange(e.Versions); err != nil {
		r.report(r.root.Get("versions"), "versions: %v", err)
	}
}

func (r *reader) checkComponent(e *Exception) {
	component, technology := r.root.Get("component"), r.root.Get("technology")
	if component != nil && technology != nil {
		r.report(technology, "component and technology exclude each other: technology is for a finding about the repository")
	}
	if !component.Is(toml.String) {
		return
	}
	var err error
	if e.pattern, err = purl.ParsePattern(e.Component); err == nil {
		err = narrow(e.pattern)
	}
	if err != nil {
		r.report(component, "component: %v", err)
	}
}

func (r *reader) checkPaths(e *Exception) {
	component, paths := r.root.Get("component"), r.root.Get("paths")
	switch {
	case component == nil && paths != nil:
		r.report(paths, "paths goes with component: a finding about the repository has no path")
	case component != nil && isEmptyList(paths):
		r.report(paths, "%s", missing("paths"))
	}
	for _, glob := range e.Paths {
		if err := guideline.CheckGlob(glob); err != nil {
			r.report(paths, "paths: %v", err)
		}
	}
}

// checkRepositories asks for the repositories where an exception may be carried from one to another.
func (r *reader) checkRepositories(e *Exception) {
	repositories := r.root.Get("repositories")
	for _, name := range e.Repositories {
		if strings.ContainsAny(name, "*?[{") {
			r.report(repositories, "repositories: %q is a pattern, and an exception is for what was reviewed: list the repositories", name)
		}
	}
	if r.rules.Policy.Settings.Exceptions.Trust != "base" && isEmptyList(repositories) {
		r.report(repositories, "%s", missing("repositories"))
	}
}

// isEmptyList tells whether a list is not there, or holds nothing; of what is no list, something else is wrong.
func isEmptyList(n *toml.Node) bool { return n == nil || n.Kind == toml.Array && len(n.Elements) == 0 }

// narrow refuses patterns that name nothing in particular: an exception is for what was reviewed.
func narrow(p purl.Pattern) error {
	first, rest, _ := strings.Cut(p.Path, "/")
	second, _, _ := strings.Cut(rest, "/")
	if strings.Contains(first, "*") || strings.Contains(p.Repository, "*") || p.Type == purl.Golang && strings.Contains(second, "*") {
		return errors.New("this covers far more than what was reviewed: name the package, and end it in /** if its parts belong to it")
	}
	return nil
}

func (r *reader) checkDates(e *Exception) {
	settings := r.rules.Policy.Settings.Exceptions
	latest := max(r.rules.AsOf, r.rules.Today).AddDays(clockSkew)
	if e.RequestedOn != "" && e.RequestedOn > latest {
		r.report(r.root.Get("requested_on"), "requested_on lies in the future: write the day on which it was asked for")
	}
	if e.RequestedOn != "" && e.ExpiresOn != "" {
		if end := e.RequestedOn.AddDays(settings.MaxDays); e.ExpiresOn > end {
			r.report(r.root.Get("expires_on"), "expires_on is more than %d days after requested_on: write %s at most, and renew it then", settings.MaxDays, end)
		}
		if e.ExpiresOn < e.RequestedOn {
			r.report(r.root.Get("expires_on"), "expires_on lies before requested_on: write the last day on which it is needed")
		}
	}
	if e.DecidedOn == "" {
		return
	}
	if e.DecidedOn > latest {
		r.report(r.root.Get("decided_on"), "decided_on lies in the future: write the day of the decision")
	}
	if e.RequestedOn != "" && e.DecidedOn.AddDays(clockSkew) < e.RequestedOn {
		r.report(r.root.Get("decided_on"), "decided_on lies before requested_on: write the day of the decision")
	}
}

// checkReview holds that an owner decided, and another one than who asked.
func (r *reader) checkReview(e *Exception) {
	if e.DecidedBy == "" {
		return
	}
	n := r.root.Get("decided_by")
	owner := r.rules.Policy.Owner(e.DecidedBy)
	if owner == nil {
		var ids []string
		for _, o := range r.rules.Policy.Settings.Owners {
			ids = append(ids, o.ID)
		}
		r.report(n, "%q is no owner of the policy%s", e.DecidedBy, guideline.Instead(e.DecidedBy, ids))
		return
	}
	for _, name := range []string{owner.ID, owner.Name, owner.Contact} {
		if plain(name) != "" && plain(name) == plain(e.RequestedBy) {
			r.report(n, "%s asked for this exception, and cannot decide on it: another owner has to", cmp.Or(owner.Name, owner.ID))
			return
		}
	}
}

// plain is what a reader takes a name for: its letters and digits. What cannot be seen, or looks alike, makes no other name of it.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// same tells whether two names are meant to be one: @Acme/Data-Platform and acme/data-platform.
func same(a, b string) bool {
	plain := func(s string) string { return strings.ToLower(strings.TrimPrefix(strings.TrimSpace(s), "@")) }
	return plain(a) == plain(b)
}
