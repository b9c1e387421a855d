package cli

import (
	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/scaffold"
)

func newDecisionCommand(p *program) *cobra.Command {
	var folder string
	var proposed bool
	var d scaffold.Decision
	cmd := &cobra.Command{
		Use:   "decision TITLE",
		Short: "Write a decision into the log",
		Long: `Writes decisions/NNNN-title.md with the next number into the policy that applies here: a decision
(MADR 4) whose text says what belongs where. Nothing is overwritten.

With --proposed it is one that is still discussed, and --forum says where. --from names what the
proposal wants to change: a guideline, and where it was found. A proposal is not an exception.`,
		Example: "  techcheck policy new decision \"One search engine\"\n" +
			"  techcheck policy new decision \"MongoDB for catalogues\" --proposed --forum \"#architecture\" --from datastores/mongodb@go.mod:14",
		Args: exactlyOne("the title in quotes", `techcheck policy new decision "One search engine"`),
		RunE: func(_ *cobra.Command, args []string) error {
			proposed = proposed || d.From != ""
			if proposed != (d.Forum != "") {
				return usage("a proposal needs --proposed and --forum, which says where it is discussed, as in --forum \"#architecture\"")
			}
			d.Title = args[0]
			return p.write(folder, func(f *scaffold.Folder) (scaffold.Draft, error) { return scaffold.NewDecision(f, d) })
		},
	}
	addPolicyFolder(cmd, &folder)
	cmd.Flags().BoolVar(&proposed, "proposed", false, "it is not decided yet")
	cmd.Flags().StringVar(&d.Forum, "forum", "", "`where` it is discussed while proposed")
	cmd.Flags().StringVar(&d.From, "from", "", "what it wants to change: `GUIDELINE[@PATH:LINE]`; implies --proposed")
	cmd.Flags().StringVar(&d.Summary, "summary", "", "one `sentence` that an executive understands")
	return cmd
}
