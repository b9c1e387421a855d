package cli

import (
	"github.com/spf13/cobra"
)

// policyCommands lists what can be done with a policy, in the order of the help.
var policyCommands = []command{
	policyInitCommand,
	policyNewCommand,
	policyVerifyCommand,
	policyTestCommand,
	policyDocsCommand,
	policyDiffCommand,
}

// decisionCommands lists what can be asked of the decision log, in the order of the help.
var decisionCommands = []command{
	decisionListCommand,
	decisionShowCommand,
	decisionDueCommand,
}

func policyCommand(p *program) *cobra.Command {
	return group(p, "policy", "Write, verify and test a policy", policyCommands)
}

func decisionCommand(p *program) *cobra.Command {
	return group(p, "decision", "Read the decision log", decisionCommands)
}

// group makes a command that only holds others.
func group(p *program, name, short string, members []command) *cobra.Command {
	cmd := &cobra.Command{
		Use:   name,
		Short: short,
		Args:  noSuchMember,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	for _, make := range members {
		cmd.AddCommand(make(p))
	}
	return cmd
}

// noSuchMember refuses arguments of a command that only holds others.
func noSuchMember(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := ""
	cmd.SuggestionsMinimumDistance = 2
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		hint = ": did you mean " + near[0] + "?"
	}
	return usage("unknown command %q for %q%s", args[0], cmd.CommandPath(), hint)
}
