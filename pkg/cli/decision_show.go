package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/decisionlog"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/scan"
)

func decisionShowCommand(p *program) *cobra.Command {
	var flags askFlags
	cmd := &cobra.Command{
		Use:   "show ID [PATH]",
		Short: "Show a decision in full, and where it matters here",
		Long: `Shows the decision ID (D-0007, or just 7): who decided it, was consulted and informed, what it
replaced, the guidelines that rest on it, and where the repository at PATH (default: here) uses
what they are about.

Exit status: 0, or 2 if there is no such decision or something could not be read.`,
		Example: "  techcheck decision show 7\n  techcheck decision show D-0007 ../billing --format json",
		Args:    oneDecision,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.showDecision(cmd.Context(), args[0], pathOf(args[1:]), &flags)
		},
	}
	flags.add(cmd, formatNames(report.DecisionFormats))
	return cmd
}

func oneDecision(_ *cobra.Command, args []string) error {
	if len(args) == 0 || len(args) > 2 {
		return usage("name one decision, and one PATH at most: techcheck decision show D-0007")
	}
	return nil
}

func (p *program) showDecision(ctx context.Context, id, path string, flags *askFlags) error {
	outputs, err := parseFormats(flags.formats, report.DecisionFormats)
	if err != nil {
		return err
	}
	day, err := flags.day()
	if err != nil {
		return err
	}
	s, err := p.open(ctx, []string{path}, &readFlags{policy: flags.policy}, false)
	if err != nil {
		return err
	}
	defer s.tree.Close()
	shown, err := decisionlog.Find(s.judge.Policy, id)
	if err != nil {
		return err
	}
	config, err := s.config(day)
	if err != nil {
		return err
	}
	result := scan.Run(ctx, config)
	record := decisionlog.Show(s.judge.Policy, shown, day, decisionlog.Facts{
		Inventory: result.Inventory, Findings: result.Findings, Applying: s.judge.Applying,
	})
	if len(result.Problems) > 0 {
		p.status = scan.Undecided
	}
	if err := report.Problems(p.Err, result.Problems, report.Options{Color: colored(p.Err)}); err != nil {
		return err
	}
	return writeAll(p, outputs, report.Decision{
		Record: record, Policy: s.judge.Policy, AsOf: day, Repository: config.Repository, Inventory: result.Inventory, Problems: result.Problems,
	})
}
