package version

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"deps.dev/util/semver"
)

// TestGrammarsAgreeWithTheLibrary compares, on random requirements and versions, each grammar with what the library reads for
// an ecosystem that means the same by them.
func TestGrammarsAgreeWithTheLibrary(t *testing.T) {
	const any, two, three = 0, 2, 3 // numbers of a version behind an operator
	type operators map[string]int
	for _, c := range []struct {
		name      string
		purlType  string
		library   semver.System
		operators operators
		and, or   string
		foreign   func(requirement string) string // in the operators of the library's ecosystem
	}{
		{"Composer as npm", "composer", semver.NPM, operators{"^": any, "~": three, ">=": three, "<": three, "<=": three, ">": three, "=": three}, " ", " || ", nil},
		{"Composer's ~ as RubyGems' ~>", "composer", semver.RubyGems, operators{"~": two, ">=": any, "<": any, "!=": any}, ",", "", func(s string) string {
			return strings.ReplaceAll(s, "~", "~>")
		}},
		{"Hex as RubyGems", "hex", semver.RubyGems, operators{"~>": two, ">=": three, "<": three, "!=": three}, " and ", "", nil},
		{"Terraform as RubyGems", "terraform", semver.RubyGems, operators{"~>": two, ">=": any, "<": any, "<=": any, ">": any, "!=": any, "=": any}, ", ", "", nil},
		{"Poetry as Python", "pypi", semver.PyPI, operators{"~=": two, ">=": any, "<": any, "<=": any, ">": any, "!=": any, "==": any}, ",", "", nil},
		{"Poetry as npm", "pypi", semver.NPM, operators{"^": any, "~": any, ">=": three, "<": three}, " ", " || ", nil},
		{"tools as npm", "generic", semver.NPM, operators{"^": any, "~": three, ">=": three, "<": three}, " ", " || ", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(3, 4))
			var names []string
			for _, name := range []string{"^", "~", "~>", "~=", ">=", "<", "<=", ">", "!=", "=", "=="} {
				if _, has := c.operators[name]; has {
					names = append(names, name)
				}
			}
			e := ecosystemOf(c.purlType)
			for range 800 {
				requirement := randomRequirement(random, names, c.operators, c.and, c.or)
				checkGrammar(t, e, requirement, c.library, func(alternative string) []string {
					if c.foreign != nil {
						alternative = c.foreign(alternative)
					}
					return strings.Split(alternative, c.and)
				})
			}
		})
	}
}

func randomRequirement(random *rand.Rand, names []string, numbers map[string]int, and, or string) string {
	term := func() string {
		operator := names[random.IntN(len(names))]
		count := 1 + random.IntN(3)
		switch numbers[operator] {
		case 2:
			count = 2 + random.IntN(2)
		case 3:
			count = 3
		}
		version := fmt.Sprint(random.IntN(4))
		if operator == "!=" { // the library takes !=0 for nothing
			version = fmt.Sprint(1 + random.IntN(3))
		}
		for range count - 1 {
			version += fmt.Sprint(".", random.IntN(4))
		}
		return operator + version
	}
	text := term()
	for range random.IntN(3) {
		separator := and
		if or != "" && random.IntN(2) == 0 {
			separator = or
		}
		text += separator + term()
	}
	return text
}

// checkGrammar asks the library for each comparator on its own: its intersections hold too much.
func checkGrammar(t *testing.T, e ecosystem, requirement string, library semver.System, terms func(alternative string) []string) {
	t.Helper()
	spans, _ := e.grammar.spans(e, requirement) // none, if nothing satisfies it
	var alternatives [][]*semver.Constraint
	for alternative := range strings.SplitSeq(requirement, " || ") {
		var all []*semver.Constraint
		for _, term := range terms(alternative) {
			c, err := library.ParseConstraint(term)
			if err != nil {
				t.Fatalf("the library does not read %q: %v", term, err)
			}
			all = append(all, c)
		}
		alternatives = append(alternatives, all)
	}
	for i := range 5 * 5 * 5 {
		text := fmt.Sprintf("%d.%d.%d", i/25, i/5%5, i%5)
		v, _ := e.version(text)
		got := slices.ContainsFunc(spans, func(s span) bool { return s.holds(v) })
		want := slices.ContainsFunc(alternatives, func(all []*semver.Constraint) bool {
			return !slices.ContainsFunc(all, func(c *semver.Constraint) bool { return !c.Match(text) })
		})
		if got != want {
			t.Fatalf("does %q allow %s? %v, but in %v it is %v", requirement, text, got, library, want)
		}
	}
}

func FuzzGrammar(f *testing.F) {
	for _, text := range []string{"^1.2 || ~3", "1.0 - 2", ">=1,<2,!=1.5.*", "~> 1.2 and != 1.3.0 or == 2.0.0", "1.*@dev", "]1,2[", "1.2.+", "^1!2.0rc1", "*", `"1.0.0"..<"2.0.0"`, `.upToNextMinor(from: "1.0.0")`} {
		f.Add(text)
	}
	types := []string{"composer", "hex", "pub", "pypi", "swift", "terraform", "generic", "maven"}
	f.Fuzz(func(t *testing.T, requirement string) {
		for _, purlType := range types {
			e := ecosystemOf(purlType)
			spans, ok := e.allowed(requirement)
			if ok != (len(spans) > 0) {
				t.Errorf("%s: %q is read: %v, and allows %d spans", purlType, requirement, ok, len(spans))
			}
			for _, s := range spans {
				if s.min != nil && s.max != nil && s.min.Compare(s.max) > 0 && e.grammar != nil {
					t.Errorf("%s: %q allows from %v to %v", purlType, requirement, s.min, s.max)
				}
			}
		}
	})
}
