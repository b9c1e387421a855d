package purl

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Key is what patterns match of a component: a purl taken apart and decoded.
type Key struct {
	Type       string
	Path       string // namespace and name: @scope/name, github.com/a/b
	Repository string // the qualifier repository_url, as Registry has it; "" is the type's public registry
	Version    string // as written: an image's tag, a module's version
}

// KeyOf takes a purl apart. version is the component's, as written. The zero Key, of "", matches no pattern.
func KeyOf(purl, version string) Key {
	rest, found := strings.CutPrefix(purl, "pkg:")
	if !found {
		return Key{}
	}
	rest, _, _ = strings.Cut(rest, "#")
	rest, qualifiers, _ := strings.Cut(rest, "?")
	typ, path, _ := strings.Cut(rest, "/")
	if at := strings.LastIndexByte(path, '@'); at > strings.LastIndexByte(path, '/') {
		path = path[:at]
	}
	key := Key{Type: typ, Path: unescape(path), Version: version}
	for qualifier := range strings.SplitSeq(qualifiers, "&") {
		if value, found := strings.CutPrefix(qualifier, "repository_url="); found {
			key.Repository = Registry(typ, unescape(value))
		}
	}
	return key
}

// Mirror gives the key of what a mirror serves: from and to are a registry and maybe a folder in it, as in
// artifactory.example.com/docker-remote and docker.io. It returns the key unchanged if it is not below from.
func (k Key) Mirror(from, to string) Key {
	switch k.Type {
	case Docker, GitHub, Terraform: // whose registry is a host: the folders in it are of the path
		rest, found := strings.CutPrefix(k.Repository+"/"+k.Path, from+"/")
		switch {
		case !found || k.Repository == "":
			return k
		case k.Type == Docker:
			k.Repository, k.Path = SplitImage(to + "/" + rest)
		default:
			k.Repository, k.Path, _ = strings.Cut(to+"/"+rest, "/")
		}
	default:
		if !within(k.Repository, from) {
			return k
		}
		k.Repository = to + k.Repository[len(from):]
	}
	k.Repository = Registry(k.Type, k.Repository)
	return k
}

// Pattern matches purls. "*" stays within a segment, "**" is a whole segment and crosses segments, and x/** matches x too.
type Pattern struct {
	Type       string
	Path       string // normalised as the type's purls are
	Repository string // as Registry has it, may hold "*"; "" is the type's public registry
	Version    string // a glob over the version as written; "" matches every version
}

// ParsePattern reads a pattern such as pkg:golang/go.mongodb.org/mongo-driver/**, pkg:npm/@scope/*,
// pkg:docker/**@*bookworm* or pkg:docker/team/app?repository_url=registry.example.com. The error says what to write instead.
func ParsePattern(text string) (Pattern, error) {
	rest, found := strings.CutPrefix(text, "pkg:")
	if !found {
		return Pattern{}, errors.New("a pattern starts with pkg:, as in pkg:npm/mongoose")
	}
	if strings.ContainsAny(rest, "[]{}\\#") {
		return Pattern{}, errors.New("[ ] { } \\ and # have no meaning in a pattern: use * within a segment and ** across segments")
	}
	rest, qualifiers, hasQualifiers := strings.Cut(rest, "?")
	typ, path, _ := strings.Cut(rest, "/")
	if !slices.Contains(Types, typ) {
		return Pattern{}, fmt.Errorf("%q is not a purl type that techcheck knows: write one of %s", typ, strings.Join(Types, ", "))
	}
	p := Pattern{Type: typ, Path: path}
	if at := strings.LastIndexByte(path, '@'); at > strings.LastIndexByte(path, '/') && at > 0 {
		p.Path, p.Version = path[:at], path[at+1:]
		if p.Version == "" {
			return Pattern{}, errors.New("nothing stands after the @: write a glob over the version, as in @*bookworm*")
		}
	}
	p.Path = normalise(typ, unescape(p.Path))
	if err := checkPath(typ, p.Path); err != nil {
		return Pattern{}, err
	}
	if !hasQualifiers {
		return p, nil
	}
	repository, found := strings.CutPrefix(qualifiers, "repository_url=")
	if !found || repository == "" || strings.ContainsAny(repository, "&?") {
		return Pattern{}, errors.New("a ? starts the one qualifier repository_url, as in ?repository_url=registry.example.com")
	}
	p.Repository = Registry(typ, unescape(repository))
	return p, nil
}

// checkPath refuses what is no name, or can match nothing, as no package of the type has such a one.
func checkPath(typ, path string) error {
	for segment := range strings.SplitSeq(path, "/") {
		switch {
		case segment == "":
			return errors.New("a segment of the name is empty: write pkg:TYPE/NAMESPACE/NAME")
		case segment != "**" && strings.Contains(segment, "**"):
			return fmt.Errorf("** must be a whole segment: write %s or .../**", strings.ReplaceAll(segment, "**", "*"))
		}
	}
	first, _, several := strings.Cut(path, "/")
	switch {
	case typ == CocoaPods && several:
		return fmt.Errorf("the parts of a pod belong to it: write pkg:cocoapods/%s", first)
	case typ == Swift && !several && path != "**":
		return fmt.Errorf("a Swift package is named by the address of its repository: write pkg:swift/github.com/OWNER/%s", path)
	}
	return nil
}

// Literal tells whether the path holds no wildcard.
func (p Pattern) Literal() bool { return !strings.Contains(p.Path, "*") }

// Match tells whether a component's key fits the pattern.
func (p Pattern) Match(k Key) bool {
	return p.Type == k.Type && glob(p.Path, k.Path) && p.MatchRest(k)
}

// MatchRest tells whether registry and version fit, once type and path are known to.
func (p Pattern) MatchRest(k Key) bool {
	return (p.Repository == k.Repository || p.Repository != "" && glob(p.Repository, k.Repository)) &&
		(p.Version == "" || glob(p.Version, k.Version))
}

func glob(pattern, text string) bool {
	return pattern == text || strings.Contains(pattern, "*") && doublestar.MatchUnvalidated(pattern, text)
}

// pythonSeparators are all one to a Python index (PEP 503): zope.interface is zope-interface.
var pythonSeparators = regexp.MustCompile(`[-_.]+`)

// normalise changes a name as its type's purls do (purl-spec, types).
func normalise(typ, path string) string {
	switch typ {
	case Golang, Bitbucket, "github", "composer", Hex, NuGet, Swift, Terraform: // NuGet's and Swift's names have no case, of which purl-spec says nothing
		return strings.ToLower(path)
	case PyPI:
		return strings.ToLower(pythonSeparators.ReplaceAllString(path, "-"))
	case Pub:
		return strings.ReplaceAll(strings.ToLower(path), "-", "_")
	case Docker:
		return strings.TrimPrefix(path, "library/")
	}
	return path
}

func unescape(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}
