// Package config reads .techcheck.toml, a repository's own configuration, strictly: what it does not know is an error.
package config

import (
	"errors"
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// Name is the file's name, at the repository's root.
const Name = ".techcheck.toml"

// Config is what a repository says of itself.
type Config struct {
	Policy     Policies `toml:"policy"`     // where its policy is; at most one for now
	Exclude    []string `toml:"exclude"`    // globs of what is not scanned, relative to the root
	Repository string   `toml:"repository"` // its name, if neither CI nor the remote tell
}

// Policies is one text, or a list of texts.
type Policies []string

// UnmarshalTOML implements toml.Unmarshaler.
func (p *Policies) UnmarshalTOML(value any) error {
	values, isList := value.([]any)
	if !isList {
		values = []any{value}
	}
	for _, v := range values {
		text, ok := v.(string)
		if !ok || text == "" {
			return errors.New("policy must be the path of a policy folder, or starter")
		}
		*p = append(*p, text)
	}
	if len(*p) > 1 {
		return errors.New("several policies cannot be combined yet: name one")
	}
	return nil
}

// Error says what is wrong in a configuration file, and where.
type Error struct {
	Line, Column int
	Message      string
}

func (e *Error) Error() string { return e.Message }

// Parse reads a configuration. Its errors are of type *Error.
func Parse(data []byte) (*Config, error) {
	var c Config
	text := strings.TrimPrefix(string(data), "\xef\xbb\xbf")
	meta, err := toml.Decode(text, &c)
	var syntax toml.ParseError
	switch {
	case errors.As(err, &syntax):
		return nil, &Error{syntax.Position.Line, syntax.Position.Col, syntax.Message}
	case err != nil:
		return nil, &Error{1, 1, strings.TrimPrefix(err.Error(), "toml: ")}
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		key := unknown[0].String()
		return nil, &Error{lineOf(text, unknown[0][0]), 1, fmt.Sprintf("unknown key %s%s", key, guideline.Instead(key, []string{"policy", "exclude", "repository"}))}
	}
	for _, glob := range c.Exclude {
		if err := guideline.CheckGlob(glob); err != nil {
			return nil, &Error{lineOf(text, "exclude"), 1, "exclude: " + err.Error()}
		}
	}
	return &c, nil
}

// lineOf finds the line that a top-level key or table stands in: the library has positions for syntax errors alone.
func lineOf(text, key string) int {
	number := 0
	for line := range strings.Lines(text) {
		number++
		if strings.HasPrefix(strings.TrimLeft(line, " \t[\"'"), key) {
			return number
		}
	}
	return 1
}
