package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/advice"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/naming"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/scan"
)

func checkCommand(p *program) *cobra.Command {
	var flags askFlags
	cmd := &cobra.Command{
		Use:   "check NAME|PURL|ECOSYSTEM:NAME|CATEGORY…",
		Short: "Say whether something may be used, before it is added",
		Long: `Says what the policy says of a new use of a technology, a package, an image, or of all
technologies for some purpose; why, what to use instead, and whom to ask.

Exit status: 0 everything may be used or nobody has decided on it, 1 something needs an
exception review, 2 techcheck could not answer.`,
		Example: "  techcheck check mongodb\n  techcheck check npm:mongoose docker:mongo:7 pkg:pypi/pymongo\n  techcheck check \"message queue\"",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("name what you want to use, as in techcheck check mongodb")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return p.check(cmd.Context(), args, &flags) },
	}
	flags.add(cmd, formatNames(report.AnswerFormats))
	return cmd
}

func (p *program) check(ctx context.Context, asked []string, flags *askFlags) error {
	outputs, err := parseFormats(flags.formats, report.AnswerFormats)
	if err != nil {
		return err
	}
	day, err := flags.day()
	if err != nil {
		return err
	}
	s, err := p.openPolicy(ctx, &readFlags{policy: flags.policy})
	if err != nil {
		return err
	}
	defer s.tree.Close()
	id, err := s.identity(ctx)
	if err != nil {
		return err
	}
	answers := report.Answers{
		Advice: s.advisor(id.name, day).Ask(ctx, asked), Policy: s.judge.Policy, Repository: id.name, AsOf: day,
	}
	p.status = scan.Exit(answers.Exit())
	if err := report.Problems(p.Err, answers.Problems, report.Options{Color: colored(p.Err)}); err != nil {
		return err
	}
	return writeAll(p, outputs, answers)
}

// advisor answers by the session's policy.
func (s *session) advisor(repository string, day guideline.Date) *advice.Advisor {
	return &advice.Advisor{
		Policy: s.judge.Policy, Catalogue: s.judge.Catalogue, Names: naming.New(s.judge.Policy.Technologies),
		Repository: repository, AsOf: day, Judge: s.judge.Judge, Applying: s.judge.Applying,
	}
}
