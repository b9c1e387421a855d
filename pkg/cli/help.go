package cli

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

// helpColumns are what the help takes of a terminal.
const helpColumns = 80

func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]…",
		Short:   "Tell how a command is used",
		Long:    "Tells how a command is used: what --help of that command tells.",
		Example: "  techcheck help scan\n  techcheck help policy diff",
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return noSuchMember(found, rest)
			}
			found.InitDefaultHelpFlag()
			return found.Help()
		},
	}
}

// writeHelp writes what a command does, how it is written, examples, and its members or flags.
func writeHelp(cmd *cobra.Command, _ []string) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\nUsage:\n", wrapped(description(cmd), helpColumns))
	for _, line := range synopsis(cmd) {
		fmt.Fprintf(&b, "  %s\n", line)
	}
	if cmd.Example != "" {
		b.WriteString("\nExamples:\n")
		for line := range strings.Lines(cmd.Example) {
			b.WriteString(wrappedCommand(strings.TrimRight(line, "\n"), helpColumns) + "\n")
		}
	}
	if members := members(cmd); len(members) > 0 {
		b.WriteString("\nCommands:\n")
		for _, member := range members {
			fmt.Fprintf(&b, "  %-*s %s\n", cmd.NamePadding(), member.Name(), member.Short)
		}
	}
	fmt.Fprintf(&b, "\nFlags:\n%s", cmd.LocalFlags().FlagUsagesWrapped(helpColumns))
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\nRun '%s COMMAND --help' for more about one of them.\n", cmd.CommandPath())
	}
	_, _ = cmd.OutOrStdout().Write([]byte(b.String())) // as with cobra's own help, there is nobody to tell
}

func description(cmd *cobra.Command) string {
	if cmd.Long == "" {
		return cmd.Short + "."
	}
	return cmd.Long
}

// synopsis is how a command is written: a line for itself, one for its members.
func synopsis(cmd *cobra.Command) []string {
	if cmd.HasAvailableSubCommands() {
		return []string{cmd.CommandPath() + " [command]"}
	}
	return []string{cmd.UseLine()}
}

// members are the commands of a command that are shown.
func members(cmd *cobra.Command) []*cobra.Command {
	var shown []*cobra.Command
	for _, member := range cmd.Commands() {
		if member.IsAvailableCommand() || member.Name() == "help" {
			shown = append(shown, member)
		}
	}
	return shown
}

// wrapped breaks lines anew at so many columns. A line that is indented more than the one before it, or starts with a dash,
// starts a block of its own, whose further lines are indented as its text is.
func wrapped(text string, columns int) string {
	var out, block []string
	indent, hanging := "", ""
	end := func() {
		if len(block) > 0 {
			out = append(out, filled(block, indent, hanging, columns)...)
		}
		block = nil
	}
	for line := range strings.SplitSeq(text, "\n") {
		words := strings.Fields(line)
		lead := line[:len(line)-len(strings.TrimLeft(line, " "))]
		switch {
		case len(words) == 0:
			end()
			out = append(out, "")
			continue
		case words[0] == "-":
			end()
			indent, hanging = lead, lead+"  "
		case len(block) == 0 || lead != hanging:
			end()
			indent, hanging = lead, lead
		}
		block = append(block, words...)
	}
	end()
	return strings.Join(out, "\n")
}

// filled writes words in lines of so many columns.
func filled(words []string, indent, hanging string, columns int) []string {
	var lines []string
	line := indent + words[0]
	for _, word := range words[1:] {
		if utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > columns {
			lines = append(lines, line)
			line = hanging + word
			continue
		}
		line += " " + word
	}
	return append(lines, line)
}

// wrappedCommand breaks a command line before its flags, as a shell reads it.
func wrappedCommand(line string, columns int) string {
	const more, margin = " \\", "      "
	var out strings.Builder
	for utf8.RuneCountInString(line) > columns {
		at := -1
		for i := len(margin) + 1; i < len(line)-3; i++ {
			if line[i:i+3] == " --" && utf8.RuneCountInString(line[:i]+more) <= columns {
				at = i
			}
		}
		if at < 0 {
			break
		}
		out.WriteString(line[:at] + more + "\n")
		line = margin + line[at+1:]
	}
	return out.String() + line
}
