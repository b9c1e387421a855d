package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/scan"
)

// verifyFlags are the flags of exception verify.
type verifyFlags struct {
	policy string
	staged bool
}

func exceptionVerifyCommand(p *program) *cobra.Command {
	var f verifyFlags
	cmd := &cobra.Command{
		Use:   "verify [FILE…]",
		Short: "Say everything that is wrong with exceptions",
		Long: `Reads the files of exceptions as they are here (FILE: only these) and says everything that is wrong
with them, each with its place and what to write instead. Guidelines that do not exist and files of a
register that cannot be read, which a scan only mentions, are errors here. Nothing is scanned.

Exit status: 0, or 2 if anything is wrong.`,
		Example: "  techcheck exception verify\n  techcheck exception verify --staged\n  techcheck exception verify .techcheck/exceptions/mongodb-billing-20261122.toml",
		RunE:    func(cmd *cobra.Command, args []string) error { return p.verifyExceptions(cmd.Context(), args, &f) },
	}
	addPolicy(cmd, &f.policy)
	cmd.Flags().BoolVar(&f.staged, "staged", false, "verify what is staged, for a hook")
	return cmd
}

func (p *program) verifyExceptions(ctx context.Context, named []string, flags *verifyFlags) error {
	s, f, rules, err := p.openExceptions(ctx, &readFlags{policy: flags.policy, staged: flags.staged})
	if err != nil {
		return err
	}
	defer s.tree.Close()
	defer f.close()
	files, err := f.named(named)
	if err != nil {
		return err
	}
	var approvers []byte
	if s.judge.Policy.Settings.Exceptions.Trust == "signature" {
		if approvers, err = s.judge.Approvers(); err != nil {
			return err
		}
	}
	problems := exception.Audit(files, approvers, rules)
	for i := range problems {
		problems[i].Path = f.shown(problems[i].Path)
	}
	if len(problems) > 0 {
		p.status = scan.Undecided
	}
	if err := report.Problems(p.Err, problems, report.Options{Color: colored(p.Err)}); err != nil {
		return err
	}
	return writing(report.Audited(p.Out, len(files), problems, report.Options{Color: colored(p.Out)}))
}

// named picks the files that arguments name; all without any.
func (f *exceptionFolder) named(arguments []string) ([]exception.File, error) {
	if len(arguments) == 0 {
		return f.files, nil
	}
	var files []exception.File
	for _, argument := range arguments {
		name := filepath.ToSlash(filepath.Clean(argument))
		i := slices.IndexFunc(f.files, func(file exception.File) bool {
			return f.shown(file.Path) == name || filepath.Join(f.tree.Root, filepath.FromSlash(file.Path)) == filepath.Clean(argument)
		})
		if i < 0 {
			return nil, fmt.Errorf("%s is no file of %s, where exceptions are kept: name one that is, or none for all", argument, f.shown(f.path))
		}
		files = append(files, f.files[i])
	}
	return files, nil
}
