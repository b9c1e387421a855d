package report

import (
	"regexp"
	"strings"

	"github.com/rivo/uniseg"
)

// width is the number of terminal columns that a text takes: two for a wide character, none for a combining one.
func width(s shown) int { return uniseg.StringWidth(string(s)) }

// pad fills a text up with spaces.
func pad(s shown, columns int) shown {
	return s + shown(strings.Repeat(" ", max(0, columns-width(s))))
}

// cutEnd shortens a text to at most the given columns; … stands for what is left out at its end.
func cutEnd(s shown, columns int) shown {
	if width(s) <= columns {
		return s
	}
	return start(s, columns-1) + "…"
}

// start is as much of a text as fits into the given columns.
func start(s shown, columns int) shown {
	for rest, state := string(s), -1; rest != ""; {
		_, next, taken, nextState := uniseg.FirstGraphemeClusterInString(rest, state)
		if taken > columns {
			return s[:len(s)-len(rest)]
		}
		rest, state, columns = next, nextState, columns-taken
	}
	return s
}

// cutStart shortens a text to at most the given columns; … stands for what is left out at its start.
func cutStart(s shown, columns int) shown {
	over := width(s) - columns
	if over <= 0 {
		return s
	}
	rest, state := string(s), -1
	for over >= 0 && rest != "" { // one column more, for the …
		var taken int
		_, rest, taken, state = uniseg.FirstGraphemeClusterInString(rest, state)
		over -= taken
	}
	return "…" + shown(rest)
}

// escapes are the sequences that paint and link write, which take no column.
var escapes = regexp.MustCompile(`\x1b\[[0-9;]*m|\x1b\]8;;[^\x1b]*\x1b\\`)

func unescaped(s shown) shown { return shown(escapes.ReplaceAllString(string(s), "")) }

// wrap breaks a text at spaces into lines of at most the given columns; a longer word has a line of its own.
func wrap(s shown, columns int) []shown {
	var lines []shown
	line := shown("")
	for word := range strings.SplitSeq(string(s), " ") {
		if line != "" && width(unescaped(line))+1+width(unescaped(shown(word))) > columns {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " "
		}
		line += shown(word)
	}
	return append(lines, line)
}

// broken is wrap into lines that are never longer: a word that is longer than a line is broken anywhere.
func broken(s shown, columns int) []shown {
	var words []string
	for word := range strings.SplitSeq(string(s), " ") {
		for width(shown(word)) > columns {
			head := string(start(shown(word), columns))
			if head == "" {
				break // one character is wider than the line
			}
			words, word = append(words, head), word[len(head):]
		}
		words = append(words, word)
	}
	return wrap(shown(strings.Join(words, " ")), columns)
}
