// Package spec reads how npm, Yarn, pnpm and Bun write which package and which version of it is wanted, in package.json and in
// the files of their workspaces.
// Sources: docs.npmjs.com/cli/using-npm/package-spec, yarnpkg.com/protocols, pnpm.io/aliases, pnpm.io/catalogs.
package spec

import (
	"cmp"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
)

// Spec is what the value of an entry says: which version of the package, or where else it comes from.
type Spec struct {
	Name       Text // of an alias, or of a file in the registry: the real package; else no text
	Version    Text // the version or the requirement
	Exact      bool // it is a version
	Source     string
	Resolution inventory.Resolution // "" for literal
}

// Parse reads a value as npm-package-arg does, and Yarn's, pnpm's and Bun's protocols with it.
func Parse(t Text) Spec {
	t = t.Trim()
	if s, found := parseFile(t); found {
		return s
	}
	switch {
	case strings.HasPrefix(t.String(), "npm:"):
		return parseAlias(t.Slice(len("npm:"), t.Len()))
	case strings.HasPrefix(t.String(), "catalog:"), strings.HasPrefix(t.String(), "$"): // defined by the workspace; that of a direct dependency
		return Spec{Version: t, Resolution: inventory.Unresolved}
	case elsewhere(t.String()):
		return Spec{Source: t.String(), Version: gitRange(t)}
	default:
		return ParseVersion(t)
	}
}

// Complete gives a component, of which type, kind and scope are known, its name and version. Its purl is "" if name is no
// name of a package.
func (s Spec) Complete(c inventory.Component, name Text) inventory.Component {
	if s.Name.Len() > 0 {
		name = s.Name
	}
	c.Name, c.NameSpan = name.String(), name.Span()
	c.Direct = true
	c.Resolution = cmp.Or(s.Resolution, inventory.Literal)
	c.Attributes.Source = s.Source
	if s.Version.Len() > 0 {
		c.VersionSpan = s.Version.Span()
		c.Requirement = s.Version.String()
	}
	if s.Exact {
		c.Version, c.Requirement = c.Requirement, ""
	}
	id := c.Name
	if c.Type == purl.Generic {
		id = strings.ToLower(id)
	}
	c.PURL = purl.New(c.Type, id, c.Version)
	return c
}

// elsewhere tells a path, a URL, a protocol or a git host's o/r from a version, a range or a dist-tag: none of those may
// hold a slash or a colon.
func elsewhere(s string) bool {
	return strings.ContainsAny(s, "/:") || strings.HasPrefix(s, ".") || strings.HasPrefix(s, "~/") || archive.MatchString(s)
}

var (
	archive = lazyregexp.New(`(?i)\.(?:tgz|tar|tar\.gz)$`)
	exact   = lazyregexp.New(`^[=v\s]*(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)$`)
	// ownRange is what follows npm: where that is no name of a package: ^1, 1.x, * (Yarn, Bun).
	ownRange = lazyregexp.New(`^(?:[\^~<>=*]|v?\d+(?:[.\s]|$)|latest$)`)
	// semver is the range in the fragment of a git URL: #semver:^1 (npm), #semver=^1 (Yarn).
	semver = lazyregexp.New(`#(?:[^#]*(?:&|::))?semver[:=]([^&:]+)`)
)

// ParseVersion reads a version (=1.2.3 and v1.2.3 are 1.2.3), a range or a dist-tag.
func ParseVersion(t Text) Spec {
	t = t.Trim()
	if m := exact.FindStringSubmatchIndex(t.String()); m != nil {
		return Spec{Version: t.Slice(m[2], m[3]), Exact: true}
	}
	return Spec{Version: t}
}

// parseAlias reads what follows npm:, which is name@version, a name, or a range of the package that the key names.
func parseAlias(t Text) Spec {
	name, version := Cut(t)
	if version.Len() == 0 && ownRange.MatchString(name.String()) {
		return ParseVersion(name)
	}
	s := ParseVersion(version)
	s.Name = name
	return s
}

func gitRange(t Text) Text {
	if m := semver.FindStringSubmatchIndex(t.String()); m != nil {
		return t.Slice(m[2], m[3])
	}
	return Text{}
}
