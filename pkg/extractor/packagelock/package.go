package packagelock

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor/npm/lock"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// pkg is an entry while it is read.
type pkg struct{ *lock.Package }

// newPackage reads what an entry is in all versions: its name is the key's text from start on.
func newPackage(key *json.Node, start int, entry *json.Node) pkg {
	p := &lock.Package{Name: key.Text[start:], NameSpan: key.Part(start, len(key.Text)), Scope: scopeOf(entry)}
	if version := entry.Get("version"); version.Is(json.String) {
		p.Version, p.VersionSpan = version.Text, version.Content()
	}
	return pkg{p}
}

// alias reads real@1.2.3, which follows npm: in a version.
func (p pkg) alias(version *json.Node, real string) {
	at := strings.LastIndexByte(real, '@')
	if at < 1 {
		return
	}
	start := len(version.Text) - len(real)
	p.Name, p.NameSpan = real[:at], version.Part(start, start+at)
	p.Version, p.VersionSpan = real[at+1:], version.Part(start+at+1, len(version.Text))
}

// scopeOf reads the flags that npm gives a package that is not of the runtime alone.
func scopeOf(entry *json.Node) inventory.Scope {
	switch {
	case isTrue(entry.Get("dev")):
		return inventory.Development
	case isTrue(entry.Get("optional")), isTrue(entry.Get("devOptional")):
		return inventory.Optional
	case isTrue(entry.Get("peer")):
		return inventory.Peer
	}
	return inventory.Runtime
}

// isTrue tells whether a flag is set: npm writes no other one.
func isTrue(flag *json.Node) bool {
	return flag.Is(json.Bool) && flag.Span.End-flag.Span.Start == len("true")
}

// text is that of a string; of anything else, and of what is not there, "".
func text(n *json.Node) string {
	if n == nil {
		return ""
	}
	return n.Text
}
