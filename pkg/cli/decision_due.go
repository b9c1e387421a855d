package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/decisionlog"
	"github.com/dna-group/techcheck/pkg/report"
)

func decisionDueCommand(p *program) *cobra.Command {
	var flags askFlags
	var within string
	cmd := &cobra.Command{
		Use:   "due",
		Short: "Say what is to be reviewed, and by whom",
		Long: `Lists the decisions and guidelines of the policy that applies here whose review is overdue or due
soon, by owner. A decision is reviewed by the owner of most guidelines on it.

Exit status: 0, also if reviews are overdue; 2 if the policy does not load.`,
		Example: "  techcheck decision due\n  techcheck decision due --within 0d\n  techcheck decision due --as-of 2027-01-01 --format json",
		Args:    noArguments,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.dueReviews(cmd.Context(), &flags, within) },
	}
	flags.add(cmd, formatNames(report.DueFormats))
	cmd.Flags().StringVar(&within, "within", "90d", "how many `days` ahead")
	return cmd
}

func (p *program) dueReviews(ctx context.Context, flags *askFlags, within string) error {
	outputs, err := parseFormats(flags.formats, report.DueFormats)
	if err != nil {
		return err
	}
	days, err := daysOf("--within", within)
	if err != nil {
		return err
	}
	log, day, err := p.openLog(ctx, flags)
	if err != nil {
		return err
	}
	return writeAll(p, outputs, report.Due{Policy: log, AsOf: day, Within: days, Owners: decisionlog.Reviews(log, day, days)})
}
