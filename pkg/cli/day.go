package cli

import (
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
