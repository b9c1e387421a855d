package denojson

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
)

// forms are those of a specifier that names a package: the registry that it is of, its name, and its version. What is in the package
// follows. The addresses are those of deno.land and of networks that serve what npm has.
var forms = []struct {
	purlType string
	pattern  *lazyregexp.Regexp
}{
	{purl.NPM, lazyregexp.New(`^npm:/?((?:@[^/@\s]+/)?[^/@\s]+)(?:@([^/]+))?(?:/.*)?$`)},
	{purl.JSR, lazyregexp.New(`^jsr:/?(@[^/@\s]+/[^/@\s]+)(?:@([^/]+))?(?:/.*)?$`)},
	{purl.NPM, lazyregexp.New(`^https?://(?:unpkg\.com/|cdn\.skypack\.dev/|cdn\.jsdelivr\.net/npm/|esm\.run/|ga\.jspm\.io/npm:)((?:@[^/@\s?#]+/)?[^/@\s?#]+)(?:@([^/?#&]+))?(?:[/?#&].*)?$`)},
	{purl.JSR, lazyregexp.New(`^https?://esm\.sh/jsr/(@[^/@\s?#]+/[^/@\s?#]+)(?:@([^/?#&]+))?(?:[/?#&].*)?$`)},
	{purl.GitHub, lazyregexp.New(`^https?://esm\.sh/(?:gh|pr)/([^/@\s?#]+/[^/@\s?#&]+)(?:@([^/?#&]+))?(?:[/?#&].*)?$`)},
	{purl.NPM, lazyregexp.New(`^https?://esm\.sh/(?:(?:stable|v\d+)/)?\*?((?:@[^/@\s?#]+/)?[^/@\s?#&]+)(?:@([^/?#&]+))?(?:[/?#&].*)?$`)},
	{purl.Generic, lazyregexp.New(`^https?://(deno\.land/(?:std|x/[^/@\s?#]+))(?:@([^/?#]+))?(?:[/?#].*)?$`)},
	{purl.GitHub, lazyregexp.New(`^https?://raw\.githubusercontent\.com/([^/\s]+/[^/\s]+)/([^/\s]+)/.*$`)},
	{purl.Generic, lazyregexp.New(`^https?://([^\s?#]*[^\s?#/])/?(?:[?#].*)?$`)},
}

// exact is a version of all its numbers.
var exact = lazyregexp.New(`^v?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$`)

// Read reads a specifier: npm:chalk@5, jsr:@std/path@^1.0.0/posix, https://deno.land/x/oak@v12.6.1/mod.ts. It is false of what
// Deno itself has (node:fs) and of what is in the project.
func Read(t inventory.Text) (c inventory.Component, found bool) {
	for _, form := range forms {
		m := form.pattern.FindStringSubmatchIndex(t.String())
		if m == nil {
			continue
		}
		name := t.Slice(m[2], m[3])
		c = inventory.Component{
			Type: form.purlType, Name: name.String(), NameSpan: name.Span(), Kind: inventory.Library, Resolution: inventory.Literal,
		}
		if len(m) > 4 && m[4] >= 0 {
			version := t.Slice(m[4], m[5])
			c.VersionSpan = version.Span()
			if exact.MatchString(version.String()) || c.Type == purl.GitHub || c.Type == purl.Generic {
				c.Version = version.String()
			} else {
				c.Requirement = version.String()
			}
		}
		if strings.HasPrefix(t.String(), "http") {
			c.Attributes.Source = t.String()
		}
		c.PURL = purl.New(c.Type, c.Name, c.Version)
		return c, c.PURL != ""
	}
	return inventory.Component{}, false
}
