package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/exceptionfile"
	"github.com/dna-group/techcheck/pkg/folder"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/report"
)

// decideFlags are the flags of approve and reject.
type decideFlags struct {
	policy string
	again  bool
	exceptionfile.Decision
}

func exceptionApproveCommand(p *program) *cobra.Command {
	return decideCommand(p, exception.Approved, &cobra.Command{
		Use:   "approve ID",
		Short: "Approve a request",
		Long: `Writes into the file of an exception that an owner approves it. Every other byte of the file stays.
Who asked for an exception cannot decide on it. The approval counts once it is where the policy looks
for it: by default, once it is merged into the target branch.

Exit status: 0, or 2 if nothing was written.`,
		Example: "  techcheck exception approve mongodb-billing-20261122 --by data-platform --note \"Not for new collections.\"",
	})
}

func exceptionRejectCommand(p *program) *cobra.Command {
	return decideCommand(p, exception.Rejected, &cobra.Command{
		Use:   "reject ID",
		Short: "Reject a request",
		Long: `Writes into the file of an exception that an owner rejects it, and why. Every other byte of the file
stays.

Exit status: 0, or 2 if nothing was written.`,
		Example: "  techcheck exception reject mongodb-billing-20261122 --by data-platform --note \"PostgreSQL does this: ask us for a hand.\"",
	})
}

// decideCommand completes a command that decides.
func decideCommand(p *program, status exception.Status, cmd *cobra.Command) *cobra.Command {
	flags := &decideFlags{Decision: exceptionfile.Decision{Status: status}}
	cmd.Args = exactlyOne("the exception's id", strings.SplitN(strings.TrimSpace(cmd.Example), " --", 2)[0]+" --by data-platform")
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return p.decide(cmd.Context(), args[0], flags) }
	addPolicy(cmd, &flags.policy)
	cmd.Flags().StringVar(&flags.By, "by", "", "the `id` of the owner who decides")
	cmd.Flags().StringVar(&flags.Note, "note", "", "conditions, or why not: a `sentence`")
	cmd.Flags().StringVar((*string)(&flags.On), "on", "", "the `day` of the decision, YYYY-MM-DD (default: today)")
	cmd.Flags().BoolVar(&flags.again, "again", false, "decide once more on what was decided already")
	return cmd
}

func (p *program) decide(ctx context.Context, named string, flags *decideFlags) error {
	s, f, rules, err := p.openExceptions(ctx, &readFlags{policy: flags.policy})
	if err != nil {
		return err
	}
	defer s.tree.Close()
	defer f.close()
	if err := flags.check(s.judge.Policy); err != nil {
		return err
	}
	file, e, err := f.find(p, named, rules)
	if err != nil {
		return err
	}
	if e.Status != exception.Requested && !flags.again {
		return fmt.Errorf("%s is %s already, by %s on %s: --again decides once more", e.ID, e.Status, e.DecidedBy, e.DecidedOn)
	}
	if flags.On == "" {
		flags.On = localDay()
	}
	decided := exception.File{Path: file.Path, Data: exceptionfile.Decide(file.Data, flags.Decision)}
	if read, problems := exception.Check(decided, rules); read == nil {
		return f.refuse(p, problems, "nothing was written")
	}
	if err := folder.Rewrite(f.tree.Root, folder.File{Path: file.Path, Text: string(decided.Data)}); err != nil {
		return err
	}
	next := []string{f.commit(fmt.Sprintf("%s: %s by %s", e.ID, flags.Status, flags.By), file.Path), s.afterwards()}
	return writing(report.Written(p.Out, []string{f.shown(file.Path)}, nil, next, report.Options{Color: colored(p.Out)}))
}

// check holds that an owner decides, and that a rejection says why.
func (flags *decideFlags) check(p *guideline.Policy) error {
	var ids []string
	for _, o := range p.Settings.Owners {
		ids = append(ids, o.ID)
	}
	switch {
	case flags.By == "":
		return usage("say who decides, an owner of the policy: --by with one of %s", strings.Join(ids, ", "))
	case p.Owner(flags.By) == nil:
		return usage("--by: %q is no owner of the policy%s", flags.By, guideline.Instead(flags.By, ids))
	case flags.Status == exception.Rejected && strings.TrimSpace(flags.Note) == "":
		return usage("a rejection says why, and what to do instead: --note \"…\"")
	case flags.On != "" && !flags.On.Valid():
		return usage("--on: %q is not a day: write it as 2026-12-31", flags.On)
	}
	return nil
}
