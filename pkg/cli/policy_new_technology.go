package cli

import (
	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/scaffold"
)

func newTechnologyCommand(p *program) *cobra.Command {
	var folder string
	var t scaffold.Technology
	cmd := &cobra.Command{
		Use:   "technology ID",
		Short: "Write how to recognise a technology",
		Long: `Adds a technology that techcheck does not know at the end of technologies/CATEGORY.yaml of the policy
that applies here. Patterns are package URLs without version: * stays within a segment, ** crosses
segments. What is there already stays as it is.`,
		Example: "  techcheck policy new technology acme-db --name AcmeDB --category datastore --identified-by pkg:npm/@acme/db --identified-by pkg:docker/acme/db",
		Args:    exactlyOne("the technology's id", "techcheck policy new technology acme-db …"),
		RunE: func(_ *cobra.Command, args []string) error {
			if t.Name == "" || t.Category == "" || len(t.IdentifiedBy) == 0 {
				return usage("a technology needs --name, --category and --identified-by, as in --name AcmeDB --category datastore --identified-by pkg:npm/@acme/db")
			}
			t.ID = args[0]
			return p.write(folder, func(f *scaffold.Folder) (scaffold.Draft, error) { return scaffold.NewTechnology(f, t) })
		},
	}
	addPolicyFolder(cmd, &folder)
	cmd.Flags().StringVar(&t.Name, "name", "", "the `name` that people know")
	cmd.Flags().StringVar(&t.Category, "category", "", "what sort of technology it is, as in `datastore`")
	cmd.Flags().StringArrayVar(&t.IdentifiedBy, "identified-by", nil, "a `purl` pattern that recognises it, repeatable")
	return cmd
}
