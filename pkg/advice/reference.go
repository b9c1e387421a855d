package advice

import (
	"net/url"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/purl"
)

// reference is a package that was named with its ecosystem.
type reference struct {
	typ      string // the purl type
	name     string // as its ecosystem writes it; an image's holds its registry
	version  string // a version, a tag or a requirement; "" if none was named
	registry string // "" for the public one
}

// ecosystems are what people write before a package's name, and the purl type it means. Each purl type means itself, too.
var ecosystems = map[string]string{
	"action":    "github",
	"actions":   "github",
	"chart":     "helm",
	"crates":    "cargo",
	"dart":      purl.Pub,
	"dotnet":    "nuget",
	"elixir":    purl.Hex,
	"flutter":   purl.Pub,
	"go":        purl.Golang,
	"gradle":    "maven",
	"image":     purl.Docker,
	"java":      "maven",
	"node":      purl.NPM,
	"oci":       purl.Docker,
	"packagist": "composer",
	"php":       "composer",
	"pip":       "pypi",
	"pod":       purl.CocoaPods,
	"python":    "pypi",
	"ruby":      "gem",
	"rubygems":  "gem",
	"rust":      "cargo",
	"swiftpm":   purl.Swift,
	"yarn":      purl.NPM,
}

// parseReference reads pkg:npm/mongoose@8, npm:mongoose, go:go.mongodb.org/mongo-driver and docker:mongo:7. It is false of
// a text that names no ecosystem; in node:20 a version stands behind the colon. The name is "" if it cannot be read.
func parseReference(text string) (reference, bool) {
	if strings.HasPrefix(text, "pkg:") {
		return parsePURL(text), true
	}
	ecosystem, rest, found := strings.Cut(text, ":")
	ecosystem = strings.ToLower(ecosystem)
	typ := ecosystems[ecosystem]
	if slices.Contains(purl.Types, ecosystem) {
		typ = ecosystem
	}
	if !found || typ == "" || startsVersion(rest) && (ecosystem != typ || typ == purl.Swift) { // whose names begin with a host
		return reference{}, false
	}
	name, version := cutVersion(typ, rest)
	if strings.ContainsAny(name, "* ") {
		return reference{}, true
	}
	return reference{typ: typ, name: name, version: version}, true
}

func parsePURL(text string) reference {
	key := purl.KeyOf(text, "")
	if !slices.Contains(purl.Types, key.Type) || strings.ContainsAny(key.Path, "* ") {
		return reference{}
	}
	r := refer(key.Type, key.Path, key.Repository)
	text, _, _ = strings.Cut(text, "#")
	text, _, _ = strings.Cut(text, "?")
	if at := strings.LastIndexByte(text, '@'); at > strings.LastIndexByte(text, '/') {
		if version, err := url.PathUnescape(text[at+1:]); err == nil {
			r.version = version
		}
	}
	return r
}

// refer makes a reference of what a purl says.
func refer(typ, path, registry string) reference {
	switch {
	case typ == purl.Docker && registry != "":
		return reference{typ: typ, name: registry + "/" + path}
	case typ == purl.Maven:
		path = strings.Replace(path, "/", ":", 1)
	}
	return reference{typ: typ, name: path, registry: registry}
}

// cutVersion cuts name@version, and an image's name:tag, perhaps with a digest.
func cutVersion(typ, text string) (name, version string) {
	if typ == purl.Docker {
		name, _, _ = strings.Cut(text, "@")
		if colon := strings.LastIndexByte(name, ':'); colon > strings.LastIndexByte(name, '/') {
			return name[:colon], name[colon+1:]
		}
		return name, ""
	}
	if at := strings.LastIndexByte(text, '@'); at > 0 { // not the @ of a scope
		return text[:at], text[at+1:]
	}
	return text, ""
}

// cutNamed cuts what was asked for without an ecosystem: postgres:16, react@18, "Java 17", python3.
func cutNamed(text string) (name, version string) {
	if i := strings.LastIndexAny(text, "@: "); i > 0 && i+1 < len(text) && (text[i] == '@' || startsVersion(text[i+1:])) {
		return strings.TrimSpace(text[:i]), text[i+1:]
	}
	name = strings.TrimRight(text, "0123456789.")
	return name, text[len(name):]
}

// startsVersion tells whether a text reads like 18 or v1.2.
func startsVersion(text string) bool {
	text = strings.TrimPrefix(text, "v")
	return text != "" && '0' <= text[0] && text[0] <= '9'
}
