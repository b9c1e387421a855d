package cli

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/scan"
	"github.com/dna-group/techcheck/pkg/source"
)

func scanCommand(p *program) *cobra.Command {
	var flags scanFlags
	cmd := &cobra.Command{
		Use:   "scan [PATH|FILE…]",
		Short: "Say what needs an exception review",
		Long: `Reads the manifests of the repository at PATH (default: here), checks them against the policy
and says what needs an exception review, and what of it is new: compared with the target branch.

Of several files and folders, only those are judged; what they resolve from, as lock files, is read beside
them. A FILE that is excluded, or that no format reads, is left out and counted, as hooks hand over what they
find. A folder that is named is never left out.

Of the findings, --show tells what fails the scan (failing), what the change introduces (new), violations,
what no exception covers (open), or all. Neither the verdict nor other formats than text and concise change.

Exit status: 0 nothing does, 1 something does, 2 techcheck could not decide.`,
		Example: "  techcheck scan\n  techcheck scan --policy ../technology-policy/policy services/api\n  techcheck scan --format json=techcheck.json --format text",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := flags.check(args); err != nil {
				return err
			}
			return p.scan(cmd.Context(), pathsOf(args), &flags)
		},
	}
	flags.add(cmd, formatNames(report.Formats))
	addAsOf(cmd, &flags.asOf)
	cmd.Flags().BoolVar(&flags.staged, "staged", false, "judge what is staged against HEAD, and report the changed manifests only: for a hook")
	cmd.Flags().Var((*nonEmpty)(&flags.buffer), "stdin-filename", "judge what is on standard input as the content of the file `NAME`: for an editor")
	cmd.Flags().Var((*nonEmpty)(&flags.base), "base", "compare with this `revision`, or with none (default: what CI says, else origin/HEAD)")
	cmd.Flags().StringVar(&flags.failOn, "fail-on", "", "fail on more than the policy enforces: `new`, all, or warning")
	cmd.Flags().Var(&shown{&flags.report.Show}, "show", "text, concise: the `findings` to tell: "+names(report.Shows, func(s *report.Show) string { return s.Name })+" (default open)")
	cmd.Flags().BoolVarP(&flags.report.Quiet, "quiet", "q", false, "text, concise: tell findings, by default violations, and nothing if there are none")
	cmd.Flags().Var((*suppressed)(&flags.report.KeepSuppressed), "sarif-suppressed", "sarif: `omit` what an exception covers, as code scanning ignores that it is suppressed; or keep it")
	return cmd
}

// scanFlags are the flags of scan.
type scanFlags struct {
	readFlags
	asOf   string
	base   string
	failOn string
	hook   bool // it is a hook that scans: a courtesy, which reports the changed manifests only
	report report.Options
}

// complete adds to the flags what they leave to CI and git. A hook that pre-commit runs before a push, or of two commits, is about what
// is committed already: nothing of that is staged.
func (f *scanFlags) complete() {
	f.target, f.trust, f.hook = findTarget(f.base), findTrusted(f.base), f.staged
	if f.staged && env("PRE_COMMIT_FROM_REF") != "" && env("PRE_COMMIT_TO_REF") != "" {
		f.staged, f.rev = false, env("PRE_COMMIT_TO_REF")
	}
	if f.staged {
		f.target = &target{revision: source.Head, exact: true, merging: true}
	}
}

func (p *program) scan(ctx context.Context, paths []string, flags *scanFlags) error {
	outputs, err := parseFormats(flags.formats, report.Formats)
	if err != nil {
		return err
	}
	day, err := dayOf(flags.asOf)
	if err != nil {
		return err
	}
	flags.complete()
	done := p.progress("Scanning …", flags.verbose)
	defer done()
	s, err := p.open(ctx, paths, &flags.readFlags, flags.hook || env("CI") != "")
	if err != nil || s == nil {
		return err
	}
	defer s.tree.Close()
	result, err := s.scan(ctx, flags, day)
	if err != nil {
		return err
	}
	done()
	err = p.tell(result, outputs, flags.report)
	s.took("reporting")
	return err
}

// check refuses flags that have no meaning, or none together.
func (f *scanFlags) check(paths []string) error {
	on := scan.FailOn(f.failOn)
	switch {
	case on != "" && !slices.Contains(scan.FailOns, on):
		return usage("--fail-on: write new, all or warning, not %q", f.failOn)
	case f.buffer != "" && (len(paths) > 0 || f.staged || f.rev != "" || f.all):
		return usage("--stdin-filename judges one file of the work tree: it goes without PATH, --staged, --rev and --all")
	case f.staged && f.base != "":
		return usage("--staged compares with HEAD: it goes without --base")
	}
	return source.CheckRevision(f.base)
}

// scan scans the session's repository and compares it as the flags say.
func (s *session) scan(ctx context.Context, flags *scanFlags, day guideline.Date) (*scan.Result, error) {
	config, err := s.config(day)
	if err != nil {
		return nil, err
	}
	config.FailOn = scan.FailOn(flags.failOn)
	config.TouchedOnly, config.Partial = flags.hook, len(s.tree.Within) > 0
	if config.Baseline, config.Uncompared, err = s.baseline(ctx); err != nil {
		return nil, err
	}
	id, err := s.identify()
	if err != nil {
		return nil, err
	}
	if config.Trusted, err = s.trusted(id); err != nil {
		return nil, err
	}
	if config.Exceptions, err = s.exceptions(ctx, config.Trusted, config.Baseline, s.rules(config.Repository, day)); err != nil {
		return nil, err
	}
	result := scan.Run(ctx, config)
	s.took("scanning")
	return result, nil
}
