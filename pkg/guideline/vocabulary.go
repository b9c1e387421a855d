package guideline

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"go.yaml.in/yaml/v3"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// vocabulary is a set of names that a policy may use at some place.
type vocabulary struct {
	what  string // of one name: "an owner"
	names []string
	hint  string // of names that the policy declares: where it does; "" if they are fixed
}

// The closed vocabularies. Those of the policy itself (owners, decisions …) are reader.known.
var (
	statuses  = &vocabulary{what: "a status", names: words(Statuses)}
	enforces  = &vocabulary{what: "a value of enforce", names: words([]Enforce{EnforceObserve, EnforceNew, EnforceAll})}
	levels    = &vocabulary{what: "a level", names: words(finding.Levels)}
	kinds     = &vocabulary{what: "a kind", names: words(inventory.Kinds)}
	scopes    = &vocabulary{what: "a scope", names: words(inventory.Scopes)}
	purlTypes = &vocabulary{what: "a purl type", names: purl.Types}
)

// oneOf is the vocabulary of a key with few values.
func oneOf(names ...string) *vocabulary {
	return &vocabulary{what: "a value of this key", names: names}
}

func words[T ~string](values []T) []string {
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = string(v)
	}
	return names
}

func (v *vocabulary) has(name string) bool { return slices.Contains(v.names, name) }

// instead is Instead, with the vocabulary's hint in place of a list of all names.
func (v *vocabulary) instead(name string) string {
	if v.hint != "" && Nearest(name, v.names) == "" {
		return ": " + v.hint
	}
	return Instead(name, v.names)
}

// Nearest is the name that a reader most likely meant, or "". One that goes on where the reader stopped is as near as one
// with a single mistake.
func Nearest(name string, names []string) string {
	best, limit := "", 1+len(name)/4
	name = strings.ToLower(name)
	for _, candidate := range names {
		d := levenshtein.ComputeDistance(name, candidate)
		if len(name) > 2 && strings.HasPrefix(candidate, name) {
			d = min(d, 1)
		}
		if d <= limit {
			best, limit = candidate, d-1
		}
	}
	return best
}

// refer gives the name that a scalar holds. One that is not in the vocabulary is reported, and is ""; if some file is
// unreadable, nobody knows what it declares.
func (d *document) refer(n *yaml.Node, v *vocabulary) string {
	if v.has(n.Value) {
		return n.Value
	}
	if v.hint == "" || !d.broken {
		d.problem(n, "%q is not %s%s", n.Value, v.what, v.instead(n.Value))
	}
	return ""
}
