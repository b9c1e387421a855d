package cli

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/folder"
	"github.com/dna-group/techcheck/pkg/policyinit"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/policies"
)

func policyInitCommand(p *program) *cobra.Command {
	var from, name string
	cmd := &cobra.Command{
		Use:   "init DIR",
		Short: "Make a policy repository of your own",
		Long: `Makes a small policy in DIR/policy, and beside it the workflow, hook and CODEOWNERS of its repository.
It verifies, its tests pass, and it starts with enforce: observe, so that nothing fails. No file is
overwritten.

With --from, the policy's judgements are those of a table: CSV with a header that names the columns
technology and status and, if there are such, reason, owner, use instead, category, until, review and
link.
What is not recognised is named, and kept in TODO.md.`,
		Example: "  techcheck policy init technology-policy\n  techcheck policy init technology-policy --name acme/technology --from wiki.csv",
		Args:    exactlyOne("the folder to make", "techcheck policy init technology-policy"),
		RunE:    func(_ *cobra.Command, args []string) error { return p.initPolicy(args[0], from, name) },
	}
	cmd.Flags().Var((*nonEmpty)(&from), "from", "import a table: a CSV `file`")
	cmd.Flags().Var((*nonEmpty)(&name), "name", "the policy's `name`, as in acme/technology (default: that of DIR)")
	cmd.SetFlagErrorFunc(flagError)
	return cmd
}

func (p *program) initPolicy(dir, from, name string) error {
	path, err := filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("finding the folder %s: %w", dir, err)
	}
	tag, commit := origin(readBuild())
	options := policyinit.Options{
		Name: cmp.Or(name, filepath.Base(path)), Techcheck: cmp.Or(tag, commit, "latest"), Today: today(), Shipped: policies.Starter(),
	}
	if from != "" {
		if options.Imported, err = importTable(from); err != nil {
			return err
		}
	}
	files, err := policyinit.Files(options)
	if err != nil {
		return err
	}
	if err := folder.Create(dir, files); err != nil {
		return err
	}
	if options.Imported != nil {
		if err := report.Remarks(p.Err, options.Imported.Remarks, report.Options{Color: colored(p.Err)}); err != nil {
			return err
		}
	}
	written := make([]string, len(files))
	for i, f := range files {
		written[i] = filepath.Join(dir, filepath.FromSlash(f.Path))
	}
	return writing(report.Written(p.Out, written, nil, nextSteps(dir, options.Imported), report.Options{Color: colored(p.Out)}))
}

func importTable(path string) (*policyinit.Imported, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the table: %w: name a CSV file", err)
	}
	return policyinit.Import(filepath.Base(path), data, policies.Starter().Technologies)
}

// nextSteps are what the author of a new policy repository does next.
func nextSteps(dir string, imported *policyinit.Imported) []string {
	policy := filepath.Join(dir, policyinit.PolicyFolder)
	steps := []string{
		"techcheck policy verify " + policy,
		"techcheck policy test " + policy,
		"Replace OWNER-TO-SET in " + filepath.Join(dir, "CODEOWNERS") + ", and CONTACT-TO-SET in the policy.",
	}
	if imported != nil {
		steps = append(steps, fmt.Sprintf("Work through %s: %d of %d rows are judgements now, and %d things are to look at.",
			filepath.Join(dir, "TODO.md"), len(imported.Judgements), imported.Rows, len(imported.Remarks)))
	}
	return append(steps, "techcheck scan --policy "+policy+" shows what the policy says; nothing fails as long as it has enforce: observe.")
}
