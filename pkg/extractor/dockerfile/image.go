package dockerfile

import (
	"cmp"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// split splits an image reference, name[:tag][@digest], by the grammar of github.com/distribution/reference: no tag
// holds a slash, and a name holds a colon only before one (a port). Unlike that package it also reads references that
// still hold a variable.
func split(v value) (name, tag, digest value) {
	known := v.masked()
	if at := strings.IndexByte(known, '@'); at >= 0 {
		digest, known = v[at+1:], known[:at]
	}
	colon := strings.LastIndexByte(known, ':')
	if colon <= strings.LastIndexByte(known, '/') {
		return v[:len(known)], nil, digest
	}
	return v[:colon], v[colon+1 : len(known)], digest
}

// component describes the image that v refers to.
func component(v value) inventory.Component {
	name, tag, digest := split(v)
	c := inventory.Component{
		Type: purl.Docker, Name: name.String(), Kind: inventory.Image, Direct: true,
		Resolution: resolutions[max(name.origin(), tag.origin())],
		NameSpan:   cmp.Or(name.use(), v.use()), VersionSpan: tag.source(),
		Attributes: inventory.Attributes{Tag: tag.String()},
	}
	if tag.origin() == unresolved {
		c.Requirement = tag.String()
	} else {
		c.Version = tag.String()
	}
	if digest.origin() != unresolved {
		c.Attributes.Digest = digest.String()
	}
	if name.origin() != unresolved {
		c.PURL = purl.Image(c.Name, c.Version)
		c.Attributes.Registry = registry(c.Name)
	}
	return c
}

// registry is the registry that a name is written with, "" if none.
func registry(name string) string {
	registry, _ := purl.SplitImage(name)
	if !strings.HasPrefix(name, registry+"/") {
		return ""
	}
	return registry
}
