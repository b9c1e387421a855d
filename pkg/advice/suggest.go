package advice

import (
	"cmp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// maxSuggestions is how many names are offered for one that is not known.
const maxSuggestions = 3

// suggest offers ids of technologies and categories for a name that means none, or several: the likeliest first.
func suggest(p *guideline.Policy, name string) []string {
	asked := joined(name)
	if asked == "" {
		return nil
	}
	type candidate struct {
		id       string
		distance int
	}
	var near []candidate
	consider := func(id string, names ...string) {
		best := len(asked)
		for _, known := range names {
			best = min(best, distance(asked, joined(known)))
		}
		if best <= 1+len(asked)/4 {
			near = append(near, candidate{id, best})
		}
	}
	for _, t := range technologiesPartly(p, name) {
		near = append(near, candidate{t.ID, 0})
	}
	for i := range p.Technologies {
		consider(p.Technologies[i].ID, p.Technologies[i].ID, p.Technologies[i].Name)
	}
	for _, id := range categoriesPartly(p, name) {
		near = append(near, candidate{id, 0})
	}
	for _, id := range categories(p) {
		consider(id, id)
	}
	slices.SortStableFunc(near, func(a, b candidate) int { return cmp.Compare(a.distance, b.distance) })
	var ids []string
	for _, c := range near {
		if !slices.Contains(ids, c.id) {
			ids = append(ids, c.id)
		}
	}
	return ids[:min(len(ids), maxSuggestions)]
}

// distance is how many letters are to be changed; few, if the asked ones are an abbreviation as psql is of PostgreSQL.
func distance(asked, known string) int {
	if len(asked) > 2 && known != "" && asked[0] == known[0] && abbreviates(asked, known) {
		return 1
	}
	return levenshtein.ComputeDistance(asked, known)
}

func abbreviates(short, long string) bool {
	if !strings.HasSuffix(long, short[len(short)-1:]) {
		return false
	}
	for i := range len(short) {
		at := strings.IndexByte(long, short[i])
		if at < 0 {
			return false
		}
		long = long[at+1:]
	}
	return true
}
