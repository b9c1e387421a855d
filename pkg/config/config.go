// Package config reads .techcheck.toml, a repository's own configuration, strictly: what it does not know is an error, with
// its place.
package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// Name is the file's name, at the repository's root.
const Name = ".techcheck.toml"

// Config is what a repository says of itself.
type Config struct {
	Policy     []string // where its policy is; at most one for now
	Exclude    []string // globs of what is not scanned, relative to the root
	Repository string   // its name, if neither CI nor the remote tell
	Projects   Projects // the parts of a monorepo
}

// Keys lists the keys of a configuration, in the order in which one is written.
var Keys = []string{"policy", "repository", "exclude", "project"}

// Error says what is wrong in a configuration file, and where.
type Error struct {
	Line, Column int
	Message      string
}

func (e *Error) Error() string { return e.Message }

// Parse reads a configuration. Its errors are of type *Error.
func Parse(data []byte) (*Config, error) {
	r := &reader{lines: inventory.NewLines(data)}
	root, err := toml.Parse(data)
	if wrong, ok := errors.AsType[*toml.Error](err); ok {
		line, column := r.lines.Position(wrong.Offset)
		return nil, &Error{line, column, "this is not TOML: " + wrong.Error() + ": correct it there; a text stands in quotes"}
	}
	r.keys(root, Keys)
	c := &Config{Policy: r.policy(root.Get("policy")), Repository: r.text(root, "repository"), Exclude: r.globs(root.Get("exclude"))}
	c.Projects = r.projects(root.Get("project"))
	if r.wrong != nil {
		return nil, r.wrong
	}
	return c, nil
}

// reader keeps the first thing that is wrong.
type reader struct {
	lines *inventory.Lines
	wrong error
}

func (r *reader) report(n *toml.Node, format string, args ...any) {
	if r.wrong != nil {
		return
	}
	line, column := r.lines.Position(n.Span.Start)
	r.wrong = &Error{line, column, fmt.Sprintf(format, args...)}
}

// keys refuses the keys of a table that are unknown or stand twice.
func (r *reader) keys(table *toml.Node, known []string) {
	seen := map[string]bool{}
	for _, m := range table.Members {
		switch name := m.Key.Text; {
		case !slices.Contains(known, name):
			r.report(m.Key, "unknown key %s%s", name, guideline.Instead(name, known))
		case seen[name]:
			r.report(m.Key, "%s stands twice: keep one", name)
		}
		seen[m.Key.Text] = true
	}
}

// text gives the text of a table's key; "" if there is none.
func (r *reader) text(table *toml.Node, key string) string {
	n := table.Get(key)
	if n == nil {
		return ""
	}
	if !n.Is(toml.String) || strings.TrimSpace(n.Text) == "" {
		r.report(n, "%s must be a text, in quotes", key)
	}
	return n.Text
}

func (r *reader) policy(n *toml.Node) []string {
	var policies []string
	for _, item := range n.Items() {
		if !item.Is(toml.String) || item.Text == "" {
			r.report(item, "policy must be the path of a policy folder, or starter")
		}
		policies = append(policies, item.Text)
	}
	if len(policies) > 1 {
		r.report(n.Elements[1], "several policies cannot be combined yet: name one")
	}
	return policies
}

func (r *reader) globs(n *toml.Node) []string {
	if n != nil && !n.Is(toml.Array) {
		r.report(n, `exclude must be a list of patterns of paths, as in exclude = ["examples/**"]`)
		return nil
	}
	var globs []string
	for _, item := range n.Items() {
		if !item.Is(toml.String) {
			r.report(item, "exclude must hold texts, in quotes")
		} else if err := guideline.CheckGlob(item.Text); err != nil {
			r.report(item, "exclude: %v", err)
		}
		globs = append(globs, item.Text)
	}
	return globs
}
