package cli

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/exceptionfile"
	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/scan"
)

// requestFlags are the flags of exception request.
type requestFlags struct {
	policy string
	base   string
	at     string
	until  string
	branch string
	wanted exceptionfile.Wanted
	ask    exceptionfile.Ask
}

func exceptionRequestCommand(p *program) *cobra.Command {
	var f requestFlags
	cmd := &cobra.Command{
		Use:   "request GUIDELINE",
		Short: "Ask for an exception",
		Long: `Writes the file of an exception for exactly what violates the guideline in the repository that you
are in: the package, its manifest and its current major version, or the technology where the
guideline is about the repository. On a terminal it asks for what is missing. Standard output gets
the text to show to those who decide, in Markdown. With --branch the file is committed alone on a
branch of its own.

Exit status: 0, or 2 if there is nothing to ask for, or something is missing.`,
		Example: "  techcheck exception request datastores/mongodb --at services/api/go.mod:14 --by payments --reason \"Migration in Q2.\"\n" +
			"  techcheck exception request datastores/mongodb --component pkg:npm/mongoose --by payments --reason \"Until Q2.\" --until 2027-05-31 --branch",
		Args: exactlyOne("the guideline's id", "techcheck exception request datastores/mongodb --at go.mod:14"),
		RunE: func(cmd *cobra.Command, args []string) error {
			f.wanted.Guideline = args[0]
			return p.requestException(cmd.Context(), &f)
		},
	}
	addPolicy(cmd, &f.policy)
	flags := cmd.Flags()
	flags.Var((*nonEmpty)(&f.at), "at", "the finding's place: `PATH[:LINE]`, from the repository's root or from here")
	flags.Var((*nonEmpty)(&f.wanted.Component), "component", "the component: a `purl`, as in pkg:npm/mongoose")
	flags.Var((*nonEmpty)(&f.wanted.Technology), "technology", "the `id` of the technology")
	flags.StringVar(&f.ask.Reason, "reason", "", "why it is needed, in a `sentence`")
	flags.StringVar(&f.ask.By, "by", "", "`who` asks: a team, or a person")
	flags.StringVar(&f.until, "until", "", fmt.Sprintf("the last `day`, YYYY-MM-DD, or 90d for so many days (default %dd)", exceptionfile.DefaultDays))
	flags.StringVar(&f.ask.Ticket, "ticket", "", "the `ticket` where the way out is planned")
	flags.StringArrayVar(&f.ask.Paths, "paths", nil, "cover these paths in place of the manifest: a `glob`, repeatable")
	flags.StringVar(&f.ask.Versions, "versions", "", "cover this `range` in place of the current major version, as in <2")
	flags.Var((*nonEmpty)(&f.ask.ID), "id", "the exception's `id` (default: technology, repository and day)")
	addBase(cmd, &f.base)
	addBranch(cmd, &f.branch)
	return cmd
}

func (p *program) requestException(ctx context.Context, flags *requestFlags) error {
	_, here, err := rootHere()
	if err != nil {
		return err
	}
	s, result, err := p.scanForExceptions(ctx, flags.policy, flags.base, today())
	if err != nil {
		return err
	}
	defer s.tree.Close()
	subjects, err := s.subjects(result, flags, here)
	if err != nil { // it may be in what could not be read
		return cmp.Or(report.Problems(p.Err, result.Problems, report.Options{Color: colored(p.Err)}), err)
	}
	f, err := s.exceptionFolder(ctx)
	if err != nil {
		return err
	}
	defer f.close()
	taken, err := f.takenIDs(ctx, result.Trusted.Commit)
	if err != nil {
		return err
	}
	flags.ask.On = localDay()
	if err := s.canBranch(ctx, f, flags.branch, s.newID(result, subjects[0], &flags.ask, taken)); err != nil {
		return err
	}
	if err := flags.complete(ctx, p, s, subjects); err != nil {
		return err
	}
	requests, err := s.requests(result, subjects, &flags.ask, taken)
	if err != nil {
		return err
	}
	return s.file(ctx, f, requests, s.rules(result.Repository, today()), flags.branch)
}

// subjects are what an exception is asked for: what is found, and what no exception covers or asks for already.
func (s *session) subjects(r *scan.Result, flags *requestFlags, here string) ([]exceptionfile.Subject, error) {
	choose := func(at string) (subjects []exceptionfile.Subject, err error) {
		flags.wanted.Path, flags.wanted.Line = placeOf(at)
		return exceptionfile.Choose(r.Policy, r.Findings, flags.wanted, s.judge.Catalogue.Key)
	}
	subjects, err := choose(flags.at)
	if err != nil && flags.at != "" && here != "." { // a path may be written as from the working directory
		if near, nearErr := choose(path.Join(here, filepath.ToSlash(flags.at))); nearErr == nil {
			subjects, err = near, nil
		}
	}
	if err != nil {
		return nil, err
	}
	for _, subject := range subjects {
		if err := known(r, &subject[0]); err != nil {
			return nil, err
		}
	}
	if len(subjects) > 1 && flags.ask.ID != "" {
		return nil, usage("--id names one exception, and %d things are found there: leave it out, or name one by --component", len(subjects))
	}
	return subjects, nil
}

// known says that an exception for a finding is there, or is asked for.
func known(r *scan.Result, f *finding.Finding) error {
	owner := r.Policy.Owner(r.Policy.Guideline(f.Guideline).Owner)
	elsewhere := r.Policy.Settings.Exceptions.Trust == "register" && f.Exception != "" && r.Exception(f).Draft // where nobody looks for it
	switch {
	case f.State == finding.Excepted:
		return fmt.Errorf("%s excepts it already: techcheck exception list tells until when", f.Exception)
	case f.State == finding.UnderReview && !elsewhere:
		return fmt.Errorf("%s asks for it already: ask %s, %s, to decide on it", f.Exception, owner.Name, owner.Contact)
	case f.State == finding.Lapsed:
		return fmt.Errorf("%s has lapsed: techcheck exception renew %s asks for it again, and counts that", f.Exception, f.Exception)
	}
	return nil
}

var lineAndColumn = regexp.MustCompile(`^(.+?):(\d+)(?::\d+)?$`)

// placeOf takes PATH[:LINE[:COLUMN]] apart, as reports write it.
func placeOf(at string) (name string, line int) {
	if at == "" {
		return "", 0
	}
	name = filepath.ToSlash(at)
	if m := lineAndColumn.FindStringSubmatch(name); m != nil {
		name = m[1]
		line, _ = strconv.Atoi(m[2])
	}
	return path.Clean(name), line
}

// requests drafts an exception for each subject, and holds that it covers it.
func (s *session) requests(r *scan.Result, subjects []exceptionfile.Subject, ask *exceptionfile.Ask, taken []string) ([]report.Request, error) {
	scope := s.scope(r)
	var requests []report.Request
	for _, subject := range subjects {
		e, err := scope.Request(subject, ask)
		if err != nil {
			return nil, err
		}
		e.ID = s.newID(r, subject, ask, taken)
		taken = append(taken, e.ID)
		if err := s.holds(e, subject, r); err != nil {
			return nil, err
		}
		requests = append(requests, report.Request{Exception: e, Policy: r.Policy, Repository: r.Repository, Findings: subject})
	}
	return requests, nil
}

// scope is what drafts an exception for what is found.
func (s *session) scope(r *scan.Result) *exceptionfile.Scope {
	return &exceptionfile.Scope{
		Policy: r.Policy, Repository: r.Repository, Folder: filepath.Base(s.tree.Root), Key: s.judge.Catalogue.Key, VersionAs: s.judge.Catalogue.VersionAs,
	}
}

// newID is the id of an exception that is asked for.
func (s *session) newID(r *scan.Result, subject exceptionfile.Subject, ask *exceptionfile.Ask, taken []string) string {
	return s.scope(r).ID(subject, ask, func(id string) bool { return slices.Contains(taken, id) })
}

// holds tells whether a request covers what it is asked for, by the review that every scan makes.
func (s *session) holds(e *exception.Exception, subject exceptionfile.Subject, r *scan.Result) error {
	file := exception.File{Path: e.ID + ".toml", Data: []byte(exceptionfile.Text(e))}
	set := exception.Load(&exception.Sources{Present: []exception.File{file}}, s.rules(r.Repository, today()))
	if len(set.All) == 0 {
		return nil // it is not sound, which is told where it is filed
	}
	findings := slices.Clone(subject)
	for i := range findings {
		findings[i].Level, findings[i].Exception = finding.Error, ""
	}
	set.Review(findings, &exception.Scope{Inventory: r.Inventory, Partial: true, Key: s.judge.Catalogue.Key, VersionAs: s.judge.Catalogue.VersionAs})
	for i := range findings {
		if f := &findings[i]; f.Exception != e.ID {
			return fmt.Errorf("with these --paths or --versions it would not cover %s:%d: correct them, or leave them out", f.Location.Path, f.Location.Line)
		}
	}
	return nil
}
