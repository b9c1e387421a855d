package cli

import "io"

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
	return isTerminal(w)
}
