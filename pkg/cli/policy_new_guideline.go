package cli

import (
	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/scaffold"
)

func newGuidelineCommand(p *program) *cobra.Command {
	var folder string
	var rego bool
	var g scaffold.Guideline
	cmd := &cobra.Command{
		Use:   "guideline AREA/NAME",
		Short: "Write a guideline, as an entry or in Rego",
		Long: `Adds a judgement at the end of guidelines/AREA/choices.yaml of the policy that applies here, or with
--rego writes guidelines/AREA/NAME.rego and its test. What you do not say has a default: the owner,
the decision and the day of review are those of the area, else the first owner, the latest accepted
decision and a year from now. What is there already stays as it is.`,
		Example: "  techcheck policy new guideline datastores/redis --status disallowed --alternative postgresql --reason \"One store is enough.\"\n" +
			"  techcheck policy new guideline containers/no_root --rego",
		Args: exactlyOne("the guideline's id", "techcheck policy new guideline datastores/mongodb"),
		RunE: func(_ *cobra.Command, args []string) error {
			draft := scaffold.NewChoice
			if rego {
				draft = scaffold.NewRego
			}
			if rego && (g.Status != "" || g.Until != "") {
				return usage("--status and --until have no meaning with --rego, where the rule says what is wrong: leave them out")
			}
			g.ID = args[0]
			return p.write(folder, func(f *scaffold.Folder) (scaffold.Draft, error) { return draft(f, g) })
		},
	}
	addPolicyFolder(cmd, &folder)
	flags := cmd.Flags()
	flags.BoolVar(&rego, "rego", false, "write it in Rego, for what data cannot say")
	flags.StringVar(&g.Status, "status", "", "the `status`: approved, trial, hold, disallowed (default hold)")
	flags.StringVar(&g.Technology, "technology", "", "the `id` of the technology judged (default NAME)")
	flags.StringVar(&g.Versions, "versions", "", "only these versions, as in `<17`")
	flags.StringVar(&g.Reason, "reason", "", "why, in a `sentence`")
	flags.StringArrayVar(&g.Alternatives, "alternative", nil, "the `id` of a technology to use instead, repeatable")
	flags.StringVar((*string)(&g.Until), "until", "", "the last `day` on which it is tolerated or supported, YYYY-MM-DD")
	flags.StringVar(&g.Owner, "owner", "", "the `id` of its owner")
	flags.StringVar(&g.Decision, "decision", "", "the `decision` that it rests on, as in D-0007")
	flags.StringVar((*string)(&g.ReviewBy), "review-by", "", "the `day` by which it is reviewed, YYYY-MM-DD")
	return cmd
}
