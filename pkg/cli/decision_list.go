package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/decisionlog"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/report"
)

func decisionListCommand(p *program) *cobra.Command {
	var flags askFlags
	var filter decisionlog.Filter
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List decisions, and what rests on them",
		Long: `Lists the decisions of the policy that applies here. Owners and areas are those of the guidelines
that rest on a decision.`,
		Example: "  techcheck decision list\n  techcheck decision list --status proposed\n  techcheck decision list --area datastores --format json",
		Args:    noArguments,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.listDecisions(cmd.Context(), &flags, filter) },
	}
	flags.add(cmd, formatNames(report.DecisionsFormats))
	cmd.Flags().StringVar(&filter.Status, "status", "", "only decisions with this `status`: "+strings.Join(decisionlog.Statuses, ", "))
	cmd.Flags().StringVar(&filter.Owner, "owner", "", "only decisions with a guideline of this `owner`")
	cmd.Flags().StringVar(&filter.Area, "area", "", "only decisions with a guideline of this `area`")
	cmd.Flags().BoolVar(&filter.Overdue, "overdue", false, "only decisions whose review is overdue")
	return cmd
}

func (p *program) listDecisions(ctx context.Context, flags *askFlags, filter decisionlog.Filter) error {
	outputs, err := parseFormats(flags.formats, report.DecisionsFormats)
	if err != nil {
		return err
	}
	log, day, err := p.openLog(ctx, flags)
	if err != nil {
		return err
	}
	entries, err := decisionlog.List(log, day, filter)
	if err != nil {
		return &usageError{err}
	}
	return writeAll(p, outputs, report.Decisions{Policy: log, AsOf: day, Entries: entries})
}

// openLog opens the policy that applies here, and reads the date.
func (p *program) openLog(ctx context.Context, flags *askFlags) (*guideline.Policy, guideline.Date, error) {
	day, err := flags.day()
	if err != nil {
		return nil, "", err
	}
	s, err := p.openPolicy(ctx, &readFlags{policy: flags.policy})
	if err != nil {
		return nil, "", err
	}
	return s.judge.Policy, day, s.tree.Close()
}
