package packagejson

import (
	"regexp"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// spec is what the value of an entry says: which version of the package, or where else it comes from.
type spec struct {
	name       text // of an alias: the real package; else no text
	version    text // the version or the requirement
	exact      bool // it is a version
	source     string
	resolution inventory.Resolution // "" for literal
}

// parseSpec reads a value as npm-package-arg does, and Yarn's, pnpm's and Bun's protocols with it.
func parseSpec(t text) spec {
	t = t.trim()
	switch {
	case t.hasPrefix("npm:"):
		return parseAlias(t.slice(len("npm:"), t.len()))
	case t.hasPrefix("catalog:"), t.hasPrefix("$"): // defined in pnpm-workspace.yaml; that of a direct dependency
		return spec{version: t, resolution: inventory.Unresolved}
	case elsewhere(t.String()):
		return spec{source: t.String(), version: gitRange(t)}
	default:
		return parseVersion(t)
	}
}

// elsewhere tells a path, a URL, a protocol or a git host's o/r from a version, a range or a dist-tag: none of those may
// hold a slash or a colon.
func elsewhere(s string) bool {
	return strings.ContainsAny(s, "/:") || strings.HasPrefix(s, ".") || strings.HasPrefix(s, "~/") || archive.MatchString(s)
}

var (
	archive = regexp.MustCompile(`(?i)\.(?:tgz|tar|tar\.gz)$`)
	exact   = regexp.MustCompile(`^[=v\s]*(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)$`)
	// ownRange is what follows npm: where that is no name of a package: ^1, 1.x, * (Yarn, Bun).
	ownRange = regexp.MustCompile(`^(?:[\^~<>=*]|v?\d+(?:[.\s]|$)|latest$)`)
	// semver is the range in the fragment of a git URL: #semver:^1 (npm), #semver=^1 (Yarn).
	semver = regexp.MustCompile(`#(?:[^#]*(?:&|::))?semver[:=]([^&:]+)`)
)

// parseVersion reads a version (=1.2.3 and v1.2.3 are 1.2.3), a range or a dist-tag.
func parseVersion(t text) spec {
	t = t.trim()
	if m := exact.FindStringSubmatchIndex(t.String()); m != nil {
		return spec{version: t.slice(m[2], m[3]), exact: true}
	}
	return spec{version: t}
}

// parseAlias reads what follows npm:, which is name@version, a name, or a range of the package that the key names.
func parseAlias(t text) spec {
	name, version := t.cut()
	if version.len() == 0 && ownRange.MatchString(name.String()) {
		return parseVersion(name)
	}
	s := parseVersion(version)
	s.name = name
	return s
}

func gitRange(t text) text {
	if m := semver.FindStringSubmatchIndex(t.String()); m != nil {
		return t.slice(m[2], m[3])
	}
	return text{}
}
