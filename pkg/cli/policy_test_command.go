package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/extractor/all"
	"github.com/dna-group/techcheck/pkg/policy"
	"github.com/dna-group/techcheck/pkg/policytest"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/scan"
	"github.com/dna-group/techcheck/pkg/testrun"
	"github.com/dna-group/techcheck/policies"
)

// testFlags are the flags of policy test.
type testFlags struct {
	policy   string
	run      string
	coverage bool
	update   bool
}

func policyTestCommand(p *program) *cobra.Command {
	var flags testFlags
	cmd := &cobra.Command{
		Use:   "test [DIR]",
		Short: "Run the tests of a policy",
		Long: `Runs the tests of the policy in the folder DIR (default: the one that applies here):

  - tests in Rego, guidelines/AREA/NAME_test.rego: rules whose names start with test_
  - cases, guidelines/AREA/NAME_test.txtar: small manifests and the findings that are expected on
    them; guidelines/AREA/choices_test.txtar is about all judgements of an area

Exit status: 0 all pass, 1 some fail, 2 nothing was tested or the policy does not load.`,
		Example: "  techcheck policy test\n  techcheck policy test --coverage policy\n  techcheck policy test --run datastores --update",
		Args:    atMostOneFolder,
		RunE:    func(cmd *cobra.Command, args []string) error { return p.testPolicy(cmd.Context(), args, &flags) },
	}
	addPolicyFolder(cmd, &flags.policy)
	cmd.Flags().StringVar(&flags.run, "run", "", "run only tests whose names match `REGEXP`: data.PACKAGE.NAME, of a case its path")
	cmd.Flags().BoolVar(&flags.coverage, "coverage", false, "tell which lines of the modules no Rego test evaluates")
	cmd.Flags().BoolVar(&flags.update, "update", false, "write what is found into the cases, as what they expect")
	return cmd
}

func (p *program) testPolicy(ctx context.Context, args []string, flags *testFlags) error {
	matching, err := regexp.Compile(flags.run)
	if err != nil {
		return usage("--run: %w", err)
	}
	dir, err := p.policyFolder(args, flags.policy)
	if err != nil {
		return err
	}
	run, err := p.runTests(ctx, dir, matching, flags)
	switch {
	case err != nil:
		return err
	case len(run.Results) == 0 && flags.run != "":
		return fmt.Errorf("nothing was tested: no test's name matches --run %s", flags.run)
	case len(run.Results) == 0:
		return fmt.Errorf("nothing was tested: write tests into %s, as guidelines/AREA/NAME_test.rego or NAME_test.txtar", dir)
	case run.Count(testrun.Failed) > 0:
		p.status = scan.NeedsReview
	}
	return writing(report.Tests(p.Out, run, report.Options{Color: colored(p.Out)}))
}

// runTests runs the tests in Rego and the cases of the policy in a folder.
func (p *program) runTests(ctx context.Context, dir string, matching *regexp.Regexp, flags *testFlags) (*testrun.Run, error) {
	if err := policy.IsDir(dir); err != nil {
		return nil, err
	}
	judge, problems := policy.LoadDir(dir, policies.Starter(), nil)
	if judge == nil {
		return nil, p.refuse(problems, "the policy %s does not load", dir)
	}
	folder := os.DirFS(dir)
	run, problems := judge.RunTests(ctx, folder, policy.TestOptions{Matching: flags.run, Coverage: flags.coverage})
	if run == nil {
		return nil, p.refuse(problems, "the tests of %s cannot run", dir)
	}
	cases := policytest.Config{
		Folder: folder, Policy: judge.Policy, Catalogue: judge.Catalogue, Judge: judge.Judge,
		Formats: all.Formats, AsOf: today(), Matching: matching,
	}
	if flags.update {
		cases.Update = func(path string, data []byte) error { return os.WriteFile(filepath.Join(dir, path), data, 0o644) }
	}
	results, err := policytest.Cases(ctx, cases)
	if err != nil {
		return nil, err
	}
	for _, r := range results {
		r.Path = filepath.ToSlash(filepath.Join(dir, r.Path))
		run.Results = append(run.Results, r)
	}
	run.Sort()
	return run, nil
}
