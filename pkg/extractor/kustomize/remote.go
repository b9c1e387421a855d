package kustomize

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// commit is a commit's id, which nobody can move.
var commit = lazyregexp.New(`^[0-9a-f]{40}$`)

// resource reads what a kustomization builds on, if it comes from elsewhere: a folder in a repository, which is
// pkg:github/owner/repo, of another host with its repository_url (bitbucket.org has a type of its own), or a file at an address,
// which is pkg:generic/host/path.
func (r *reader) resource(n *yaml.Node) {
	v := r.expand(n)
	from, remote := parse(v.Masked())
	if !remote {
		return
	}
	name, ref := v[from.name.Start:from.name.End], v[from.ref.Start:from.ref.End]
	c := inventory.Component{
		Type: purl.GitHub, Name: name.String(), Kind: inventory.Module, Scope: inventory.Runtime, Direct: true,
		NameSpan: name.Use(), VersionSpan: ref.Source(), Resolution: imageref.Resolution(name, ref),
		Attributes: inventory.Attributes{Source: purl.WithoutAccount(v[:from.end].String())},
	}
	if ref.Origin() == imageref.Unresolved {
		c.Requirement = ref.String()
	} else {
		c.Version = ref.String()
	}
	if commit.MatchString(c.Version) {
		c.Attributes.Digest = c.Version
	}
	switch known := v[:from.name.End].Origin() != imageref.Unresolved; { // also the host
	case from.file && known:
		c.Type, c.PURL = purl.Generic, purl.New(purl.Generic, from.host+c.Name[len(from.host):], "")
	case known:
		if purl.Registry(purl.GitHub, from.host) != "" {
			c.Attributes.Registry = from.host
		}
		c.Type, c.PURL = purl.Repository(from.host, c.Name, c.Version, from.path)
	default:
		c.Resolution = inventory.Unresolved
	}
	r.file.AddWritten(c)
}

// origin is an address, taken apart. Its spans count in the address.
type origin struct {
	host      string
	name, ref inventory.Span // of a repository its path at the host, of a file host and path
	end       int            // of the address without its query, which may hold secrets
	path      string         // in the repository
	file      bool           // at an address of its own, in no repository that it tells
}

var (
	// remote is the start of an address: [git::][SCHEME://][USER@]HOST[:PORT]/ or gh:, and git's USER@HOST:.
	remote = lazyregexp.New(`^(?:git::)?(?:gh:|(?i:(https?|ssh|git)://)?(?:([^/@\s]+)@)?([\w.-]+(?::\d+)?)([/:]))`)
	// repository ends where the path in it begins: at // or after .git, or it is said by _git/ before its name, else it is
	// the first two folders of the host.
	repository = lazyregexp.New(`^(?:(.*?_git/[^/]+)|(.+?)\.git(?:/|$)|(.+?)//|([^/]+/[^/]+))(?:/|$)?`)
	// told is what tells a repository from a file, and a host without a scheme from a folder.
	told = lazyregexp.New(`_git/|\.git(?:[/?]|$)|[^:]//|[?&](?:ref|version)=`)
	// raw is a file in a repository, as GitHub and GitLab serve it behind their own hosts: repository, ref and path.
	raw = []*lazyregexp.Regexp{
		lazyregexp.New(`^raw\.githubusercontent\.com/([^/]+/[^/]+)/(?:refs/(?:heads|tags)/)?([^/]+)/(.+)$`),
		lazyregexp.New(`^github\.com/([^/]+/[^/]+)/(?:raw/(?:refs/(?:heads|tags)/)?|releases/download/)([^/]+)/(.+)$`),
		lazyregexp.New(`^github\.com/([^/]+/[^/]+)/releases/(latest)/download/(.+)$`),
		lazyregexp.New(`^[^/]+/(.+?)/-/raw/([^/]+)/(.+)$`),
	}
	parameter = lazyregexp.New(`[?&](ref|version)=([^&]+)`)
)

// parse takes an address apart. It is false of what lies in the repository itself.
func parse(s string) (origin, bool) {
	m := remote.FindStringSubmatchIndex(s)
	if m == nil {
		return origin{}, false
	}
	o := origin{host: "github.com", end: len(s)}
	if m[6] >= 0 {
		o.host = strings.ToLower(s[m[6]:m[7]])
	}
	schemed, colon := m[2] >= 0, m[4] >= 0 && s[m[8]:m[9]] == ":"
	if !schemed && !colon && !isHost(o.host, s) {
		return origin{}, false // a folder
	}
	start := m[1]
	if query := strings.IndexByte(s, '?'); query >= 0 {
		o.end = max(start, query)
	}
	if schemed && (o.rawFile(s[:o.end], m[6]) || o.plainFile(s, m[6])) {
		return o, true
	}
	return o, o.repository(s, start)
}

// repository reads the address of a folder in a repository; start is where its path at the host begins.
func (o *origin) repository(s string, start int) bool {
	found := repository.FindStringSubmatchIndex(s[start:o.end])
	if found == nil {
		return false
	}
	for group := 2; group < len(found); group += 2 {
		if found[group] >= 0 {
			o.name = inventory.Span{Start: start + found[group], End: start + found[group+1]}
		}
	}
	o.ref, o.path = ref(s), strings.Trim(path.Clean("/"+s[start+found[1]:o.end]), "/")
	return true
}

// isHost tells whether the start of an address without a scheme is a host, and no folder.
func isHost(start, address string) bool {
	return start == "github.com" || strings.Contains(strings.Trim(start, "."), ".") && told.MatchString(address)
}

// rawFile reads the address of a file that a repository serves; start is where its host begins.
func (o *origin) rawFile(s string, start int) bool {
	for _, pattern := range raw {
		m := pattern.FindStringSubmatchIndex(s[start:])
		if m == nil {
			continue
		}
		o.name = inventory.Span{Start: start + m[2], End: start + m[3]}
		if s[start+m[4]:start+m[5]] != "latest" {
			o.ref = inventory.Span{Start: start + m[4], End: start + m[5]}
		}
		o.path = s[start+m[6]:]
		if strings.HasSuffix(o.host, "githubusercontent.com") {
			o.host = "github.com"
		}
		return true
	}
	return false
}

// plainFile reads the address of any other file: it has the extension of one, and nothing tells a repository.
func (o *origin) plainFile(s string, start int) bool {
	switch path.Ext(s[start:o.end]) {
	case ".yaml", ".yml", ".json":
		o.file = !told.MatchString(s)
		o.name = inventory.Span{Start: start, End: o.end}
	}
	return o.file
}

// ref is the version that a query asks for; of both parameters, ref counts.
func ref(s string) inventory.Span {
	var found inventory.Span
	for _, m := range parameter.FindAllStringSubmatchIndex(s, -1) {
		if found == (inventory.Span{}) || s[m[2]:m[3]] == "ref" {
			found = inventory.Span{Start: m[4], End: m[5]}
		}
	}
	return found
}
