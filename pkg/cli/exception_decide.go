package cli

import (
	"cmp"
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
	key    string
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
	cmd.Flags().Var((*nonEmpty)(&flags.key), "key", "sign with this `file`, where the policy asks for it: a private key, or the public half of one that ssh-agent holds")
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
	file, e, err := f.find(p, named, rules)
	if err != nil {
		return err
	}
	decided := exception.File{Path: file.Path, Data: file.Data}
	if !flags.signsOnly(e) {
		if err := flags.check(s.judge.Policy, e); err != nil {
			return err
		}
		decided.Data = exceptionfile.Decide(file.Data, flags.Decision)
	}
	if read, problems := exception.Check(decided, rules); read == nil {
		return f.refuse(p, problems, "nothing was written")
	}
	if flags.key != "" {
		if err := s.signDecision(ctx, f, &decided, rules, flags.key); err != nil {
			return err
		}
	}
	return s.writeDecision(f, &decided, file.Signature != nil, fmt.Sprintf("%s: %s by %s", e.ID, flags.Status, cmp.Or(flags.By, e.DecidedBy)))
}

// signDecision signs a file, and holds that the policy's approvers let the key sign it.
func (s *session) signDecision(ctx context.Context, f *exceptionFolder, decided *exception.File, rules exception.Rules, key string) error {
	if trust := s.judge.Policy.Settings.Exceptions.Trust; trust != "signature" {
		return usage("--key: the policy asks for no signature (settings.exceptions.trust is %s): leave it out", trust)
	}
	approvers, err := s.judge.Approvers()
	if err != nil {
		return err
	}
	if decided.Signature, err = s.sign(ctx, decided.Data, key); err != nil {
		return err
	}
	if problems := exception.Audit([]exception.File{*decided}, approvers, rules); len(problems) > 0 {
		return f.refuse(s.program, problems, "nothing was written")
	}
	return nil
}

// writeDecision writes a file that has been decided on, and its signature. An older signature goes: it is not of this file.
func (s *session) writeDecision(f *exceptionFolder, decided *exception.File, wasSigned bool, message string) error {
	name := decided.Path + ".sig"
	if wasSigned {
		if err := folder.Remove(f.tree.Root, []string{name}); err != nil {
			return err
		}
	}
	if err := folder.Rewrite(f.tree.Root, folder.File{Path: decided.Path, Text: string(decided.Data)}); err != nil {
		return err
	}
	written, changed := []string{f.shown(decided.Path)}, []string{decided.Path}
	var next []string
	switch {
	case decided.Signature != nil:
		if err := folder.Create(f.tree.Root, []folder.File{{Path: name, Text: string(decided.Signature)}}); err != nil {
			return err
		}
		written, changed = append(written, f.shown(name)), append(changed, name)
	case s.judge.Policy.Settings.Exceptions.Trust == "signature":
		next = append(next, "Sign it, without which it does not count: "+
			report.Shell("ssh-keygen", "-Y", "sign", "-n", exception.Namespace, "-f", "KEY", f.shown(decided.Path)))
		changed = append(changed, name)
	case wasSigned:
		changed = append(changed, name)
	}
	next = append(next, f.commit(message, changed...), s.afterwards())
	return writing(report.Written(s.Out, written, nil, next, report.Options{Color: colored(s.Out)}))
}

// signsOnly tells whether the decision is there, and only its signature is to be made.
func (flags *decideFlags) signsOnly(e *exception.Exception) bool {
	return flags.key != "" && !flags.again && e.Status == flags.Status && (flags.By == "" || flags.By == e.DecidedBy)
}

// check holds that an owner decides what is not decided, and that a rejection says why.
func (flags *decideFlags) check(p *guideline.Policy, e *exception.Exception) error {
	var ids []string
	for _, o := range p.Settings.Owners {
		ids = append(ids, o.ID)
	}
	switch {
	case e.Status != exception.Requested && !flags.again:
		return fmt.Errorf("%s is %s already, by %s on %s: --again decides once more", e.ID, e.Status, e.DecidedBy, e.DecidedOn)
	case flags.By == "":
		return usage("say who decides, an owner of the policy: --by with one of %s", strings.Join(ids, ", "))
	case p.Owner(flags.By) == nil:
		return usage("--by: %q is no owner of the policy%s", flags.By, guideline.Instead(flags.By, ids))
	case flags.Status == exception.Rejected && strings.TrimSpace(flags.Note) == "":
		return usage("a rejection says why, and what to do instead: --note \"…\"")
	case flags.On != "" && !flags.On.Valid():
		return usage("--on: %q is not a day: write it as 2026-12-31", flags.On)
	}
	flags.On = cmp.Or(flags.On, localDay())
	return nil
}
