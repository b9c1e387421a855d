package cli

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/extractor/all"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/scan"
)

func scanCommand(p *program) *cobra.Command {
	var flags readFlags
	var asOf string
	cmd := &cobra.Command{
		Use:   "scan [PATH]",
		Short: "Say what needs an exception review",
		Long: `Reads the manifests of the repository at PATH (default: here), checks them against the policy
and says what needs an exception review.

Exit status: 0 nothing does, 1 something does, 2 techcheck could not decide.`,
		Example: "  techcheck scan\n  techcheck scan --policy ../technology-policy services/api\n  techcheck scan --format json=techcheck.json --format text",
		Args:    atMostOnePath,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.scan(cmd.Context(), pathOf(args), &flags, asOf)
		},
	}
	flags.add(cmd, names(report.Formats, func(f *report.Format) string { return f.Name }))
	cmd.Flags().StringVar(&asOf, "as-of", "", "judge as on this `day`, YYYY-MM-DD (default: today, anywhere on Earth)")
	return cmd
}

func (p *program) scan(ctx context.Context, path string, flags *readFlags, asOf string) error {
	outputs, err := parseOutputs(flags.formats, report.Formats[0].Name, report.ByName)
	if err != nil {
		return err
	}
	day := today()
	if asOf != "" {
		if day = guideline.Date(asOf); !day.Valid() {
			return usage("--as-of: %q is not a day: write it as 2026-12-31", asOf)
		}
	}
	s, err := p.open(ctx, path, flags, true)
	if err != nil {
		return err
	}
	defer s.tree.Close()
	id, err := s.identify()
	if err != nil {
		return err
	}
	result := scan.Run(ctx, scan.Config{
		Tree: s.tree, Formats: all.Formats,
		Policy: s.judge.Policy, Catalogue: s.judge.Catalogue, Judge: s.judge.Judge,
		Repository: id.name, Revision: id.revision, AsOf: day,
	})
	s.took("scanning")
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
