package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

func atMostOnePath(_ *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usage("one PATH at most, but there are %d", len(args))
	}
	return nil
}

func pathOf(args []string) string {
	if len(args) == 0 {
		return "."
	}
	return args[0]
}

func flagError(_ *cobra.Command, err error) error { return &usageError{err} }

// names lists the names of formats for a flag's help.
func names[F any](formats []F, name func(F) string) string {
	all := make([]string, len(formats))
	for i, f := range formats {
		all[i] = name(f)
	}
	return strings.Join(all, ", ")
}
