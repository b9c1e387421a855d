package cli

import (
	"io"
	"os"

	"golang.org/x/term"
)

// colored tells whether text on w has colour: FORCE_COLOR before NO_COLOR before CLICOLOR_FORCE before TERM=dumb, and
// else on a terminal only (no-color.org, force-color.org, bixense.com/clicolors).
func colored(w io.Writer) bool {
	if force := env("FORCE_COLOR"); force != "" {
		return force != "0" && force != "false"
	}
	switch {
	case env("NO_COLOR") != "":
		return false
	case env("CLICOLOR_FORCE") != "" && env("CLICOLOR_FORCE") != "0":
		return true
	case env("TERM") == "dumb":
		return false
	}
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}
