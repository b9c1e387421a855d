package exceptionlog

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// fields is what a file says, by key. Whether it is sound is another question: it is told as it was.
type fields map[string]string

// read reads a file; false if it is no TOML.
func read(data []byte) (fields, bool) {
	root, err := toml.Parse(data)
	f := fields{}
	for key, value := range root.Each() {
		f[key.Text] = text(value)
	}
	return f, err == nil
}

func text(n *toml.Node) string {
	if !n.Is(toml.Array) {
		return n.Text
	}
	all := make([]string, len(n.Elements))
	for i, element := range n.Elements {
		all[i] = text(element)
	}
	return strings.Join(all, ", ")
}

// summary says what was asked for.
func (f fields) summary() []string {
	scope := []string{f["guideline"]}
	for _, part := range []struct{ before, key string }{{"", "component"}, {"", "technology"}, {"of ", "repositories"}, {"in ", "paths"}, {"", "versions"}, {"until ", "expires_on"}} {
		if f[part.key] != "" {
			scope = append(scope, part.before+f[part.key])
		}
	}
	details := []string{strings.Join(scope, " ")}
	for _, key := range []string{"reason", "ticket"} {
		if f[key] != "" {
			details = append(details, f[key])
		}
	}
	return details
}

func union(a, b fields) fields {
	all := fields{}
	for _, f := range []fields{a, b} {
		for key := range f {
			all[key] = ""
		}
	}
	return all
}
