package version

import (
	"strconv"
	"strings"

	"deps.dev/util/semver"

	"github.com/dna-group/techcheck/pkg/lazyregexp"
)

// grammar says how an ecosystem writes requirements where the library does not read them, or reads them as another ecosystem
// does: comparators, with commas, blanks or "and" between them, in alternatives.
type grammar struct {
	alternatives func(requirement string) []string
	operators    map[string]operator // beside those of comparators, which mean the same everywhere; "" is none
	hyphens      bool                // 1.0 - 2.0
}

// operator gives what it allows with a version; nil if it does not take such a one.
type operator func(e ecosystem, v given) []span

// given is the version behind an operator.
type given struct {
	text     string // without a wildcard: 1.2 of 1.2.*; "" of *
	epoch    string // of Python's: 1!
	numbers  []string
	wildcard bool
}

// The grammars. Sources: getcomposer.org/doc/articles/versions.md, hexdocs.pm/elixir/Version.html, dart.dev/tools/pub/dependencies,
// developer.apple.com/documentation/packagedescription/package/dependency,
// python-poetry.org/docs/dependency-specification, developer.hashicorp.com/terraform/language/expressions/version-constraints
// and github.com/hashicorp/go-version, in which "~> 1" has no upper bound.
var (
	composerGrammar = &grammar{alternatives: bars, hyphens: true, operators: map[string]operator{
		"": exactly, "=": exactly, "==": exactly, "<>": except, "~": upTo(lastButOne), "^": upTo(firstNonZero),
	}}
	hexGrammar = &grammar{alternatives: ors, operators: map[string]operator{
		"": exactly, "==": exactly, "~>": upTo(lastButOne),
	}}
	pubGrammar = &grammar{alternatives: one, operators: map[string]operator{
		"": exactly, "^": upTo(firstOrSecond),
	}}
	poetryGrammar = &grammar{alternatives: bars, operators: map[string]operator{
		"": exactly, "=": exactly, "==": exactly, "~": upTo(second), "^": upTo(firstNonZero), "~=": upTo(lastButOne),
	}}
	swiftGrammar = &grammar{alternatives: one, operators: map[string]operator{
		"^": upTo(first), "~": upTo(second),
	}}
	terraformGrammar = &grammar{alternatives: one, operators: map[string]operator{
		"": exactly, "=": exactly, "~>": pessimistic,
	}}
	// toolGrammar is that of languages and tools, for which several of these write. Where they differ, it takes the widest.
	toolGrammar = &grammar{alternatives: bars, operators: map[string]operator{
		"=": exactly, "==": exactly, "~>": pessimistic, "~": upTo(lastButOne), "^": upTo(firstNonZero), "~=": upTo(lastButOne),
	}}
)

func one(requirement string) []string { return []string{requirement} }
func ors(requirement string) []string { return strings.Split(requirement, " or ") }
func bars(requirement string) []string {
	return strings.FieldsFunc(requirement, func(r rune) bool { return r == '|' })
}

// comparators are the operators that every grammar has.
var comparators = map[string]operator{
	">":  func(e ecosystem, v given) []span { return bounded(e, span{minOpen: true}, v.text, "") },
	">=": func(e ecosystem, v given) []span { return bounded(e, span{}, v.text, "") },
	"<":  func(e ecosystem, v given) []span { return bounded(e, span{maxOpen: true}, "", v.text) },
	"<=": func(e ecosystem, v given) []span { return bounded(e, span{}, "", v.text) },
	"!=": except,
}

// bounded sets the ends of a span, each if it is not "".
func bounded(e ecosystem, s span, minimum, maximum string) []span {
	var okMin, okMax = true, true
	if minimum != "" {
		s.min, okMin = e.read(minimum)
	}
	if maximum != "" {
		s.max, okMax = e.read(maximum)
	}
	if !okMin || !okMax || minimum == "" && maximum == "" {
		return nil
	}
	return []span{s}
}

// exactly is a version, or with a wildcard all that begin so.
func exactly(e ecosystem, v given) []span {
	switch {
	case v.text == "":
		return []span{{}}
	case v.wildcard:
		return upTo(last)(e, v)
	}
	return bounded(e, span{}, v.text, v.text)
}

// except is what exactly leaves out.
func except(e ecosystem, v given) []span {
	out := exactly(e, v)
	if len(out) == 0 || out[0].min == nil {
		return nil
	}
	return []span{{max: out[0].min, maxOpen: true}, {min: out[0].max, minOpen: !out[0].maxOpen}}
}

// pessimistic is Terraform's ~>: only the last number may grow.
func pessimistic(e ecosystem, v given) []span {
	if len(v.numbers) == 1 {
		return bounded(e, span{}, v.text, "")
	}
	return upTo(lastButOne)(e, v)
}

// upTo allows a version and what follows, until a number changes, which the func gives.
func upTo(changing func(numbers []string) int) operator {
	return func(e ecosystem, v given) []span {
		if len(v.numbers) == 0 {
			return nil
		}
		numbers := append([]string(nil), v.numbers[:changing(v.numbers)+1]...)
		number, err := strconv.ParseInt(numbers[len(numbers)-1], 10, 32)
		if err != nil {
			return nil
		}
		numbers[len(numbers)-1] = strconv.FormatInt(number+1, 10)
		return bounded(e, span{maxOpen: true}, v.text, v.epoch+strings.Join(numbers, "."))
	}
}

func first([]string) int              { return 0 }
func last(numbers []string) int       { return len(numbers) - 1 }
func lastButOne(numbers []string) int { return max(0, len(numbers)-2) }
func second(numbers []string) int     { return min(1, len(numbers)-1) }

// firstOrSecond is what the next breaking version of Dart's packages changes: of 0.0.3, too, that is 0.1.0.
func firstOrSecond(numbers []string) int { return min(firstNonZero(numbers), second(numbers)) }

func firstNonZero(numbers []string) int {
	for i, number := range numbers {
		if strings.Trim(number, "0") != "" {
			return i
		}
	}
	return len(numbers) - 1
}

var (
	comparatorPattern = lazyregexp.New(`^(?:[\s,]|and\s)*([<>=!~^]*)\s*[vV]?((?:\d+!)?(?:\d|[*xX])[0-9A-Za-z.+_*-]*)(?:@[A-Za-z]+)?`)
	hyphenPattern     = lazyregexp.New(`^\s*[vV]?(\d\S*)\s+-\s+[vV]?(\d\S*)\s*$`)
	numbersPattern    = lazyregexp.New(`^(\d+!)?(\d+(?:\.\d+)*)`)
	wildcardPattern   = lazyregexp.New(`(?:^|\.)[*xX](?:\.[*xX])*$`)
)

// maxComparators is how many are read of one alternative: real ones have four.
const maxComparators = 50

// spans gives what a requirement allows. It is false if one of its parts cannot be read.
func (g *grammar) spans(e ecosystem, requirement string) ([]span, bool) {
	var all []span
	for _, alternative := range g.alternatives(requirement) {
		spans, ok := g.alternative(e, alternative)
		if !ok {
			return nil, false
		}
		all = append(all, spans...)
	}
	return all, len(all) > 0
}

func (g *grammar) alternative(e ecosystem, text string) ([]span, bool) {
	if m := hyphenPattern.FindStringSubmatch(text); m != nil && g.hyphens {
		return hyphen(e, giveVersion(m[1]), giveVersion(m[2]))
	}
	spans, count := []span{{}}, 0
	for strings.Trim(text, " \t,") != "" {
		m := comparatorPattern.FindStringSubmatch(text)
		if count++; m == nil || count > maxComparators {
			return nil, false
		}
		text = text[len(m[0]):]
		operator := comparators[m[1]]
		if own := g.operators[m[1]]; own != nil {
			operator = own
		}
		if operator == nil {
			return nil, false
		}
		allowed := operator(e, giveVersion(m[2]))
		if allowed == nil {
			return nil, false
		}
		spans = intersect(spans, allowed)
	}
	return spans, count > 0
}

// giveVersion takes a version apart.
func giveVersion(text string) given {
	v := given{text: wildcardPattern.ReplaceAllString(text, "")}
	v.wildcard = v.text != text
	if m := numbersPattern.FindStringSubmatch(v.text); m != nil {
		v.epoch, v.numbers = m[1], strings.Split(m[2], ".")
	}
	return v
}

// hyphen is from one version to another, of which missing numbers may be any.
func hyphen(e ecosystem, from, to given) ([]span, bool) {
	s := bounded(e, span{}, from.text, to.text)
	if len(to.numbers) > 0 && len(to.numbers) < 3 {
		if upper := upTo(last)(e, to); upper != nil && s != nil {
			s[0].max, s[0].maxOpen = upper[0].max, true
		}
	}
	return s, s != nil
}

// intersect gives what is in spans of both.
func intersect(a, b []span) []span {
	var both []span
	for _, x := range a {
		for _, y := range b {
			if s := x.within(y); !s.empty() {
				both = append(both, s)
			}
		}
	}
	return both
}

// within gives what is in both spans.
func (s span) within(other span) span {
	if order := compareBounds(other.min, s.min, -1); order > 0 || order == 0 && other.minOpen {
		s.min, s.minOpen = other.min, other.minOpen
	}
	if order := compareBounds(other.max, s.max, 1); order < 0 || order == 0 && other.maxOpen {
		s.max, s.maxOpen = other.max, other.maxOpen
	}
	return s
}

func (s span) empty() bool {
	if s.min == nil || s.max == nil {
		return false
	}
	order := s.min.Compare(s.max)
	return order > 0 || order == 0 && (s.minOpen || s.maxOpen)
}

// compareBounds orders ends of spans, of which one that is nil lies on the side of missing.
func compareBounds(a, b *semver.Version, missing int) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return missing
	case b == nil:
		return -missing
	}
	return a.Compare(b)
}
