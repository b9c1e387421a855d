package guideline

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// CheckGlob tells what is wrong with a pattern of paths, and what to write instead. Paths are relative to the repository.
func CheckGlob(glob string) error {
	plain := strings.TrimPrefix(path.Clean("/"+glob), "/")
	switch {
	case glob == "":
		return errors.New("a pattern of paths is empty: write it as in docs/**/*.yaml")
	case !doublestar.ValidatePattern(glob):
		return fmt.Errorf("%q is not a pattern of paths: close its brackets, as in docs/**/*.{yaml,yml}", glob)
	case strings.HasPrefix(glob, "!"):
		return fmt.Errorf("%q takes nothing away, as a pattern only adds paths: write those that are meant", glob)
	case strings.HasPrefix(path.Clean(glob)+"/", "../"):
		return fmt.Errorf("%q matches nothing, as it lies outside of the repository: write a path from its root, as in docs/**/*.yaml", glob)
	case glob != plain:
		return fmt.Errorf("%q matches nothing, as paths are relative to the repository and end in a name: write %s", glob, cmp.Or(plain, "**"))
	}
	return nil
}
