package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Page is a page of the manual, in the language of man(7).
type Page struct {
	File string // as in techcheck-scan.1
	Text string
}

// ManPages gives a page for each command. They say what the help says, without date and version, so that the same commands
// give the same bytes. Packages install them; no command uses them, so that the linker leaves them out of techcheck.
func ManPages() []Page { return manPages(newRoot(&program{})) }

func manPages(cmd *cobra.Command) []Page {
	cmd.InitDefaultHelpFlag()
	pages := []Page{{pageName(cmd) + ".1", manPage(cmd)}}
	for _, member := range cmd.Commands() {
		pages = append(pages, manPages(member)...)
	}
	return pages
}

func pageName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

func manPage(cmd *cobra.Command) string {
	var b strings.Builder
	name := pageName(cmd)
	fmt.Fprintf(&b, ".TH \"%s\" \"1\" \"\" \"techcheck\" \"techcheck\"\n", roff(strings.ToUpper(name)))
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", roff(name), roff(cmd.Short))
	b.WriteString(".SH SYNOPSIS\n")
	for _, line := range synopsis(cmd) {
		fmt.Fprintf(&b, "\\fB%s\\fR%s\n", roff(cmd.CommandPath()), roff(strings.TrimPrefix(line, cmd.CommandPath())))
	}
	fmt.Fprintf(&b, ".SH DESCRIPTION\n%s", roffText(wrapped(description(cmd), helpColumns)))
	if cmd.HasAvailableSubCommands() {
		b.WriteString(".SH COMMANDS\n")
		for _, member := range members(cmd) {
			fmt.Fprintf(&b, ".TP\n\\fB%s\\fR\n%s\n", roff(member.Name()), roff(member.Short))
		}
	}
	b.WriteString(".SH OPTIONS\n")
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		value, help := pflag.UnquoteUsage(f)
		fmt.Fprintf(&b, ".TP\n%s\n%s\n", roffFlag(f, value), roff(help))
	})
	if cmd.Example != "" {
		fmt.Fprintf(&b, ".SH EXAMPLES\n.nf\n%s\n.fi\n", roff(cmd.Example))
	}
	fmt.Fprintf(&b, ".SH SEE ALSO\n%s\n", strings.Join(related(cmd), ",\n"))
	return b.String()
}

// related are the pages of the command above and of those below.
func related(cmd *cobra.Command) []string {
	var names []string
	if cmd.HasParent() {
		names = append(names, pageName(cmd.Parent()))
	}
	for _, member := range cmd.Commands() {
		names = append(names, pageName(member))
	}
	for i, name := range names {
		names[i] = "\\fB" + roff(name) + "\\fR(1)"
	}
	return names
}

func roffFlag(f *pflag.Flag, value string) string {
	text := "\\fB" + roff("--"+f.Name) + "\\fR"
	if f.Shorthand != "" {
		text = "\\fB" + roff("-"+f.Shorthand) + "\\fR, " + text
	}
	if value != "" {
		text += " \\fI" + roff(value) + "\\fR"
	}
	return text
}

// roffText writes paragraphs and lists.
func roffText(text string) string {
	var b strings.Builder
	for block := range strings.SplitSeq(text, "\n\n") {
		b.WriteString(".PP\n")
		for line := range strings.SplitSeq(block, "\n") {
			trimmed := strings.TrimSpace(line)
			if item, ok := strings.CutPrefix(trimmed, "- "); ok {
				b.WriteString(".IP \\(bu 2\n")
				trimmed = item
			}
			b.WriteString(roff(trimmed) + "\n")
		}
	}
	return b.String()
}

// roffEscapes keeps characters from being read as commands, or set as others.
var roffEscapes = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`, "\n.", "\n\\&.")

// roff makes a text mean itself.
func roff(text string) string {
	text = roffEscapes.Replace(text)
	if strings.HasPrefix(text, ".") {
		return `\&` + text
	}
	return text
}
