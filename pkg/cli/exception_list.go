package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/scan"
)

// listFlags are the flags of exception list.
type listFlags struct {
	askFlags
	base     string
	state    string
	expiring string
}

func exceptionListCommand(p *program) *cobra.Command {
	var f listFlags
	cmd := &cobra.Command{
		Use:   "list",
		Short: "Say where exceptions stand",
		Long: `Scans the repository and lists its exceptions, as they count (by default, as the target branch has
them) and as this change has them: in force, waiting, rejected or lapsed, who decides, until when, how
often renewed, after how many days decided, and how many violations each covers.

Exit status: 0, or 2 if something could not be read, or is wrong with an exception.`,
		Example: "  techcheck exception list\n  techcheck exception list --expiring 30d\n  techcheck exception list --state waiting --format json",
		Args:    noArguments,
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.listExceptions(cmd.Context(), &f) },
	}
	f.add(cmd, formatNames(report.ExceptionsFormats))
	cmd.Flags().StringVar(&f.state, "state", "", "only those in this `state`: "+strings.Join(exceptionStates(), ", "))
	cmd.Flags().StringVar(&f.expiring, "expiring", "", "only those in force that end within so many `days`, as in 30d, and that no other renews")
	addBase(cmd, &f.base)
	return cmd
}

func exceptionStates() []string {
	names := make([]string, len(exception.States))
	for i, state := range exception.States {
		names[i] = string(state)
	}
	return names
}

func (p *program) listExceptions(ctx context.Context, flags *listFlags) error {
	outputs, err := parseFormats(flags.formats, report.ExceptionsFormats)
	if err != nil {
		return err
	}
	keep, err := flags.filter()
	if err != nil {
		return err
	}
	day, err := flags.day()
	if err != nil {
		return err
	}
	s, result, err := p.scanForExceptions(ctx, flags.policy, flags.base, day)
	if err != nil {
		return err
	}
	defer s.tree.Close()
	listed := slices.DeleteFunc(slices.Clone(result.Exceptions), func(st exception.Standing) bool { return !keep(&st, day) })
	if result.Undecided() {
		p.status = scan.Undecided
	}
	if err := report.Problems(p.Err, result.Problems, report.Options{Color: colored(p.Err)}); err != nil {
		return err
	}
	return writeAll(p, outputs, report.Exceptions{Result: result, Listed: listed})
}

// filter says which exceptions are listed.
func (f *listFlags) filter() (keep func(*exception.Standing, guideline.Date) bool, err error) {
	days := -1
	if f.expiring != "" {
		if days, err = daysOf("--expiring", f.expiring); err != nil {
			return nil, err
		}
	}
	if states := exceptionStates(); f.state != "" && !slices.Contains(states, f.state) {
		return nil, usage("--state: %q is no state of an exception%s", f.state, guideline.Instead(f.state, states))
	}
	return func(st *exception.Standing, day guideline.Date) bool {
		return (f.state == "" || string(st.State) == f.state) &&
			(days < 0 || st.State == exception.InForce && !st.Renewed() && day.DaysTo(st.LastDay) <= days)
	}, nil
}

// scanForExceptions scans the whole repository that the working directory lies in, as scan does. Close the session's tree afterwards.
func (p *program) scanForExceptions(ctx context.Context, policy, base string, day guideline.Date) (*session, *scan.Result, error) {
	root, _, err := rootHere()
	if err != nil {
		return nil, nil, err
	}
	s, err := p.open(ctx, []string{root}, &readFlags{policy: policy, target: findTarget(base), trust: findTrusted(base)}, false)
	if err != nil {
		return nil, nil, err
	}
	result, err := s.scan(ctx, &scanFlags{}, day)
	if err != nil {
		s.tree.Close()
		return nil, nil, err
	}
	return s, result, nil
}
