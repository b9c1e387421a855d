package cli

import (
	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// askFlags are the flags of a command that answers a question.
type askFlags struct {
	policy  string
	formats []string
	asOf    string
}

func (f *askFlags) add(cmd *cobra.Command, formats string) {
	addPolicy(cmd, &f.policy)
	cmd.Flags().StringArrayVar(&f.formats, "format", nil, "write `NAME[=FILE]`, repeatable: "+formats+" (default text)")
	addAsOf(cmd, &f.asOf)
}

// day is the day of --as-of, or today.
func (f *askFlags) day() (guideline.Date, error) { return dayOf(f.asOf) }
