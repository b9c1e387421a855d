package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/advice"
	"github.com/dna-group/techcheck/pkg/report"
)

func explainCommand(p *program) *cobra.Command {
	var flags askFlags
	cmd := &cobra.Command{
		Use:   "explain ID [PATH]",
		Short: "Explain a guideline, technology, decision, finding or exception",
		Long: `Tells in sentences what a guideline, a technology or a decision of the policy is, and where the
repository at PATH (default: here) uses it. A finding is named by its id in the json of scan, or as
GUIDELINE@PATH:LINE; then it also tells why the guideline applies, and how its level came to be.
Of an exception it tells what it covers, who decided and until when.

Exit status: 0, or 2 if nothing has that ID.`,
		Example: "  techcheck explain mongodb\n  techcheck explain D-0007\n  techcheck explain datastores/mongodb@services/api/go.mod:14",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("name what to explain, as in techcheck explain D-0007")
			}
			return atMostOnePath(nil, args[1:])
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.explain(cmd.Context(), args[0], pathOf(args[1:]), &flags)
		},
	}
	flags.add(cmd, formatNames(report.ExplanationFormats))
	return cmd
}

func (p *program) explain(ctx context.Context, id, path string, flags *askFlags) error {
	outputs, err := parseFormats(flags.formats, report.ExplanationFormats)
	if err != nil {
		return err
	}
	day, err := flags.day()
	if err != nil {
		return err
	}
	s, err := p.open(ctx, []string{path}, &readFlags{policy: flags.policy, trust: findTrusted("")}, false)
	if err != nil {
		return err
	}
	defer s.tree.Close()
	result, err := s.scan(ctx, &scanFlags{}, day)
	if err != nil {
		return err
	}
	if err := report.Problems(p.Err, result.Problems, report.Options{Color: colored(p.Err)}); err != nil {
		return err
	}
	explainer := &advice.Explainer{
		Advisor: s.advisor(result.Repository, day), Inventory: result.Inventory, Findings: result.Findings, Exceptions: result.Exceptions,
	}
	explanations, near := explainer.Explain(ctx, id)
	if len(explanations) == 0 {
		hint := ": techcheck inventory and techcheck decision list tell what there is"
		if len(near) > 0 {
			hint = ": did you mean " + strings.Join(near, ", ") + "?"
		}
		return fmt.Errorf("%q is no guideline, technology or decision of the policy, and no finding or exception here%s", id, hint)
	}
	return writeAll(p, outputs, explanations)
}
