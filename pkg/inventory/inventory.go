// Package inventory holds what a scan finds in use: components, where they stand, and what could not be read.
// It is plain data and its order, with the places of texts in files; it imports nothing but the standard library.
package inventory

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// Kind says what sort of thing a component is.
type Kind string

// The closed set of kinds (contracts: Input of a guideline).
const (
	Library  Kind = "library"
	Language Kind = "language"
	Image    Kind = "image"
	Tool     Kind = "tool"
	Action   Kind = "action"
	Plugin   Kind = "plugin"
	Module   Kind = "module"
	Provider Kind = "provider"
	Chart    Kind = "chart"
	Resource Kind = "resource"
	Platform Kind = "platform"
)

// Kinds lists every kind.
var Kinds = []Kind{Library, Language, Image, Tool, Action, Plugin, Module, Provider, Chart, Resource, Platform}

// Scope says what a component is used for.
type Scope string

// The closed set of scopes. Managed is not a use: it pins a version for others (npm's overrides, Maven's dependencyManagement).
const (
	Runtime     Scope = "runtime"
	Development Scope = "development"
	Test        Scope = "test"
	Build       Scope = "build"
	Optional    Scope = "optional"
	Peer        Scope = "peer"
	CI          Scope = "ci"
	Managed     Scope = "managed"
)

// Scopes lists every scope.
var Scopes = []Scope{Runtime, Development, Test, Build, Optional, Peer, CI, Managed}

// Resolution says how a component's name and version came to be.
type Resolution string

// The closed set of resolutions. Unresolved marks a name or version that still holds a variable or points elsewhere.
const (
	Literal    Resolution = "literal"    // as written
	Variable   Resolution = "variable"   // through a variable with a value in the repository
	Default    Resolution = "default"    // through the default of a variable (${V:-default})
	Lockfile   Resolution = "lockfile"   // from a lock file
	Inherited  Resolution = "inherited"  // from another manifest
	Unresolved Resolution = "unresolved" // not known
)

// Span is a range of bytes of a file: start inclusive, end exclusive, zero-based. The zero Span is "no text".
type Span struct{ Start, End int }

// Location is a place in a file: 1-based lines, columns in UTF-8 bytes (1-based, a byte order mark not counted), end exclusive.
type Location struct {
	Path      string
	Line      int
	Column    int
	EndLine   int
	EndColumn int
}

// Attributes is the union of what the extractors add to a component. "" where it does not apply.
type Attributes struct {
	Registry   string // where an image or a package comes from, if written: localhost:5000
	Digest     string // of an image: sha256:…
	Tag        string // of an image, as written
	Platform   string // of an image, as written: $BUILDPLATFORM
	Stage      string // the stage of a Dockerfile in which the image is used
	ReplacedBy string // the module path or the folder that a replace directive puts in this one's place
	Source     string // where it comes from if not from a registry, as written: workspace:*, file:../x, git+https://…, https://….tgz; "replace" for a replace directive's target
}

// Component is one use of something at one place.
type Component struct {
	PURL            string // package URL; the version only if exact
	Type            string // the purl's type
	Name            string // as its ecosystem writes it
	Version         string // exact, "" if unknown
	Requirement     string // a range, as written; "" if the version is exact
	Kind            Kind
	Scope           Scope
	Direct          bool     // false: known only from a lock file, or marked as indirect
	Technologies    []string // ids of the catalogue, sorted
	Introduced      bool     // new against the base: the package, and if it is any technology, all of them; false without a base
	NewTechnologies []string // of Technologies, those that are new in the manifest against the base
	Project         string   // the name of the project that its manifest lies in; "" for none
	Extractor       string
	Resolution      Resolution
	Attributes      Attributes

	Location Location // the name in the manifest: the use
	NameSpan Span     // its bytes, in Location.Path

	VersionLocation Location // the version's text, which may lie in another file; zero if there is none
	VersionSpan     Span     // its bytes, in VersionLocation.Path
}

var goMajor = regexp.MustCompile(`(/v[0-9]+|\.v[0-9]+)$`)

// Package is the component's purl without version, or its name if it has no purl. The major version that ends a Go
// module's path is left out, so that an upgrade is the same package.
func (c *Component) Package() string {
	if c.PURL == "" {
		return c.Name
	}
	base, path, inside := strings.Cut(c.PURL, "#") // which may hold slashes, and is of the package
	base, qualifiers, qualified := strings.Cut(base, "?")
	if at := strings.LastIndexByte(base, '@'); at > strings.LastIndexByte(base, '/') {
		base = base[:at]
	}
	if c.Type == "golang" {
		base = goMajor.ReplaceAllString(base, "")
	}
	if qualified {
		base += "?" + qualifiers
	}
	if inside {
		base += "#" + path
	}
	return base
}

// Local tells whether the component is part of the repository itself: of a workspace, or taken from a path.
func (c *Component) Local() bool {
	return isPath(c.Attributes.ReplacedBy) || isPath(c.Attributes.Source)
}

func isPath(s string) bool {
	for _, prefix := range []string{"./", "../", "/", "~/", `.\`, `..\`, `\`, "file:", "link:", "portal:", "workspace:"} {
		if strings.HasPrefix(s, prefix) {
			return true
		}
	}
	return s == "." || s == ".." || len(s) > 2 && s[1] == ':' && (s[2] == '\\' || s[2] == '/')
}

// Manifest is one file that an extractor read.
type Manifest struct {
	Path       string
	Extractor  string
	Parsed     bool // false: nothing of it could be read
	Components int
}

// Problem is something that could not be read: a file, or an entry of it. Line and Column are 0 where the whole file is meant.
type Problem struct {
	Path    string
	Line    int
	Column  int
	Message string // what, and the reader's next step

	Tolerated bool // it is reported, and does not make a scan undecided: the change did not bring it
}

// Omitted counts files that were left out, by reason.
type Omitted struct {
	Reason string // "vendored", "excluded by .techcheck.toml", "larger than 5 MB" …
	Files  int    // manifests, where they are countable; else files or folders
}

// Project is a part of a monorepo.
type Project struct {
	Name string
	Path string // its folder, relative to the root; "." is the root
}

// Unread is a manifest of a format that no extractor reads yet.
type Unread struct {
	Path   string
	Format string // as techcheck knows it: mix.exs, *.cabal
}

// Inventory is all components of one scan, and what could not be read.
type Inventory struct {
	Components []Component
	Projects   []Project // those with a manifest, by path; none where the repository names none
	Manifests  []Manifest
	Problems   []Problem
	Omitted    []Omitted
	Unread     []Unread // by path
}

// Sort puts an inventory into its one order: by path, then place, then name.
func (inv *Inventory) Sort() {
	slices.SortStableFunc(inv.Components, func(a, b Component) int { return Compare(&a, &b) })
	slices.SortFunc(inv.Manifests, func(a, b Manifest) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Extractor, b.Extractor))
	})
	slices.SortFunc(inv.Problems, CompareProblems)
	slices.SortFunc(inv.Omitted, func(a, b Omitted) int { return cmp.Compare(a.Reason, b.Reason) })
}

// Compare orders components by path, place, name, scope and version.
func Compare(a, b *Component) int {
	return cmp.Or(
		cmp.Compare(a.Location.Path, b.Location.Path),
		cmp.Compare(a.NameSpan.Start, b.NameSpan.Start),
		cmp.Compare(a.Name, b.Name),
		cmp.Compare(a.Scope, b.Scope),
		cmp.Compare(a.PURL, b.PURL),
		cmp.Compare(a.Requirement, b.Requirement),
		cmp.Compare(a.Kind, b.Kind),
	)
}

// CompareProblems orders problems by path, place and message.
func CompareProblems(a, b Problem) int {
	return cmp.Or(
		cmp.Compare(a.Path, b.Path),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column),
		cmp.Compare(a.Message, b.Message),
	)
}
