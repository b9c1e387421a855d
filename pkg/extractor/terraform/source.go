package terraform

import (
	"path"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/hcl"
)

// module reads a module block.
func (r *reader) module(_ hcl.Key, body *hcl.Node) {
	source, version := r.text(body.Get("source")), r.text(body.Get("version"))
	if len(source) == 0 { // a block of an override file
		return
	}
	index := r.add(func(known lookup) inventory.Component {
		return Module(trim(source.evaluate(known)), version.evaluate(known))
	}, source, version)
	r.facts.modules = append(r.facts.modules, index)
}

// Module describes a use of the module at a source. The version is that of a registry's; others have it in the source.
func Module(source, version imageref.Value) inventory.Component {
	o := parseSource(source.Masked())
	name := source[o.name.Start:o.name.End]
	c := inventory.Component{
		Type: purl.Terraform, Name: name.String(), Kind: inventory.Module, Scope: inventory.Runtime, Direct: true,
		NameSpan: name.Use(), Resolution: imageref.Resolution(name),
	}
	if o.kind != registry {
		c.Attributes.Source = source.String()
		version = source[o.ref.Start:o.ref.End]
	} else if o.ref != (inventory.Span{}) {
		version = source[o.ref.Start:o.ref.End]
	}
	host := source[o.host.Start:o.host.End]
	c.Attributes.Registry = host.String()
	switch {
	case o.kind == repository:
		setRef(&c, version)
	case o.kind != folder:
		setVersion(&c, version)
	}
	if o.kind == folder || o.kind == unknown || max(name.Origin(), host.Origin()) == imageref.Unresolved {
		return c
	}
	subpath := strings.Trim(o.path, "/")
	if strings.EqualFold(host.String(), "github.com") {
		c.Type, c.Attributes.Registry = purl.GitHub, ""
		c.PURL = purl.Action("", c.Name, c.Version, subpath)
		return c
	}
	c.PURL = purl.TerraformRegistry(host.String(), c.Name, c.Version, subpath)
	return c
}

// setRef takes a branch, tag or commit as the version, as it stands.
func setRef(c *inventory.Component, ref imageref.Value) {
	switch {
	case len(ref) == 0:
		return
	case ref.Origin() == imageref.Unresolved:
		c.Requirement, c.Resolution = ref.String(), inventory.Unresolved
	default:
		c.Version, c.Resolution = ref.String(), imageref.Resolution(ref)
	}
	c.VersionSpan = ref.Source()
}

// sourceKind says where a module comes from.
type sourceKind byte

const (
	unknown    sourceKind = iota
	folder                // of this repository or this machine
	registry              // [HOST/]NAMESPACE/NAME/SYSTEM
	repository            // git, Mercurial, and registries of OCI artifacts
	archive               // https://….zip, s3::…, gcs::…
)

// origin is a module's source, taken apart. Its spans count in the source.
type origin struct {
	kind            sourceKind
	host, name, ref inventory.Span
	path            string // in what is fetched: the module's folder, "" if it is the whole
}

var registryModule = lazyregexp.New(
	`^(?:([0-9A-Za-z][0-9A-Za-z-]*(?:\.[0-9A-Za-z-]+)+(?::\d+)?|localhost(?::\d+)?)/)?[0-9A-Za-z][\w-]*/[0-9A-Za-z][\w-]*/[0-9a-z]+(//|$)`)

// notRegistries are hosts whose addresses look like those of registries and are repositories.
var notRegistries = []string{"github.com", "bitbucket.org", "gitlab.com"}

// parseSource takes a source apart, as go-getter and Terraform's registry addresses do.
func parseSource(s string) origin {
	if isFolder(s) {
		return origin{kind: folder, name: inventory.Span{End: len(s)}}
	}
	if m := registryModule.FindStringSubmatchIndex(s); m != nil && (m[2] < 0 || !slices.Contains(notRegistries, s[m[2]:m[3]])) {
		o := origin{kind: registry, name: inventory.Span{End: m[4]}, path: s[m[5]:]}
		if m[2] >= 0 {
			o.host, o.name.Start = inventory.Span{Start: m[2], End: m[3]}, m[3]+1
		}
		return o
	}
	return parseURL(s)
}

func isFolder(s string) bool {
	for _, prefix := range []string{"./", "../", `.\`, `..\`, "/", "file://", "file::"} {
		if strings.HasPrefix(s, prefix) {
			return true
		}
	}
	return s == "." || s == ".." || len(s) > 2 && s[1] == ':' && (s[2] == '\\' || s[2] == '/')
}

var forced = lazyregexp.New(`^([a-z0-9]+)::`)

// parseURL reads [GETTER::][SCHEME://][USER@]HOST/PATH[//FOLDER][?QUERY], and git's USER@HOST:PATH.
func parseURL(s string) origin {
	var o origin
	start, end := 0, len(s)
	getter := ""
	if m := forced.FindStringSubmatch(s); m != nil {
		getter, start = m[1], len(m[0])
	}
	scheme, _, schemed := strings.Cut(s[start:], "://")
	if schemed {
		start += len(scheme) + len("://")
	} else {
		scheme = ""
	}
	if query := strings.IndexByte(s[start:], '?'); query >= 0 {
		end = start + query
		o.ref = refOf(s, end+1)
	}
	at := strings.IndexByte(s[start:end], '@')
	if slash := strings.IndexByte(s[start:end], '/'); at >= 0 && (slash < 0 || at < slash) {
		start += at + 1
	} else {
		at = -1
	}
	o.host = inventory.Span{Start: start, End: start + hostLength(s[start:end], !schemed)}
	o.name = inventory.Span{Start: min(end, o.host.End+1), End: end}
	if inside := strings.Index(s[o.name.Start:end], "//"); inside >= 0 {
		o.path = s[o.name.Start+inside+2 : end]
		o.name.End = o.name.Start + inside
	}
	o.kind = kindOf(getter, scheme, s[o.host.Start:o.host.End], at >= 0)
	if o.kind == unknown || o.name.Start >= o.name.End || o.host.Start == o.host.End && o.kind != registry {
		return origin{name: inventory.Span{End: len(s)}}
	}
	o.trim(s)
	return o
}

// hostLength measures the host with its port. In git's short form, a colon stands where the path begins.
func hostLength(s string, short bool) int {
	slash := strings.IndexByte(s, '/')
	if slash < 0 {
		slash = len(s)
	}
	colon := strings.IndexByte(s[:slash], ':')
	if colon >= 0 && (short || strings.Trim(s[colon+1:slash], "0123456789") != "") {
		return colon
	}
	return slash
}

func kindOf(getter, scheme, host string, user bool) sourceKind {
	switch {
	case scheme == "tfr": // Terragrunt's
		return registry
	case getter == "git", getter == "hg", scheme == "git", scheme == "ssh", scheme == "oci", user && scheme == "",
		getter == "" && scheme == "" && slices.Contains(notRegistries, host), getter == "" && host == "github.com":
		return repository
	case getter != "", scheme == "http", scheme == "https", strings.Contains(host, "."):
		return archive
	}
	return unknown
}

// trim cuts from the name what is none of it: .git, and behind a repository of GitHub the folder in it.
func (o *origin) trim(s string) {
	if s[o.host.Start:o.host.End] == "github.com" {
		parts := strings.SplitN(s[o.name.Start:o.name.End], "/", 3)
		if len(parts) == 3 {
			o.name.End -= len(parts[2]) + 1
			o.path = path.Join(parts[2], o.path)
		}
		if o.kind == archive {
			o.path = ""
		}
	}
	name := strings.TrimSuffix(strings.TrimRight(s[o.name.Start:o.name.End], "/"), ".git")
	o.name.End = o.name.Start + len(name)
}

// refOf finds the parameter of a query that names a version: that of git, of OCI artifacts, of Terragrunt's registries.
func refOf(s string, start int) inventory.Span {
	for start < len(s) {
		parameter, _, _ := strings.Cut(s[start:], "&")
		if key, value, _ := strings.Cut(parameter, "="); value != "" && slices.Contains([]string{"ref", "rev", "tag", "version"}, key) {
			return inventory.Span{Start: start + len(parameter) - len(value), End: start + len(parameter)}
		}
		start += len(parameter) + 1
	}
	return inventory.Span{}
}
