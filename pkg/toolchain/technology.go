// Package toolchain knows what version managers (asdf, mise, nvm, SDKMAN and the like) install, by the names that it has
// there, and reads the versions that they are told to install.
package toolchain

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
)

// Technology is what a version manager installs: pkg:TYPE/ID.
type Technology struct {
	Type string
	ID   string
	Kind inventory.Kind
}

// ids are those of names that are not the id of the technology.
var ids = map[string]string{"dotnet-core": "dotnet", "ghc": "haskell", "golang": "go", "nodejs": "node", "tofu": "opentofu"}

// languages are the ids of languages and runtimes. Everything else is a tool.
var languages = set("bun", "clojure", "crystal", "dart", "deno", "dotnet", "elixir", "erlang", "gleam", "go", "groovy", "haskell",
	"java", "julia", "kotlin", "lua", "luajit", "nim", "node", "ocaml", "perl", "php", "python", "r", "racket", "ruby", "rust",
	"scala", "swift", "typescript", "zig")

func set(ids ...string) map[string]bool {
	all := map[string]bool{}
	for _, id := range ids {
		all[id] = true
	}
	return all
}

// Named gives the technology of that name, which may be one that no version manager knows.
func Named(name string) Technology {
	id := strings.ToLower(name)
	if known := ids[id]; known != "" {
		id = known
	}
	t := Technology{purl.Generic, id, inventory.Tool}
	if languages[id] {
		t.Kind = inventory.Language
	}
	return t
}

// backends are those of mise that install packages of an ecosystem (mise.jdx.dev/dev-tools/backends).
var backends = map[string]string{
	"aqua": purl.GitHub, "cargo": purl.Cargo, "dotnet": purl.NuGet, "gem": purl.Gem, "github": purl.GitHub, "go": purl.Golang,
	"npm": purl.NPM, "pipx": purl.PyPI, "spm": purl.GitHub, "ubi": purl.GitHub,
}

// toolKey is [BACKEND:]NAME[OPTIONS], as in npm:@scope/name and ubi:owner/repo[exe=x].
var toolKey = lazyregexp.New(`^(?:([\w.-]+):)?([\w@](?:[\w.@:/+-]*\w)?)(?:\[.*\])?$`)

// FromKey reads a tool as mise names it, and gives the technology and where in the key its name stands: at the empty
// part of it if it is no name.
func FromKey(key string) (t Technology, start, end int) {
	m := toolKey.FindStringSubmatchIndex(key)
	if m == nil {
		return Technology{}, 0, 0
	}
	start, end = m[4], m[5]
	name, typ := key[start:end], backends[key[:max(0, start-1)]]
	parts := strings.SplitN(name, "/", 3)
	switch {
	case strings.Contains(name, "://"):
		typ = ""
	case typ == purl.PyPI && len(parts) == 2: // pipx:psf/black is a repository
		typ = purl.GitHub
	case typ == purl.GitHub && len(parts) == 3: // aqua has several tools of a repository
		name = parts[0] + "/" + parts[1]
	case typ == purl.GitHub && len(parts) == 1:
		typ = ""
	}
	if typ == "" { // a plugin, or something from anywhere
		return Named(strings.TrimSuffix(path.Base(name), ".git")), start, end
	}
	return Technology{typ, name, inventory.Tool}, start, end
}
