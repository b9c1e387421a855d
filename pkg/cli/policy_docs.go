package cli

import (
	"context"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/folder"
	"github.com/dna-group/techcheck/pkg/policydoc"
)

func policyDocsCommand(p *program) *cobra.Command {
	var flags readFlags
	cmd := &cobra.Command{
		Use:   "docs DIR",
		Short: "Write a policy as pages in Markdown",
		Long: `Writes the policy that applies here as Markdown into the folder DIR: an index of what to use for what,
what is being decided and what is ruled out, and a page for each guideline and each decision.

DIR holds these pages and nothing else: what an earlier run wrote is replaced or removed. A folder
with any other file in it is refused.`,
		Example: "  techcheck policy docs docs/technology --policy policy",
		Args:    exactlyOne("the folder to write", "techcheck policy docs docs/technology"),
		RunE:    func(cmd *cobra.Command, args []string) error { return p.policyDocs(cmd.Context(), args[0], &flags) },
	}
	addPolicy(cmd, &flags.policy)
	cmd.SetFlagErrorFunc(flagError)
	return cmd
}

func (p *program) policyDocs(ctx context.Context, dir string, flags *readFlags) error {
	s, err := p.openPolicy(ctx, flags)
	if err != nil {
		return err
	}
	defer s.tree.Close()
	name, err := s.policyName(flags.policy, false)
	if err != nil {
		return err
	}
	var source fs.FS // of decisions, whose text the starter does not ship
	if name != starter {
		source = os.DirFS(name)
	}
	pages, err := policydoc.Pages(s.judge.Policy, source)
	if err != nil {
		return err
	}
	removed, err := folder.Replace(dir, policydoc.Marker, pages)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.Out, "wrote %d pages into %q, removed %d that are no longer made\n", len(pages), dir, len(removed))
	return writing(err)
}
