package advice

import (
	"slices"
	"strings"
	"unicode"
)

// words are the words of a phrase, in lower case.
func words(phrase string) []string {
	return strings.FieldsFunc(strings.ToLower(phrase), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// joined is a name without what people write differently: case, spaces, dots, hyphens.
func joined(name string) string { return strings.Join(words(name), "") }

// synonyms are words that people use for those in the ids of categories. They are applied to both, so that neither has
// to be the right one.
var synonyms = map[string][]string{
	"bus":        {"broker"},
	"database":   {"datastore"},
	"db":         {"datastore"},
	"event":      {"message"},
	"frontend":   {"ui"},
	"iac":        {"infrastructure", "code"},
	"log":        {"logging"},
	"logger":     {"logging"},
	"manager":    {"management"},
	"messaging":  {"message"},
	"monitor":    {"observability"},
	"monitoring": {"observability"},
	"mq":         {"message", "broker"},
	"os":         {"operating", "system"},
	"queue":      {"broker"},
	"rdbms":      {"datastore"},
	"storage":    {"store"},
	"streaming":  {"broker"},
	"test":       {"testing"},
	"validator":  {"validation"},
}

// fillers are words that make no difference between categories.
var fillers = []string{
	"a", "an", "as", "document", "for", "framework", "library", "nosql", "our", "programming", "relational", "server", "service",
	"software", "sql", "the", "tool",
}

// meaning is what a phrase is about: its words, each in the singular and as its synonym, sorted.
func meaning(phrase string) []string {
	var all []string
	for _, word := range words(phrase) {
		word = singular(word)
		if same := synonyms[word]; same != nil {
			all = append(all, same...)
			continue
		}
		all = append(all, word)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func singular(word string) string {
	switch {
	case len(word) < 4 || strings.HasSuffix(word, "ss") || strings.HasSuffix(word, "us") || strings.HasSuffix(word, "is"):
		return word
	case strings.HasSuffix(word, "ies"):
		return strings.TrimSuffix(word, "ies") + "y"
	}
	return strings.TrimSuffix(word, "s")
}

// contains tells whether all of some words are among others.
func contains(all, some []string) bool {
	return len(some) > 0 && !slices.ContainsFunc(some, func(word string) bool { return !slices.Contains(all, word) })
}

func without(all, left []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(word string) bool { return slices.Contains(left, word) })
}
