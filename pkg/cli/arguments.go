package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/dna-group/techcheck/pkg/guideline"
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

// pathsOf is pathOf where there may be several.
func pathsOf(args []string) []string {
	if len(args) == 0 {
		return []string{"."}
	}
	return args
}

// nonEmpty is the value of a flag that must not be empty, as a variable of a shell may be by mistake.
type nonEmpty string

func (v *nonEmpty) String() string { return string(*v) }
func (v *nonEmpty) Type() string   { return "string" }

func (v *nonEmpty) Set(text string) error {
	if text == "" {
		return errors.New("it is empty")
	}
	*v = nonEmpty(text)
	return nil
}

// noArguments refuses arguments of a command that takes none.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("%s takes no argument, but there is %q", cmd.CommandPath(), args[0])
	}
	return nil
}

// flagError tells a mistake in a flag, with the flag that was meant if one is near.
func flagError(cmd *cobra.Command, err error) error {
	unknown, ok := errors.AsType[*pflag.NotExistError](err)
	if !ok {
		return &usageError{err}
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	near := guideline.Nearest(unknown.GetSpecifiedName(), known)
	if near == "" {
		return &usageError{err}
	}
	return usage("%w: did you mean --%s?", err, near)
}

// names lists the names of formats for a flag's help.
func names[F any](formats []F, name func(F) string) string {
	all := make([]string, len(formats))
	for i, f := range formats {
		all[i] = name(f)
	}
	return strings.Join(all, ", ")
}
