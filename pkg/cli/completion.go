package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// shells lists the shells that techcheck completes in, and how each gets to know it.
var shells = []shell{
	{"bash", "source <(techcheck completion bash)", func(root *cobra.Command) error { return root.GenBashCompletionV2(root.OutOrStdout(), true) }},
	{"zsh", "source <(techcheck completion zsh)", func(root *cobra.Command) error { return root.GenZshCompletion(root.OutOrStdout()) }},
	{"fish", "techcheck completion fish | source", func(root *cobra.Command) error { return root.GenFishCompletion(root.OutOrStdout(), true) }},
	{"powershell", "techcheck completion powershell | Out-String | Invoke-Expression", func(root *cobra.Command) error {
		return root.GenPowerShellCompletionWithDesc(root.OutOrStdout())
	}},
}

type shell struct {
	name  string
	setup string // the line of its start-up file
	write func(root *cobra.Command) error
}

func completionCommand(*program) *cobra.Command {
	var known []string
	var setup strings.Builder
	for _, s := range shells {
		known = append(known, s.name)
		fmt.Fprintf(&setup, "\n  - %s: %s", s.name, s.setup)
	}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Write what a shell needs to complete command lines",
		Long: `Writes a script by which bash, zsh, fish or PowerShell complete commands, flags, guidelines,
technologies, decisions, exceptions and formats. Packages install it; else write one line into the
file that your shell reads when it starts:
` + setup.String(),
		Example:   "  techcheck completion bash",
		ValidArgs: known,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || !slices.Contains(known, args[0]) {
				return usage("name one shell: %s%s", strings.Join(known, ", "), mistyped(args, known))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			i := slices.IndexFunc(shells, func(s shell) bool { return s.name == args[0] })
			return shells[i].write(cmd.Root())
		},
	}
}

func mistyped(args, known []string) string {
	if len(args) == 0 || guideline.Nearest(args[0], known) == "" {
		return ""
	}
	return fmt.Sprintf(" (did you mean %s?)", guideline.Nearest(args[0], known))
}
