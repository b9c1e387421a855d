package guideline

import "strings"

// Instead ends a message about a name that is not among the known ones: with the one that was most likely meant, else
// with all of them.
func Instead(name string, known []string) string {
	if near := Nearest(name, known); near != "" {
		return ": did you mean " + near + "?"
	}
	if len(known) == 0 {
		return ""
	}
	return ": write one of " + strings.Join(known, ", ")
}
