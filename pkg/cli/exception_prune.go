package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/folder"
	"github.com/dna-group/techcheck/pkg/report"
)

// pruneFlags are the flags of exception prune.
type pruneFlags struct {
	policy string
	base   string
	asOf   string
	yes    bool
}

func exceptionPruneCommand(p *program) *cobra.Command {
	var f pruneFlags
	cmd := &cobra.Command{
		Use:   "prune",
		Short: "Remove exceptions that are of no use any more",
		Long: `Scans the repository and shows which exceptions cover nothing any more (with the reason), have lapsed,
or are renewed by another one in force; then it removes their files, if you say yes. What is not needed
yet, was not scanned, or waits for a decision stays, and so does what lapsed while its violation is
still there: that is renewed, or mended. A renewal that was renewed itself stays, as it is counted.

Exit status: 0, or 2 if something could not be read.`,
		Example: "  techcheck exception prune\n  techcheck exception prune --yes",
		Args:    noArguments,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.prune(cmd.Context(), &f) },
	}
	addPolicy(cmd, &f.policy)
	addAsOf(cmd, &f.asOf)
	cmd.Flags().BoolVar(&f.yes, "yes", false, "remove them without a question")
	addBase(cmd, &f.base)
	return cmd
}

func (p *program) prune(ctx context.Context, flags *pruneFlags) error {
	day, err := dayOf(flags.asOf)
	if err != nil {
		return err
	}
	s, result, err := p.scanForExceptions(ctx, flags.policy, flags.base, day)
	if err != nil {
		return err
	}
	defer s.tree.Close()
	if result.Undecided() { // what was not read may be what an exception is for
		return p.refuse(result.Problems, "nothing is removed, as not everything could be read")
	}
	f, err := s.exceptionFolder(ctx)
	if err != nil {
		return err
	}
	defer f.close()
	pruned, kept := f.useless(result.Exceptions)
	if err := writing(report.Prune(p.Out, pruned, kept, report.Options{Color: colored(p.Out)})); err != nil || len(pruned) == 0 {
		return err
	}
	if !flags.yes {
		if !p.interactive() {
			fmt.Fprintln(p.Err, "techcheck: nothing was removed: --yes does it")
			return nil
		}
		answer, err := p.interview().ask(ctx, "Remove them?", "no", optional)
		if err != nil || !strings.HasPrefix(strings.ToLower(answer), "y") {
			return cmp.Or(err, errUnanswered)
		}
	}
	return f.remove(p, pruned)
}

// useless tells which files are of no use any more, and which are kept although they seem so.
func (f *exceptionFolder) useless(standings []exception.Standing) (pruned, kept []report.Pruned) {
	renewedBy := map[string]string{}
	altered := map[string]bool{}
	for i := range standings {
		st := &standings[i]
		altered[st.ID] = altered[st.ID] || st.Draft
		if st.State == exception.InForce && !st.Draft {
			renewedBy[st.Renews] = st.ID
		}
	}
	for i := range standings {
		st := &standings[i]
		here := slices.ContainsFunc(f.files, func(file exception.File) bool { return idOf(&file) == st.ID })
		if !here || altered[st.ID] { // the change's own copy has still to be looked at
			continue
		}
		switch why, keep := uselessness(st, renewedBy[st.ID]); {
		case why == "":
		case keep:
			kept = append(kept, report.Pruned{Path: f.shown(f.of(st.ID)), Why: why})
		default:
			pruned = append(pruned, report.Pruned{Path: f.shown(f.of(st.ID)), Why: why})
		}
	}
	return pruned, kept
}

// uselessness tells why an exception is of no use any more; "" if it may be. It is kept where its violation is still there:
// that it lapsed, and was known, must not be forgotten.
func uselessness(st *exception.Standing, renewedBy string) (why string, keep bool) {
	switch {
	case renewedBy != "" && st.Renews != "": // without it, the renewals could not be counted
		return "renewed by " + renewedBy + ", and renews " + st.Renews + " itself, which counts", true
	case renewedBy != "":
		return "renewed by " + renewedBy, false
	case st.State == exception.Waiting:
		return "", false
	case st.State == exception.Over && st.Gives() == "":
		return "asked for through " + string(st.LastDay) + ", and was not approved", false
	case st.State == exception.Over && st.Findings > 0:
		return fmt.Sprintf("it has lapsed, and what it covered is still there (%d): renew it, or mend that", st.Findings), true
	case st.State == exception.Over && st.Unused != "":
		return "lapsed on " + string(st.LastDay) + ", and unused: " + st.Unused, false
	case st.Unused != "":
		return "unused: " + st.Unused, false
	}
	return "", false
}

// remove removes files of exceptions, and their signatures.
func (f *exceptionFolder) remove(p *program, pruned []report.Pruned) error {
	var paths, present []string
	for i := range f.files {
		file := &f.files[i]
		if !slices.ContainsFunc(pruned, func(gone report.Pruned) bool { return gone.Path == f.shown(file.Path) }) {
			continue
		}
		paths = append(paths, file.Path, file.Path+".sig")
		present = append(present, file.Path)
		if file.Signature != nil {
			present = append(present, file.Path+".sig")
		}
	}
	if err := folder.Remove(f.tree.Root, paths); err != nil {
		return err
	}
	next := []string{f.commit("Remove exceptions that are of no use any more", present...)}
	return writing(report.Written(p.Err, nil, nil, next, report.Options{Color: colored(p.Err)}))
}
