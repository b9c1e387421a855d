package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/exceptionfile"
	"github.com/dna-group/techcheck/pkg/report"
)

// renewFlags are the flags of exception renew.
type renewFlags struct {
	policy string
	until  string
	branch string
	ask    exceptionfile.Ask
}

func exceptionRenewCommand(p *program) *cobra.Command {
	var f renewFlags
	cmd := &cobra.Command{
		Use:   "renew ID",
		Short: "Ask for an exception once more",
		Long: `Writes the file of a new exception that prolongs another one: the same scope, today's dates, the
decision that the guideline rests on now. It has to be decided on like the first one, and every
report says how often it was renewed. What no flag says is as it was, also for how long it is asked.

Exit status: 0, or 2 if nothing was written.`,
		Example: "  techcheck exception renew mongodb-billing-20261122 --until 2027-08-31 --reason \"The migration is delayed by a quarter.\"",
		Args:    exactlyOne("the exception's id", "techcheck exception renew mongodb-billing-20261122"),
		RunE:    func(cmd *cobra.Command, args []string) error { return p.renew(cmd.Context(), args[0], &f) },
	}
	addPolicy(cmd, &f.policy)
	cmd.Flags().StringVar(&f.until, "until", "", "the last `day`, YYYY-MM-DD, or 90d for so many days")
	cmd.Flags().StringVar(&f.ask.Reason, "reason", "", "why it is still needed, in a `sentence`")
	cmd.Flags().StringVar(&f.ask.By, "by", "", "`who` asks: a team, or a person")
	cmd.Flags().StringVar(&f.ask.Ticket, "ticket", "", "the `ticket` where the way out is planned")
	addBranch(cmd, &f.branch)
	return cmd
}

func (p *program) renew(ctx context.Context, named string, flags *renewFlags) error {
	s, f, rules, err := p.openExceptions(ctx, &readFlags{policy: flags.policy})
	if err != nil {
		return err
	}
	defer s.tree.Close()
	defer f.close()
	id, err := s.identify()
	if err != nil {
		return err
	}
	taken, err := f.takenIDs(ctx, id.trusted)
	if err != nil {
		return err
	}
	_, old, err := f.find(p, named, rules)
	if err != nil {
		return err
	}
	flags.ask.On = localDay()
	if flags.until != "" {
		if flags.ask.Until, err = lastDay(flags.until, flags.ask.On, s.judge.Policy.Settings.Exceptions.MaxDays); err != nil {
			return usage("--until: %w", err)
		}
	}
	e, err := exceptionfile.Renew(s.judge.Policy, old, &flags.ask)
	if err != nil {
		return err
	}
	e.ID = exceptionfile.RenewalID(old.ID, e.RequestedOn, func(id string) bool { return slices.Contains(taken, id) })
	renewals, err := f.renewals(old, rules)
	if err != nil {
		return err
	}
	request := report.Request{Exception: e, Policy: s.judge.Policy, Repository: rules.Repository, Renewals: renewals + 1}
	return s.file(ctx, f, []report.Request{request}, rules, flags.branch)
}

// renewals counts how often an exception has been renewed. One that is asked for again already is not renewed once more.
func (f *exceptionFolder) renewals(e *exception.Exception, rules exception.Rules) (n int, err error) {
	before := map[string]string{}
	for i := range f.files {
		other, _ := exception.Check(f.files[i], rules)
		if other == nil {
			continue
		}
		before[other.ID] = other.Renews
		if other.Renews == e.ID && other.Status != exception.Rejected {
			return 0, fmt.Errorf("%s renews %s already: it is %s, until %s", other.ID, e.ID, other.Status, other.ExpiresOn)
		}
	}
	for id := e.ID; before[id] != "" && n < len(before); n++ {
		id = before[id]
	}
	return n, nil
}
