package guideline

import (
	"errors"
	"fmt"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// CheckGlob tells what is wrong with a pattern of paths, and what to write instead. Paths are relative to the repository.
func CheckGlob(glob string) error {
	plain := strings.TrimSuffix(strings.TrimLeft(glob, "./"), "/")
	switch {
	case glob == "":
		return errors.New("a pattern of paths is empty: write it as in docs/**/*.yaml")
	case !doublestar.ValidatePattern(glob):
		return fmt.Errorf("%q is not a pattern of paths: close its brackets, as in docs/**/*.{yaml,yml}", glob)
	case strings.HasPrefix(glob, "!"):
		return fmt.Errorf("%q takes nothing away, as a pattern only adds paths: write those that are meant", glob)
	case strings.HasPrefix(glob, "/"), strings.HasPrefix(glob, "./"), strings.HasSuffix(glob, "/"):
		return fmt.Errorf("%q matches nothing, as paths are relative to the repository and end in a name: write %s", glob, plain)
	}
	return nil
}
