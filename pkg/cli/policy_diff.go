package cli

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/extractor/all"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/policy"
	"github.com/dna-group/techcheck/pkg/policydiff"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/scan"
	"github.com/dna-group/techcheck/pkg/source"
)

// diffFlags are the flags of policy diff.
type diffFlags struct {
	formats    []string
	asOf, show string
}

func policyDiffCommand(p *program) *cobra.Command {
	var flags diffFlags
	cmd := &cobra.Command{
		Use:   "diff OLD NEW [PATH|INVENTORY.json]…",
		Short: "Say what a policy's edit changes, and what turns red",
		Long: `Compares two policies, each a folder or starter: what NEW allows, enforces or says otherwise.
Each PATH is a repository that is read and judged by both; each INVENTORY.json is one that
techcheck inventory --format json has written. A use that fails a scan by NEW alone turns red,
one that fails by OLD alone turns green. To rename a guideline turns nothing.

Exit status: 0 nothing turns red, 1 something does, 2 techcheck could not decide.`,
		Example: "  techcheck policy diff ../main/policy policy\n  techcheck policy diff starter policy services/api inventories/*.json --show all",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usage("name two policies, OLD and NEW, each a folder or %s", starter)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.diffPolicies(cmd.Context(), args[0], args[1], args[2:], &flags)
		},
	}
	cmd.Flags().StringArrayVar(&flags.formats, "format", nil, "write `NAME[=FILE]`, repeatable: "+formatNames(report.PolicyDiffFormats)+" (default text)")
	addAsOf(cmd, &flags.asOf)
	cmd.Flags().StringVar(&flags.show, "show", "10", "in text, show `N` lines of each repository, or all")
	return cmd
}

func (p *program) diffPolicies(ctx context.Context, older, newer string, targets []string, flags *diffFlags) error {
	outputs, err := parseFormats(flags.formats, report.PolicyDiffFormats)
	if err != nil {
		return err
	}
	d := report.PolicyDiff{}
	if d.AsOf, err = dayOf(flags.asOf); err != nil {
		return err
	}
	if d.Show, err = linesToShow(flags.show); err != nil {
		return err
	}
	judges, err := p.loadPolicies(older, newer)
	if err != nil {
		return err
	}
	d.Old, d.New = judges[0].Policy, judges[1].Policy
	d.Changes = policydiff.Compare(d.Old, d.New)
	for _, target := range targets {
		impact, err := impactOn(ctx, target, judges, d.AsOf)
		if err != nil {
			return err
		}
		d.Repositories = append(d.Repositories, impact)
		if err := p.tellProblems(&impact); err != nil {
			return err
		}
	}
	p.status = d.Exit()
	return writeAll(p, outputs, d)
}

// linesToShow reads --show: a number, or -1 for all.
func linesToShow(value string) (int, error) {
	n, err := strconv.Atoi(value)
	switch {
	case value == "all":
		return -1, nil
	case err != nil || n < 0:
		return 0, usage("--show: %q is neither a number nor all: write --show 20 or --show all", value)
	}
	return n, nil
}

// loadPolicies loads both policies, and tells what is wrong in both before it fails.
func (p *program) loadPolicies(older, newer string) ([2]*policy.Judge, error) {
	first, err1 := p.loadPolicy(older, nil)
	second, err2 := p.loadPolicy(newer, nil)
	return [2]*policy.Judge{first, second}, cmp.Or(err1, err2)
}

// impactOn judges a repository, or a stored inventory of one, by both policies.
func impactOn(ctx context.Context, target string, judges [2]*policy.Judge, day guideline.Date) (policydiff.Impact, error) {
	impact := policydiff.Impact{Source: target}
	var results [2]*scan.Result
	for i, judge := range judges {
		inv, err := inventoryOf(ctx, target, judge)
		if err != nil {
			return impact, err
		}
		impact.Repository = inv.Repository
		results[i] = scan.Assess(ctx, scan.Config{
			Policy: judge.Policy, Catalogue: judge.Catalogue, Judge: judge.Judge,
			Repository: inv.Repository, Revision: inv.Revision, AsOf: day,
		}, inv.Inventory)
	}
	impact.Shifts = policydiff.Shifts(results[0].Findings, results[1].Findings)
	problems := slices.Concat(results[0].Problems, results[1].Problems)
	slices.SortFunc(problems, inventory.CompareProblems)
	impact.Problems = slices.Compact(problems)
	return impact, nil
}

// inventoryOf gives what is in use by the policy of a judge: in the repository at a folder, or as a file tells.
func inventoryOf(ctx context.Context, target string, judge *policy.Judge) (report.Inventory, error) {
	if info, err := os.Stat(target); err != nil || info.IsDir() {
		return repositoryInventory(ctx, target, judge)
	}
	data, err := os.ReadFile(target)
	if err != nil {
		return report.Inventory{}, fmt.Errorf("reading the inventory: %w", err)
	}
	inv, err := report.ReadInventory(bytes.NewReader(data))
	if err != nil {
		return inv, fmt.Errorf("%s:%w", target, err)
	}
	scan.Recognise(inv.Inventory, judge.Catalogue)
	return inv, nil
}

// repositoryInventory reads the repository at a folder. What CI says of the repository that it runs for is no name for
// others.
func repositoryInventory(ctx context.Context, folder string, judge *policy.Judge) (inv report.Inventory, err error) {
	tree, err := source.Open([]string{folder}, false)
	if err != nil {
		return inv, err
	}
	defer tree.Close()
	s := &session{tree: tree, formats: all.Formats, judge: judge}
	if s.configured, err = readConfig(tree); err != nil {
		return inv, err
	}
	if err = s.list(ctx); err != nil {
		return inv, err
	}
	inv.Inventory = s.inventory(ctx, tree)
	if inv.Repository = s.configured.Repository; inv.Repository == "" {
		inv.Repository, _, err = tree.Remote(ctx)
	}
	return inv, err
}

// tellProblems writes what could not be read or judged of one repository among several.
func (p *program) tellProblems(impact *policydiff.Impact) error {
	problems := slices.Clone(impact.Problems)
	for i := range problems {
		problems[i].Message = "in " + impact.Source + ": " + problems[i].Message
	}
	return report.Problems(p.Err, problems, report.Options{Color: colored(p.Err)})
}
