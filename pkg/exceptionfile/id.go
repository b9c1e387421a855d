package exceptionfile

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/naming"
)

// maxName is how long the part of an id may be that comes from a name.
const maxName = 40

// NewID makes the id of a new exception, mongodb-billing-20261122, that is not among those taken: of a technology or a
// package, the repository's name, and the day.
func NewID(subject, repository string, day guideline.Date, taken func(id string) bool) string {
	parts := []string{naming.Slug(subject), naming.Slug(path.Base(repository)), compact(day)}
	var named []string
	for _, part := range parts {
		if part != "" {
			named = append(named, strings.Trim(part[:min(len(part), maxName)], "-"))
		}
	}
	return free(strings.Join(named, "-"), taken)
}

var dated = regexp.MustCompile(`-\d{8}(-\d+)?$`)

// RenewalID makes the id of an exception that renews another one: that one's, with the day in place of its own.
func RenewalID(id string, day guideline.Date, taken func(id string) bool) string {
	return free(dated.ReplaceAllString(id, "")+"-"+compact(day), taken)
}

func free(id string, taken func(string) bool) string {
	unique := id
	for n := 2; taken(unique); n++ {
		unique = fmt.Sprintf("%s-%d", id, n)
	}
	return unique
}
