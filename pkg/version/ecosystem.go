package version

import (
	"errors"
	"strconv"
	"strings"

	"deps.dev/util/semver"

	"github.com/dna-group/techcheck/pkg/lazyregexp"
)

// ecosystem says how the versions and requirements of a purl type are read.
type ecosystem struct {
	parse      func(string) (*semver.Version, error)    // reads a version without a leading v
	constraint func(string) (*semver.Constraint, error) // reads a requirement; nil: requirements are not understood
	grammar    *grammar                                 // reads a requirement where constraint does not
	first      func(requirement string) bool            // whether grammar goes first
	plain      func(requirement string) string          // a requirement without what is no part of the version
	tags       bool                                     // versions are tags: only the version that a tag starts with counts
	moving     bool                                     // a tag of one or two numbers moves: 20 is any 20.x.y
	series     bool                                     // so does a requirement that is one or two numbers
	newest     bool                                     // of what a requirement allows, the newest is taken
}

// ecosystems is by purl type. Any other type is unlisted.
var ecosystems = map[string]ecosystem{
	"cargo":     {parse: semver.Cargo.Parse, constraint: semver.Cargo.ParseConstraint, newest: true},
	"cocoapods": {parse: parseGem, constraint: semver.RubyGems.ParseConstraint, newest: true},
	"composer":  {parse: semver.Composer.Parse, grammar: composerGrammar, newest: true}, // the library's ParseConstraint panics
	"docker":    {parse: parseGem, tags: true, moving: true},
	"gem":       {parse: parseGem, constraint: semver.RubyGems.ParseConstraint, newest: true},
	"generic":   {parse: parseGem, tags: true, constraint: semver.NPM.ParseConstraint, grammar: toolGrammar, first: notNPM, plain: plainTool, series: true, newest: true},
	"github":    {parse: parseGem, tags: true, moving: true},
	"golang":    {parse: parseGo}, // whose requirements are exact versions
	"helm":      {parse: semver.NPM.Parse, constraint: semver.DefaultSystem.ParseConstraint, newest: true},
	"hex":       {parse: semver.NPM.Parse, grammar: hexGrammar, newest: true},
	"jsr":       {parse: semver.NPM.Parse, constraint: semver.NPM.ParseConstraint, newest: true},
	"maven":     {parse: semver.Maven.Parse, constraint: parseMaven},
	"npm":       {parse: semver.NPM.Parse, constraint: semver.NPM.ParseConstraint, newest: true},
	"nuget":     {parse: semver.NuGet.Parse, constraint: semver.NuGet.ParseConstraint},
	"pub":       {parse: semver.NPM.Parse, grammar: pubGrammar, plain: plainAny, newest: true},
	"pypi":      {parse: semver.PyPI.Parse, constraint: semver.PyPI.ParseConstraint, grammar: poetryGrammar, newest: true},
	"swift":     {parse: semver.NPM.Parse, grammar: swiftGrammar, plain: plainSwift, newest: true},
	"terraform": {parse: parseGem, grammar: terraformGrammar, newest: true},
}

var unlisted = ecosystem{parse: parseGem, tags: true}

func ecosystemOf(purlType string) ecosystem {
	if e, ok := ecosystems[purlType]; ok {
		return e
	}
	return unlisted
}

// boundary reads the version of a comparator. It is false unless all of the text counts.
func (e ecosystem) boundary(text string) (*semver.Version, bool) {
	if e.tags {
		var rest string
		if text, rest = leadingVersion(text); rest != "" {
			return nil, false
		}
	}
	return e.read(text)
}

// version reads the version of a component.
func (e ecosystem) version(text string) (*semver.Version, bool) {
	text = trimV(text)
	if e.tags {
		text, _ = leadingVersion(text)
	}
	return e.read(text)
}

// read reads a version without a leading v. The check comes first because to Maven any text is a version.
func (e ecosystem) read(text string) (*semver.Version, bool) {
	if !isVersion(text) {
		return nil, false
	}
	v, err := guarded(e.parse, text)
	return v, err == nil && !v.IsWildcard()
}

const (
	alphanumeric = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	separators   = "-.+_~!"
)

// isVersion tells whether a text may be a version in some ecosystem: it starts with a digit, and holds and ends as
// versions do.
func isVersion(text string) bool {
	return text != "" && '0' <= text[0] && text[0] <= '9' &&
		strings.TrimLeft(text, alphanumeric+separators) == "" &&
		strings.TrimRight(text, separators) == text
}

func trimV(text string) string {
	if text != "" && (text[0] == 'v' || text[0] == 'V') {
		return text[1:]
	}
	return text
}

// tagPattern matches the version that a tag starts with, numbers and perhaps a pre-release, and the rest. A letter
// right behind the numbers makes it no version but, say, a commit (8f4b7f8), except for Java's updates (8u292).
var tagPattern = lazyregexp.New(
	`^([0-9]+(?:\.[0-9]+)*)(?:[-.]?((?i:alpha|beta|rc)\.?[0-9]+))?((?:[-_+]|u[0-9]).*)?$`)

// leadingVersion cuts a tag into the version that it starts with, "" if there is none, and the rest: 1.25-alpine3.20
// into 1.25 and -alpine3.20, 1.23rc1-slim into 1.23-rc1 and -slim.
func leadingVersion(tag string) (version, rest string) {
	m := tagPattern.FindStringSubmatch(tag)
	switch {
	case m == nil:
		return "", tag
	case m[2] != "":
		return m[1] + "-" + m[2], m[3]
	}
	return m[1], m[3]
}

// parseGem reads a version as RubyGems does. Its order serves tags too: any count of numbers, with leading zeros
// (2024.01.05), and rc9 before rc10. A pre-release is read twice, because the library orders 1.2.0.rc1 and its own
// canonical form, in which requirements come, differently.
func parseGem(text string) (*semver.Version, error) {
	v, err := semver.RubyGems.Parse(text)
	if err != nil || !v.IsPrerelease() {
		return v, err
	}
	return semver.RubyGems.Parse(v.Canon(true))
}

// notNPM tells requirements of tools that npm's grammar does not know, or in which it means something else.
func notNPM(requirement string) bool {
	return strings.ContainsAny(requirement, "~,") || strings.Contains(requirement, "!=") || strings.Contains(requirement, "==")
}

// pythonBuild is a build of a version of Python: free-threaded, as 3.14t, or PyPy's, which names the language's version before
// its own, as pypy3.10-7.3.17 and pypy-3.11. (docs.python.org/3/howto/free-threading-python.html,
// github.com/actions/setup-python/blob/main/docs/advanced-usage.md)
var pythonBuild = lazyregexp.New(`^(?:(\d+\.\d+(?:\.\d+)?)t|pypy-?(\d+\.\d+)(?:-.*)?)$`)

// nodeLine is a line of Node.js by its name, as version managers take it: lts/iron. nodeLines are their numbers.
// (github.com/nodejs/Release#release-schedule)
var (
	nodeLine  = lazyregexp.New(`^(?i:lts)[/-]([A-Za-z]+)$`)
	nodeLines = map[string]string{
		"argon": "4", "boron": "6", "carbon": "8", "dubnium": "10", "erbium": "12", "fermium": "14", "gallium": "16",
		"hydrogen": "18", "iron": "20", "jod": "22", "krypton": "24",
	}
)

// plainTool gives the version of the language.
func plainTool(requirement string) string {
	if m := pythonBuild.FindStringSubmatch(requirement); m != nil {
		return m[1] + m[2]
	}
	if m := nodeLine.FindStringSubmatch(requirement); m != nil && nodeLines[strings.ToLower(m[1])] != "" {
		return nodeLines[strings.ToLower(m[1])] + ".x"
	}
	return requirement
}

// plainAny gives the requirement that pub writes as any, as others do.
func plainAny(requirement string) string {
	if strings.TrimSpace(requirement) == "any" {
		return "*"
	}
	return requirement
}

// swiftRequirements are those of Package.swift, each with what stands for it in a grammar of comparators.
var swiftRequirements = []struct {
	written *lazyregexp.Regexp
	plain   string
}{
	{lazyregexp.New(`^(?:from: |\.upToNextMajor\(from: )"([^"]+)"\)?$`), "^$1"},
	{lazyregexp.New(`^\.upToNextMinor\(from: "([^"]+)"\)$`), "~$1"},
	{lazyregexp.New(`^"([^"]+)"\.\.<"([^"]+)"$`), ">=$1,<$2"},
	{lazyregexp.New(`^"([^"]+)"\.\.\."([^"]+)"$`), ">=$1,<=$2"},
}

// plainSwift gives a requirement of Package.swift in comparators.
func plainSwift(requirement string) string {
	for _, r := range swiftRequirements {
		if r.written.MatchString(requirement) {
			return r.written.ReplaceAllString(requirement, r.plain)
		}
	}
	return requirement
}

// gradleRange is a range as Gradle and Ivy write it too: ]1,2[ for (1,2).
var gradleRange = lazyregexp.New(`^\s*([\[\](])([^\[\]()]*)([\[\])])\s*$`)

// parseMaven reads a requirement of Maven's or one of Gradle's and sbt's: 1.+ is what begins with 1.
func parseMaven(text string) (*semver.Constraint, error) {
	if stem, found := strings.CutSuffix(strings.TrimSpace(text), "+"); found && (stem == "" || strings.HasSuffix(stem, ".")) {
		numbers := strings.Split(strings.TrimSuffix(stem, "."), ".")
		last, err := strconv.Atoi(numbers[len(numbers)-1])
		if stem == "" || err != nil {
			return nil, errors.New("any version may be meant")
		}
		upper := append(numbers[:len(numbers)-1:len(numbers)-1], strconv.Itoa(last+1))
		return semver.Maven.ParseConstraint("[" + strings.TrimSuffix(stem, ".") + "," + strings.Join(upper, ".") + ")")
	}
	if m := gradleRange.FindStringSubmatch(text); m != nil {
		text = strings.ReplaceAll(m[1], "]", "(") + m[2] + strings.ReplaceAll(m[3], "[", ")")
	}
	return semver.Maven.ParseConstraint(text)
}

func parseGo(text string) (*semver.Version, error) { return semver.Go.Parse("v" + text) }
