// Package scan runs one scan: it lists and reads the manifests, names their technologies, has them judged, and marks what
// needs an exception review. Everything after reading is a pure function of inventory, policy, exceptions and date.
package scan

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/dna-group/techcheck/pkg/cache"
	"github.com/dna-group/techcheck/pkg/catalogue"
	"github.com/dna-group/techcheck/pkg/config"
	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/source"
)

// Judge says what the guidelines find in the facts, and which of them could not be evaluated. It may be used concurrently.
type Judge func(ctx context.Context, facts guideline.Facts) ([]finding.Finding, []inventory.Problem)

// Config is one scan.
type Config struct {
	Tree        *source.Tree      // the files
	Formats     extractor.Formats // what reads them
	Policy      *guideline.Policy
	Catalogue   *catalogue.Catalogue // of the policy
	Judge       Judge                // of the policy
	Cache       *cache.Store         // nil: none
	Repository  string               // its name; "" if unknown
	Revision    string               // the commit that is checked out; "" outside of git
	AsOf        guideline.Date
	Baseline    *Baseline // what the scan is compared with; nil: nothing is, and everything is existing
	TouchedOnly bool      // judge only what the change touches, and enforce all as new: a hook is a courtesy, not the gate
	Uncompared  string    // why nothing is compared although there is a remote, and the next step; "" otherwise
	Exceptions  *exception.Set
	Trusted     Trusted
	Partial     bool            // only a part of the repository is scanned
	Projects    config.Projects // of the repository
	FailOn      FailOn          // what fails beside what the policy enforces
}

// Run scans. What could not be read or judged is in the result, beside all that was found.
func Run(ctx context.Context, config Config) *Result {
	inv := Inventory(ctx, config.Tree, config.Formats, config.Catalogue, config.Cache)
	config.Projects.Assign(inv)
	r := Assess(ctx, config, inv)
	r.quote(config.Tree.Read)
	return r
}

// Assess judges an inventory whose technologies are named: all of Run but reading. It needs neither tree nor formats.
func Assess(ctx context.Context, config Config, inv *inventory.Inventory) *Result {
	facts := guideline.Facts{AsOf: config.AsOf, Repository: config.Repository, Inventory: inv}
	r := &Result{
		Policy: config.Policy, Repository: config.Repository, Revision: config.Revision, AsOf: config.AsOf, Inventory: inv,
		Uncompared: config.Uncompared, Trusted: config.Trusted,
	}
	judge := cached(config.Cache, config.Policy.Revision, config.Judge)
	var past *history
	if base := config.Baseline; base != nil {
		r.Base, facts.Base = base.Name, base.Commit
		past = newHistory(base.Inventory, inv)
		past.markIntroduced(inv)
	}
	var before []finding.Finding
	var wait sync.WaitGroup
	if past != nil {
		facts := guideline.Facts{AsOf: config.AsOf, Repository: config.Repository, Inventory: config.Baseline.Inventory}
		wait.Go(func() { before, _ = judge(ctx, facts) })
	}
	findings, problems := judge(ctx, facts)
	wait.Wait()
	if past != nil {
		past.markNew(findings, before)
	}
	r.Findings, r.Problems = findings, slices.Concat(config.Baseline.tolerate(config.Policy, inv), problems)
	if config.TouchedOnly {
		r.narrow(config.Baseline)
	}
	r.except(config, inv)
	r.warnOfLeftOut(config)
	r.enforce(config)
	r.summarise()
	return r
}

// Inventory reads the manifests of a tree and names the technologies of their components.
func Inventory(ctx context.Context, tree *source.Tree, formats extractor.Formats, known *catalogue.Catalogue, store *cache.Store) *inventory.Inventory {
	inv := readAll(ctx, tree, formats, store)
	inv.Omitted = tree.Omitted
	for _, path := range tree.Passed {
		inv.Unread = append(inv.Unread, inventory.Unread{Path: path, Format: formats.Recognise(path)})
	}
	inv.Problems = append(inv.Problems, tree.Problems...)
	Recognise(inv, known)
	addVacuity(inv)
	slices.SortFunc(inv.Problems, inventory.CompareProblems)
	return inv
}

// Recognise names the technologies of all components, in place of those that they may have had.
func Recognise(inv *inventory.Inventory, known *catalogue.Catalogue) {
	for i := range inv.Components {
		c := &inv.Components[i]
		c.Technologies = nil
		for _, match := range known.Recognise(c) {
			c.Technologies = append(c.Technologies, match.Technology)
		}
	}
}

// addVacuity reports a scan that would pass because nothing was checked: manifests are there, and none could be read.
func addVacuity(inv *inventory.Inventory) {
	parsed := slices.ContainsFunc(inv.Manifests, func(m inventory.Manifest) bool { return m.Parsed })
	if len(inv.Manifests) > 0 && !parsed && len(inv.Components) == 0 {
		inv.Problems = append(inv.Problems, inventory.Problem{Message: "none of the manifests could be read, so nothing was checked: correct them"})
	}
	if len(inv.Manifests) > 0 {
		return
	}
	for _, o := range inv.Omitted {
		if o.Reason == source.Excluded {
			inv.Problems = append(inv.Problems, inventory.Problem{
				Message: "exclude leaves out every manifest, so nothing was checked: narrow exclude in .techcheck.toml or in the policy's settings",
			})
		}
	}
}

// except gives each violation its state, and tells where the exceptions stand.
func (r *Result) except(config Config, whole *inventory.Inventory) {
	exceptions := config.Exceptions
	if exceptions == nil {
		exceptions = &exception.Set{}
	}
	scope := &exception.Scope{
		Inventory: whole, Partial: config.Partial || config.TouchedOnly,
		Key: config.Catalogue.Key, VersionAs: config.Catalogue.VersionAs,
	}
	if config.Tree != nil {
		for _, u := range config.Tree.Unlisted {
			scope.Unread = append(scope.Unread, u.Path)
		}
	}
	for _, m := range whole.Manifests {
		if !m.Parsed {
			scope.Unread = append(scope.Unread, m.Path)
		}
	}
	r.Exceptions = exceptions.Review(r.Findings, scope)
	r.Problems = append(r.Problems, exceptions.Problems...)
}

// enforce says which violations fail the scan: by the policy's enforce, or the guideline's own, which tells new violations
// from those that were there before. Where nothing is compared, new is enforced as all. FailOn tightens this.
func (r *Result) enforce(config Config) {
	for i := range r.Findings {
		f := &r.Findings[i]
		switch {
		case f.State == finding.Excepted, f.Level == finding.Note:
		case f.Level == finding.Warning:
			f.Fails = config.FailOn == FailOnWarning
		default:
			enforce, ended := r.enforced(config, f)
			f.Fails = enforce == guideline.EnforceAll || enforce == guideline.EnforceNew && config.Baseline.reaches(f, ended)
		}
	}
}

// enforced says how strictly a violation is judged, and whether what tolerated it has ended.
func (r *Result) enforced(config Config, f *finding.Finding) (enforce guideline.Enforce, ended bool) {
	enforce, ended = r.Policy.Settings.Enforce, f.State == finding.Lapsed || f.State == finding.Rejected
	if g := r.Policy.Guideline(f.Guideline); g != nil {
		enforce = cmp.Or(g.Enforce, enforce)
		ended = ended || g.Until != "" && g.Until < r.AsOf
	}
	enforce = config.FailOn.tighten(enforce)
	if config.TouchedOnly && enforce == guideline.EnforceAll {
		enforce = guideline.EnforceNew
	}
	return enforce, ended
}

// narrow leaves what is about the manifests that the change touches: of a commit without a parent, everything.
func (r *Result) narrow(base *Baseline) {
	if base == nil {
		return
	}
	untouched := func(path string) bool { return path != "" && !base.Touched(path) }
	r.Findings = slices.DeleteFunc(r.Findings, func(f finding.Finding) bool { return untouched(f.Location.Path) })
	inv := *r.Inventory
	inv.Components = slices.DeleteFunc(slices.Clone(inv.Components), func(c inventory.Component) bool { return untouched(c.Location.Path) })
	inv.Manifests = slices.DeleteFunc(slices.Clone(inv.Manifests), func(m inventory.Manifest) bool { return untouched(m.Path) })
	inv.Unread = slices.DeleteFunc(slices.Clone(inv.Unread), func(u inventory.Unread) bool { return untouched(u.Path) })
	r.Inventory = &inv
	r.Problems = slices.DeleteFunc(r.Problems, func(p inventory.Problem) bool {
		p.Tolerated = false
		return untouched(p.Path) && slices.Contains(inv.Problems, p) // those of the policy stay
	})
}

// reaches tells whether a violation is the change's business where only new ones are enforced: it is new; or what tolerated
// it has ended, and the change touches its manifest or there is no change at all.
func (b *Baseline) reaches(f *finding.Finding, ended bool) bool {
	return b == nil || f.Introduced || ended && (b.Unchanged || b.Touched(f.Location.Path))
}

// Tolerant tells whether problems that the change did not bring leave the scan decided: unless the policy wants all of them
// mended. A run that changes nothing tolerates none.
func (b *Baseline) Tolerant(p *guideline.Policy) bool {
	return b != nil && !b.Unchanged && p.Settings.Unreadable != "all"
}

// tolerate marks the problems that the change did not bring. Of a manifest that it touches and of which nothing could be read,
// what it brings is not known.
func (b *Baseline) tolerate(p *guideline.Policy, now *inventory.Inventory) []inventory.Problem {
	problems := slices.Clone(now.Problems)
	if !b.Tolerant(p) {
		return problems
	}
	blind := map[string]bool{}
	for _, m := range now.Manifests {
		blind[m.Path] = !m.Parsed
	}
	for i := range problems {
		if path := problems[i].Path; path != "" {
			problems[i].Tolerated = !b.Touched(path) || b.Moved(path) || !blind[path] && slices.Contains(b.Inventory.Problems, problems[i])
		}
	}
	return problems
}

// quote adds the line that each finding points at.
func (r *Result) quote(read extractor.Reader) {
	var path string
	var data []byte
	var lines *inventory.Lines
	for i := range r.Findings {
		f := &r.Findings[i]
		if lines == nil || f.Location.Path != path {
			path = f.Location.Path
			data, _ = read(path, extractor.MaxSize) // a file that has gone meanwhile is not quoted
			lines = inventory.NewLines(data)
		}
		line := data[lines.Start(f.Location.Line):lines.Start(f.Location.Line+1)]
		f.Excerpt = strings.TrimRight(string(bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))), "\r\n")
	}
}

func (r *Result) summarise() {
	s := Summary{Unread: len(r.Inventory.Unread)}
	for _, m := range r.Inventory.Manifests {
		if m.Parsed {
			s.Manifests++
		} else {
			s.Unparsed++
		}
	}
	for i := range r.Inventory.Components {
		c := &r.Inventory.Components[i]
		if !c.Direct && finding.Level(r.Policy.Settings.Indirect) == finding.Ignore {
			s.Indirect++
			continue
		}
		s.Components++
		if c.PURL == "" {
			s.Unresolved++
		}
	}
	for i := range r.Findings {
		s.count(&r.Findings[i])
	}
	r.Summary = s
}

func (s *Summary) count(f *finding.Finding) {
	if f.Fails {
		s.Failing++
	}
	switch {
	case f.Level == finding.Warning:
		s.Warnings++
	case f.Level == finding.Note:
		s.Notes++
	case f.State == finding.Excepted:
		s.Violations++
		s.Excepted++
	default:
		s.Violations++
		s.NeedsReview++
	}
}
