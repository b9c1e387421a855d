package cli

import (
	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/scaffold"
)

func newDecisionCommand(p *program) *cobra.Command {
	var folder string
	var d scaffold.Decision
	cmd := &cobra.Command{
		Use:   "decision TITLE",
		Short: "Write a decision into the log",
		Long: `Writes decisions/NNNN-title.md with the next number into the policy that applies here: a decision
(MADR 4) whose text says what belongs where. Nothing is overwritten.

It is proposed: --forum says where it is discussed, and --from what it wants to change: a guideline,
and where it was found. A proposal is not an exception. One that is decided already is --accepted.`,
		Example: "  techcheck policy new decision \"MongoDB for catalogues\" --forum \"#architecture\" --from datastores/mongodb@go.mod:14\n" +
			"  techcheck policy new decision \"One search engine\" --accepted --summary \"We run one search engine: OpenSearch.\"",
		Args: exactlyOne("the title in quotes", `techcheck policy new decision "One search engine"`),
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case d.Accepted && d.Summary == "":
				return usage("--accepted needs --summary: one sentence that an executive understands")
			case d.Accepted && (d.Forum != "" || d.From != ""):
				return usage("--forum and --from are for a proposal: leave them out, or --accepted")
			}
			d.Title = args[0]
			return p.write(folder, func(f *scaffold.Folder) (scaffold.Draft, error) { return scaffold.NewDecision(f, d) })
		},
	}
	addPolicyFolder(cmd, &folder)
	cmd.Flags().BoolVar(&d.Accepted, "accepted", false, "it is decided already")
	cmd.Flags().StringVar(&d.Summary, "summary", "", "one `sentence` that an executive understands")
	cmd.Flags().StringVar(&d.Forum, "forum", "", "`where` it is discussed")
	cmd.Flags().StringVar(&d.From, "from", "", "what it wants to change: `GUIDELINE[@PATH:LINE]`")
	return cmd
}
