package report

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
)

// next says how to go on from a violation: how to ask for an exception review, or what to do about one.
func next(p *guideline.Policy, g *guideline.Guideline, f *finding.Finding) string {
	switch f.State {
	case finding.NeedsReview:
		return joined(" · ", request(p, f), reviewAt(p, f))
	case finding.UnderReview:
		return "ask " + ownerName(owner(p, g.Owner)) + " to decide on " + f.Exception
	case finding.Lapsed:
		return renew(p, f.Exception)
	case finding.Rejected:
		return "ask " + ownerName(owner(p, g.Owner)) + ", who decided on " + f.Exception
	}
	return ""
}

// request is the command that asks for an exception.
func request(p *guideline.Policy, f *finding.Finding) string {
	words := []string{f.Guideline}
	if f.Location.Path != "" {
		words = append(words, "--at", joined(":", f.Location.Path, lineOf(f)))
	}
	return inRepository(p, "exception request", words...)
}

// renew is the command that asks for an exception once more.
func renew(p *guideline.Policy, id string) string { return inRepository(p, "exception renew", id) }

// inRepository is a command that works from the working directory on the repository that was scanned, by the same policy.
func inRepository(p *guideline.Policy, name string, args ...string) string {
	if p.Flag != "" {
		args = append(args, "--policy", p.Flag)
	}
	line := command(name, args...)
	if p.Away != "" {
		line = "cd " + Shell(p.Away) + " && " + line
	}
	return line
}

// reviewAt is the page where an exception is asked for; "" if the policy names none.
func reviewAt(p *guideline.Policy, f *finding.Finding) string {
	if p.Settings.ReviewAt == "" {
		return ""
	}
	fill := strings.NewReplacer("{guideline}", encoded(f.Guideline), "{path}", encoded(f.Location.Path), "{line}", lineOf(f))
	return fill.Replace(p.Settings.ReviewAt)
}

// command is a line for a shell that runs techcheck.
func command(name string, args ...string) string {
	return joined(" ", "techcheck "+name, Shell(args...))
}

// Shell writes words as a line for a shell: what is not plain is quoted.
func Shell(words ...string) string {
	quoted := make([]string, len(words))
	for i, word := range words {
		if word == "" || strings.ContainsFunc(word, func(r rune) bool { return !plainInShell(r) }) {
			word = "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
		}
		quoted[i] = word
	}
	return strings.Join(quoted, " ")
}

func plainInShell(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("-_./:@%+=,", r)
}

func lineOf(f *finding.Finding) string {
	if f.Location.Line == 0 {
		return ""
	}
	return strconv.Itoa(f.Location.Line)
}

// encoded percent-encodes a text for any part of a URL.
func encoded(s string) string {
	return strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
}
