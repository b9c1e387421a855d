// Package naming finds the technology that somebody means by a name: "Postgres", "NodeJS", "K8s", "Reddis".
package naming

import (
	"slices"
	"strings"
	"unicode"

	"github.com/agnivade/levenshtein"
	"golang.org/x/text/unicode/norm"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// Names knows the names of technologies. It is not changed after New.
type Names struct {
	written map[string][]string // ids by name and id, in lower case
	folded  map[string][]string // ids by folded name and id
	keys    []string            // of folded, sorted
}

// New knows the names and ids of the technologies.
func New(technologies []guideline.Technology) *Names {
	n := &Names{written: map[string][]string{}, folded: map[string][]string{}}
	for i := range technologies {
		t := &technologies[i]
		for _, name := range []string{t.Name, t.ID} {
			add(n.written, strings.ToLower(name), t.ID)
			add(n.folded, fold(name), t.ID)
		}
	}
	for key := range n.folded {
		n.keys = append(n.keys, key)
	}
	slices.Sort(n.keys)
	return n
}

func add(ids map[string][]string, key, id string) {
	if key != "" && !slices.Contains(ids[key], id) {
		ids[key] = append(ids[key], id)
	}
}

// Match is what a name means.
type Match struct {
	ID      string   // of the one technology that it means; "" if that cannot be told
	Guessed bool     // the name is not exactly the technology's name or id: say what was guessed
	Mistake bool     // what was guessed takes the name for mistyped
	Near    []string // if ID is "": the ids that it may mean, sorted
}

// Find tells which technology a name means. Case and punctuation do not matter; then come usual other names, the name
// without its vendor or a closing "JS", and the one name that differs by a typing mistake.
func (n *Names) Find(name string) Match {
	exact := fold(name)
	for _, ids := range [][]string{n.written[strings.ToLower(strings.TrimSpace(name))], n.folded[exact]} {
		switch {
		case len(ids) == 1:
			return Match{ID: ids[0]}
		case len(ids) > 1:
			return Match{Near: slices.Sorted(slices.Values(ids))}
		}
	}
	for _, other := range []string{otherNames[exact], withoutVendor(name), strings.TrimSuffix(exact, "js")} {
		if ids := n.folded[other]; len(ids) == 1 {
			return Match{ID: ids[0], Guessed: true}
		}
	}
	near := n.near(exact)
	if len(near) == 1 {
		return Match{ID: near[0], Guessed: true, Mistake: true}
	}
	return Match{Near: near}
}

// near are the technologies whose name has the smallest distance to a folded one, if that is as small as a typing
// mistake. Neither a digit nor the first letter is one: Python 2 is not Python 3, and NUnit not JUnit.
func (n *Names) near(folded string) []string {
	var best []string
	limit := mistakes(folded)
	for _, key := range n.keys {
		d := levenshtein.ComputeDistance(folded, key)
		if d > limit || folded[0] != key[0] || digits(folded) != digits(key) {
			continue
		}
		if d < limit {
			best, limit = nil, d
		}
		best = append(best, n.folded[key]...)
	}
	slices.Sort(best)
	return slices.Compact(best)
}

// mistakes is how many letters of a name may be wrong; -1: short names differ by one letter anyway.
func mistakes(folded string) int {
	switch {
	case len(folded) < 6:
		return -1
	case len(folded) < 9:
		return 1
	}
	return 2
}

// fold leaves the letters and digits of a name, in lower case and without accents, and the + and # of C++ and C#.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '+' || r == '#' {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKD.String(name))
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// vendors start many names, and are left out as often.
var vendors = []string{"amazon", "apache", "aws", "azure", "cncf", "eclipse", "facebook", "gcp", "google", "grafana", "hashicorp", "ibm", "jetbrains", "meta", "microsoft", "ms", "oracle"}

// withoutVendor folds a name without its first word if that is a vendor; else it is "".
func withoutVendor(name string) string {
	first, rest, _ := strings.Cut(strings.TrimSpace(name), " ")
	if !slices.Contains(vendors, fold(first)) {
		return ""
	}
	return fold(rest)
}

// otherNames are usual names, folded, and the folded id of the technology that they mean.
var otherNames = map[string]string{
	"apache": "apachehttpd", "argo": "argocd", "c#": "dotnet", "corretto": "amazoncorretto", "cra": "createreactapp",
	"csharp": "dotnet", "docker": "dockerengine", "dotnetcore": "dotnet", "dynamo": "dynamodb", "elastic": "elasticsearch",
	"golang": "go", "httpd": "apachehttpd", "k8s": "kubernetes", "mongo": "mongodb", "mssql": "sqlserver", "mui": "materialui",
	"netcore": "dotnet", "next": "nextjs", "oracle": "oracledatabase", "oracledb": "oracledatabase", "otel": "opentelemetry",
	"pg": "postgresql", "postgres": "postgresql", "pubsub": "googlepubsub", "rabbit": "rabbitmq", "s3": "amazons3",
	"sns": "amazonsns", "sonar": "sonarqube", "sqs": "amazonsqs", "tailwind": "tailwindcss", "temurin": "eclipsetemurin",
	"tf": "terraform", "tomcat": "apachetomcat", "ts": "typescript", "ubi": "redhatubi",
}
