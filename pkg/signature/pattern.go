package signature

import "strings"

// match is what a list of patterns says of a text.
type match int

const (
	negative match = iota - 1 // a pattern after ! matches
	none
	positive
)

// maxPattern is the longest pattern that OpenSSH matches.
const maxPattern = 1022

// matchList holds a text against comma-separated patterns: PATTERNS in ssh_config(5).
func matchList(patterns, text string) match {
	result := none
	for pattern := range strings.SplitSeq(patterns, ",") {
		pattern, negated := strings.CutPrefix(pattern, "!")
		switch {
		case len(pattern) > maxPattern:
			return none
		case !matches(pattern, text):
		case negated:
			return negative
		default:
			result = positive
		}
	}
	return result
}

// matches holds a text against one pattern, in which * stands for any bytes and ? for one.
func matches(pattern, text string) bool {
	star, retry := -1, 0 // of the last *: where it stands, and what it leaves of the text
	p := 0
	for t := 0; t < len(text); {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, retry = p, t
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == text[t]):
			p++
			t++
		case star >= 0:
			retry++
			p, t = star+1, retry
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}
