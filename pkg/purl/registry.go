package purl

import (
	"maps"
	"slices"
	"strings"
)

// public are the registries that serve the packages of each type where a manifest names no other, without scheme: first the
// name that users write, then other addresses of the same, *. for any host of a domain. They are those of the purl specification
// (github.com/package-url/purl-spec, types), but for Docker and Terraform, where it names a website and nothing.
// A type without any has none: its names say where they come from (golang, bitbucket), it has no registry at all (generic), or every
// manifest names one (helm).
var public = map[string][]string{
	Bitbucket: nil,
	Cargo:     {"crates.io", "index.crates.io", "github.com/rust-lang/crates.io-index", "crates-io"},
	CocoaPods: {"cdn.cocoapods.org", "github.com/cocoapods/specs", "github.com/cocoapods/specs.git", "trunk"},
	Composer:  {"packagist.org", "repo.packagist.org"},
	Conda:     {"repo.anaconda.com", "conda.anaconda.org"},
	Docker:    {DockerHub, "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com"},
	Gem:       {"rubygems.org", "index.rubygems.org", "rubygems"},
	Generic:   nil,
	GitHub:    {"github.com"},
	Golang:    nil,
	Helm:      nil,
	Hex:       {"repo.hex.pm", "hex.pm", "hexpm"},
	JSR:       {"jsr.io", "npm.jsr.io"},
	Maven:     {"repo.maven.apache.org/maven2", "repo1.maven.org/maven2"},
	NPM:       {"npmjs.org", "*.npmjs.org", "*.npmjs.com", "*.yarnpkg.com"},
	NuGet:     {"nuget.org", "www.nuget.org", "api.nuget.org"},
	Pub:       {"pub.dev", "pub.dartlang.org"},
	PyPI:      {"pypi.org", "pypi.python.org", "files.pythonhosted.org"},
	Swift:     nil,
	Terraform: {"registry.terraform.io", "registry.opentofu.org"}, // which serve the same
}

// Types lists every purl type that a pattern may name, sorted: those of the specification that techcheck reads or will read,
// and its own conventions (generic for languages and tools, terraform, helm).
var Types = slices.Sorted(maps.Keys(public))

// PublicRegistry is the public registry of a type, by the name that users write; "" if it has none.
func PublicRegistry(typ string) string {
	if len(public[typ]) == 0 {
		return ""
	}
	return public[typ][0]
}

// PublicRegistries are those of all types, sorted.
func PublicRegistries() []string {
	var names []string
	for _, typ := range Types {
		if name := PublicRegistry(typ); name != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// IsPublic tells whether a registry, or a folder in it, is the public one of any type.
func IsPublic(registry string) bool {
	return slices.ContainsFunc(Types, func(typ string) bool { return Registry(typ, registry) == "" })
}

// Registry gives a registry the one form in which purls, patterns and mirrors name it: without scheme, account, query and
// closing slash, its host in lower case, without the dot that ends it and the port that needs no saying; "" for the public one
// of the type. A type "" has no public one. written is a URL, also one of Cargo's (sparse+https://…), a host and maybe a folder
// in it, or the name that a tool's own configuration has for one.
func Registry(typ, written string) string {
	written = WithoutAccount(strings.TrimSpace(written))
	if _, address, found := strings.Cut(written, "://"); found {
		written = address
	}
	if end := strings.IndexAny(written, "?#"); end >= 0 {
		written = written[:end]
	}
	host, folder, _ := strings.Cut(written, "/")
	host = strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(host), ":443"), ":80")
	address := strings.TrimRight(strings.TrimRight(host, ".")+"/"+folder, "/")
	for _, known := range public[typ] {
		if serves(known, strings.ToLower(address)) {
			return ""
		}
	}
	return address
}

// WithoutAccount cuts the user and the password from a URL: secrets do not belong in an inventory.
func WithoutAccount(url string) string {
	scheme, address, found := strings.Cut(url, "://")
	if !found {
		return url
	}
	host := address[:strings.IndexByte(address+"/", '/')]
	return scheme + "://" + address[strings.LastIndexByte(host, '@')+1:]
}

// serves tells whether an address is one that a public registry is known by, or a folder in it: *.npmjs.org is any host there.
func serves(known, address string) bool {
	domain, any := strings.CutPrefix(known, "*")
	host, _, _ := strings.Cut(address, "/")
	return any && strings.HasSuffix(host, domain) || within(address, known)
}

// within tells whether an address is another one or a folder in it.
func within(address, other string) bool {
	rest, found := strings.CutPrefix(address, other)
	return found && (rest == "" || rest[0] == '/')
}
