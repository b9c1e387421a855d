package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/scan"
)

func inventoryCommand(p *program) *cobra.Command {
	var flags readFlags
	cmd := &cobra.Command{
		Use:   "inventory [PATH]",
		Short: "Say what is in use, and where",
		Long: `Reads the manifests of the repository at PATH (default: here) and lists the technologies and
components in use. The policy is read for its technologies and mirrors; nothing is judged.

Exit status: 0, or 2 if something could not be read.`,
		Example: "  techcheck inventory\n  techcheck inventory --all --format json services/api",
		Args:    atMostOnePath,
		RunE:    func(cmd *cobra.Command, args []string) error { return p.inventory(cmd.Context(), pathOf(args), &flags) },
	}
	flags.add(cmd, formatNames(report.InventoryFormats))
	return cmd
}

func (p *program) inventory(ctx context.Context, path string, flags *readFlags) error {
	outputs, err := parseFormats(flags.formats, report.InventoryFormats)
	if err != nil {
		return err
	}
	s, err := p.open(ctx, []string{path}, flags, false)
	if err != nil {
		return err
	}
	defer s.tree.Close()
	id, err := s.identify()
	if err != nil {
		return err
	}
	inv := report.Inventory{
		Inventory: s.inventory(ctx, s.tree),
		Policy:    s.judge.Policy, Catalogue: s.judge.Catalogue,
		Repository: id.name, Revision: id.revision,
	}
	if len(inv.Problems) > 0 {
		p.status = scan.Undecided
	}
	if err := report.Problems(p.Err, inv.Problems, report.Options{Color: colored(p.Err)}); err != nil {
		return err
	}
	return writeAll(p, outputs, inv)
}
