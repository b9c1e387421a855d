package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/decisionlog"
	"github.com/dna-group/techcheck/pkg/policy"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/scan"
	"github.com/dna-group/techcheck/policies"
)

func policyVerifyCommand(p *program) *cobra.Command {
	var folder string
	var formats []string
	cmd := &cobra.Command{
		Use:   "verify [DIR]",
		Short: "Say everything that is wrong in a policy",
		Long: `Reads the policy in the folder DIR (default: the one that applies here) and says everything that
keeps it from loading, at once, each with its place and what to write instead. Then it asks that
tests see the sets of each guideline in Rego both non-empty and empty.

Exit status: 0, or 2 if anything is wrong.`,
		Example: "  techcheck policy verify\n  techcheck policy verify --format sarif=policy.sarif --format text policy",
		Args:    atMostOneFolder,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.verifyPolicy(cmd.Context(), args, folder, formats)
		},
	}
	addPolicyFolder(cmd, &folder)
	cmd.Flags().StringArrayVar(&formats, "format", nil, "write `NAME[=FILE]`, repeatable: "+formatNames(report.ProblemFormats)+" (default text)")
	return cmd
}

func (p *program) verifyPolicy(ctx context.Context, args []string, folder string, formats []string) error {
	outputs, err := parseFormats(formats, report.ProblemFormats)
	if err != nil {
		return err
	}
	dir, err := p.policyFolder(args, folder)
	if err != nil {
		return err
	}
	shipped := policies.Starter()
	read, problems, err := policy.AuditDir(ctx, dir, shipped)
	if err != nil {
		return err
	}
	v := report.Verification{Policy: read, OwnTechnologies: len(read.Technologies) - len(shipped.Technologies), Problems: problems}
	for _, due := range decisionlog.Reviews(read, today(), -1) {
		v.OverdueReviews += len(due.Reviews)
	}
	if len(problems) > 0 {
		p.status = scan.Undecided
	}
	return writeAll(p, outputs, v)
}
