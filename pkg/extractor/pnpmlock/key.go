package pnpmlock

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor/npm/lock"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
)

// style is how a lock writes the key of a package: /name/1.0.0_peers in version 5, /name@1.0.0(peers) in 6, and
// name@1.0.0(peers) since 9.
type style struct {
	slashed  bool // version 5
	anywhere bool // since version 9: the key of a package from elsewhere starts with its name too
}

func styleOf(version string) style {
	return style{slashed: strings.HasPrefix(version, "5"), anywhere: !strings.HasPrefix(version, "5") && !strings.HasPrefix(version, "6")}
}

// exact tells a version from where else a package comes from: https://….tgz, file:../a.
var exact = lazyregexp.New(`^\d+\.\d+\.\d+[\w.+-]*$`)

// trim cuts what tells variants of one package: its peers.
func (s style) trim(key string) string {
	key, _, _ = strings.Cut(strings.TrimPrefix(key, "/"), "(")
	if !s.slashed {
		return key
	}
	version := key[strings.LastIndexByte(key, '/')+1:]
	bare, _, _ := strings.Cut(version, "_")
	return key[:len(key)-len(version)] + bare
}

// key is that of the package which name: version means. The version of an alias is the key itself.
func (s style) key(name, version string) string {
	bare := s.trim(version)
	plain := bare != "" && '0' <= version[0] && version[0] <= '9'
	switch {
	case plain && s.slashed:
		return name + "/" + bare
	case plain, s.anywhere && strings.Contains(bare, ":"):
		return name + "@" + bare
	}
	return bare
}

// parse reads the key of a package: its name, and its version or where else it comes from.
func (s style) parse(key lock.Word) *lock.Package {
	text := s.trim(key.String())
	start := key.Start + strings.Index(key.String(), text)
	place := func(from, to int) inventory.Span { return inventory.Span{Start: start + from, End: start + to} }
	split := strings.IndexByte(text[min(1, len(text)):], '@') + 1
	if s.slashed {
		split = strings.LastIndexByte(text, '/')
	}
	if split < 1 || s.slashed && !exact.MatchString(text[split+1:]) { // github.com/o/r/0123abc, file:../a
		return &lock.Package{Name: text, NameSpan: place(0, len(text)), Source: text}
	}
	name := 0
	if s.slashed && key.Bytes()[0] != '/' { // registry.example.com/name/1.0.0
		name = strings.IndexByte(text[:split], '/') + 1
	}
	p := &lock.Package{Name: text[name:split], NameSpan: place(name, split)}
	if version := text[split+1:]; exact.MatchString(version) {
		p.Version, p.VersionSpan = version, place(split+1, len(text))
	} else {
		p.Source = version
	}
	return p
}
