package cli

import (
	"io"
	"os"
	"strconv"

	"golang.org/x/term"
)

// isTerminal tells whether w is a terminal.
func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// columns is how wide the terminal w is; 0 if it is none.
func columns(w io.Writer) int {
	if !isTerminal(w) {
		return 0
	}
	width, _, err := term.GetSize(int(w.(*os.File).Fd()))
	if err != nil {
		return 0
	}
	return width
}

// hyperlinked tells whether text on w has hyperlinks (OSC 8): as FORCE_HYPERLINK says, else on a terminal that is known to
// show them. Others show rubbish, and a multiplexer may be any of them.
func hyperlinked(w io.Writer) bool {
	if force := env("FORCE_HYPERLINK"); force != "" {
		return force != "0" && force != "false"
	}
	switch {
	case !isTerminal(w), env("CI") != "", env("TERM") == "dumb", env("TMUX") != "", env("STY") != "":
		return false
	case env("WT_SESSION") != "", env("KONSOLE_VERSION") != "", env("DOMTERM") != "":
		return true
	}
	switch env("TERM") {
	case "xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm":
		return true
	}
	switch env("TERM_PROGRAM") {
	case "iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "zed":
		return true
	}
	vte, err := strconv.Atoi(env("VTE_VERSION"))
	return err == nil && vte >= 5000
}
