package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/dna-group/techcheck/pkg/exceptionfile"
	"github.com/dna-group/techcheck/pkg/report"
)

// complete asks at a terminal for what is missing; elsewhere that is an error.
func (f *requestFlags) complete(ctx context.Context, p *program, s *session, subjects []exceptionfile.Subject) (err error) {
	settings, day := &s.judge.Policy.Settings.Exceptions, localDay()
	usual := day.AddDays(min(exceptionfile.DefaultDays, settings.MaxDays))
	var missing []string
	for _, flag := range []struct{ name, value string }{{"--reason", f.ask.Reason}, {"--by", f.ask.By}} {
		if strings.TrimSpace(flag.value) == "" {
			missing = append(missing, flag.name)
		}
	}
	switch {
	case len(missing) > 0 && !p.interactive():
		return usage("an exception needs %s, and nobody is at a terminal to be asked", strings.Join(missing, " and "))
	case len(missing) > 0:
		if err := f.interview(ctx, p, s, subjects); err != nil {
			return err
		}
	}
	if f.until == "" {
		f.until = string(usual)
	}
	if f.ask.Until, err = lastDay(f.until, day, settings.MaxDays); err != nil {
		return usage("--until: %w", err)
	}
	return nil
}

// interview asks for all that no flag says.
func (f *requestFlags) interview(ctx context.Context, p *program, s *session, subjects []exceptionfile.Subject) error {
	maxDays, day := s.judge.Policy.Settings.Exceptions.MaxDays, localDay()
	for _, subject := range subjects {
		if err := report.Asked(p.Err, subject, report.Options{Color: colored(p.Err)}); err != nil {
			return err
		}
	}
	until := func(answer string) error {
		_, err := lastDay(answer, day, maxDays)
		return err
	}
	usual := string(day.AddDays(min(exceptionfile.DefaultDays, maxDays)))
	i := p.interview()
	for _, q := range []struct {
		answer             *string
		question, proposed string
		check              func(string) error
	}{
		{&f.ask.Reason, "Why is it needed, and what ends the need?", "", required},
		{&f.ask.By, "Who asks for it, your team or you?", "", required},
		{&f.until, "Until which day, or for how many days as in 30d?", usual, until},
		{&f.ask.Ticket, "Is there a ticket? (none: just Enter)", "", optional},
	} {
		if strings.TrimSpace(*q.answer) != "" {
			continue
		}
		answer, err := i.ask(ctx, q.question, q.proposed, q.check)
		if err != nil {
			return err
		}
		*q.answer = answer
	}
	fmt.Fprint(p.Err, "\n")
	return nil
}
