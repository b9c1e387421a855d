package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// addAsOf adds the flag of commands whose answer depends on the date.
func addAsOf(cmd *cobra.Command, asOf *string) {
	cmd.Flags().StringVar(asOf, "as-of", "", "judge as on this `day`, YYYY-MM-DD (default: today, anywhere on Earth)")
}

// dayOf is the day that --as-of names, else today.
func dayOf(asOf string) (guideline.Date, error) {
	day := guideline.Date(asOf)
	switch {
	case day == "":
		return today(), nil
	case !day.Valid():
		return "", usage("--as-of: %q is not a day: write it as 2026-12-31", asOf)
	}
	return day, nil
}

// daysOf reads a flag that is a number of days: 30d.
func daysOf(flag, text string) (int, error) {
	days, err := strconv.Atoi(strings.TrimSuffix(text, "d"))
	if err != nil || days < 0 || days > 36500 {
		return 0, usage("%s: %q is not a number of days: write it as 90d", flag, text)
	}
	return days, nil
}

// localDay is the date where the user is: what people write into files is in their own calendar.
func localDay() guideline.Date { return guideline.Date(time.Now().Format(time.DateOnly)) }

// lastDay reads the value of --until: a day, or a number of days from today as in 90d.
func lastDay(text string, today guideline.Date, maxDays int) (guideline.Date, error) {
	day := guideline.Date(text)
	if days, err := strconv.Atoi(strings.TrimSuffix(text, "d")); err == nil && strings.HasSuffix(text, "d") && days < 1e5 {
		day = today.AddDays(days)
	}
	switch latest := today.AddDays(maxDays); {
	case !day.Valid():
		return "", errors.New("write the last day as 2027-05-31, or the days from now as 90d")
	case day < today:
		return "", errors.New("that day is over: write a later one")
	case day > latest:
		return "", fmt.Errorf("the policy allows %d days: write %s at most, and renew it then", maxDays, latest)
	}
	return day, nil
}
