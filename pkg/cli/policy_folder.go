package cli

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/source"
)

// addPolicy adds the flag of commands that judge, or tell what the policy says.
func addPolicy(cmd *cobra.Command, policy *string) {
	cmd.Flags().Var((*nonEmpty)(policy), "policy", "the policy: a `folder`, or starter (default: $TECHCHECK_POLICY, .techcheck.toml, here, starter)")
}

// addPolicyFolder adds the flag of commands that work on a policy's folder.
func addPolicyFolder(cmd *cobra.Command, folder *string) {
	cmd.Flags().Var((*nonEmpty)(folder), "policy", "the policy's `folder` (default: $TECHCHECK_POLICY, .techcheck.toml, here)")
}

func atMostOneFolder(_ *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usage("one DIR at most, but there are %d", len(args))
	}
	return nil
}

// policyFolder is the folder of the policy to work on: the argument, else the one that applies here, else here. One below
// the working directory is named relative to it, for the paths in reports.
func (p *program) policyFolder(args []string, flag string) (string, error) {
	if len(args) > 0 {
		return args[0], nil
	}
	tree, err := source.Open([]string{"."}, false)
	if err != nil {
		return "", err
	}
	defer tree.Close()
	s := &session{program: p, tree: tree}
	if s.configured, err = readConfig(tree); err != nil {
		return "", err
	}
	name, err := s.policyName(flag, false)
	if err != nil || name == starter {
		return ".", err
	}
	here, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("looking for the policy: %w", err)
	}
	if near, err := filepath.Rel(here, name); err == nil && filepath.IsLocal(near) {
		return near, nil
	}
	return name, nil
}

// refuse tells problems, and gives an error that points at them.
func (p *program) refuse(problems []inventory.Problem, format string, args ...any) error {
	if err := report.Problems(p.Err, problems, report.Options{Color: colored(p.Err)}); err != nil {
		return err
	}
	return fmt.Errorf(format+": correct what is said above", args...)
}
