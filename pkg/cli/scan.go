package cli

import (
	"context"
	"io"
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
		Use:   "scan [PATH]",
		Short: "Say what needs an exception review",
		Long: `Reads the manifests of the repository at PATH (default: here), checks them against the policy
and says what needs an exception review, and what of it is new: compared with the target branch.

Exit status: 0 nothing does, 1 something does, 2 techcheck could not decide.`,
		Example: "  techcheck scan\n  techcheck scan --policy ../technology-policy services/api\n  techcheck scan --format json=techcheck.json --format text",
		Args:    atMostOnePath,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.scan(cmd.Context(), pathOf(args), &flags)
		},
	}
	flags.add(cmd, names(report.Formats, func(f *report.Format) string { return f.Name }))
	addAsOf(cmd, &flags.asOf)
	cmd.Flags().BoolVar(&flags.staged, "staged", false, "judge what is staged against HEAD, and report the changed manifests only: for a hook")
	cmd.Flags().StringVar(&flags.base, "base", "", "compare with this `revision`, or with none (default: what CI says, else origin/HEAD)")
	cmd.Flags().StringVar(&flags.failOn, "fail-on", "", "fail on more than the policy enforces: `new`, all, or warning")
	return cmd
}

// scanFlags are the flags of scan.
type scanFlags struct {
	readFlags
	asOf   string
	base   string
	failOn string
}

// complete checks the flags, and adds what they leave to CI and git.
func (f *scanFlags) complete() error {
	if on := scan.FailOn(f.failOn); on != "" && !slices.Contains(scan.FailOns, on) {
		return usage("--fail-on: write new, all or warning, not %q", f.failOn)
	}
	if f.staged && f.base != "" {
		return usage("--staged compares with HEAD: it goes without --base")
	}
	f.target, f.trust = findTarget(f.base), findTrusted(f.base)
	if f.staged {
		f.target = &target{revision: source.Head, exact: true}
	}
	return nil
}

func (p *program) scan(ctx context.Context, path string, flags *scanFlags) error {
	outputs, err := parseOutputs(flags.formats, report.Formats[0].Name, report.ByName)
	if err != nil {
		return err
	}
	day, err := dayOf(flags.asOf)
	if err != nil {
		return err
	}
	if err := flags.complete(); err != nil {
		return err
	}
	s, err := p.open(ctx, path, &flags.readFlags, flags.staged || env("CI") != "")
	if err != nil || s == nil {
		return err
	}
	defer s.tree.Close()
	result, err := s.scan(ctx, flags, day)
	if err != nil {
		return err
	}
	p.status = result.Exit()
	if err := report.Problems(p.Err, result.Problems, report.Options{Color: colored(p.Err)}); err != nil {
		return err
	}
	for _, o := range outputs {
		if err := o.write(p, func(f *report.Format, w io.Writer, options report.Options) error { return f.Write(w, result, options) }); err != nil {
			return err
		}
	}
	s.took("reporting")
	return nil
}

// scan scans the session's repository and compares it as the flags say.
func (s *session) scan(ctx context.Context, flags *scanFlags, day guideline.Date) (*scan.Result, error) {
	config, err := s.config(day)
	if err != nil {
		return nil, err
	}
	config.FailOn = scan.FailOn(flags.failOn)
	config.TouchedOnly, config.Partial = flags.staged, s.tree.Prefix != ""
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
