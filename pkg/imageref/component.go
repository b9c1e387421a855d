package imageref

import (
	"cmp"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// Split splits a reference, name[:tag][@digest], by the grammar of github.com/distribution/reference: no tag holds a
// slash, and a name holds a colon only before one (a port). Unlike that package it also reads references that still hold
// a variable.
func Split(v Value) (name, tag, digest Value) {
	known := v.Masked()
	if at := strings.IndexByte(known, '@'); at >= 0 {
		digest, known = v[at+1:], known[:at]
	}
	colon := strings.LastIndexByte(known, ':')
	if colon <= strings.LastIndexByte(known, '/') {
		return v[:len(known)], nil, digest
	}
	return v[:colon], v[colon+1 : len(known)], digest
}

// Component describes the image that v refers to. Its name is "" if nothing stands before the tag.
func Component(v Value) inventory.Component {
	name, tag, digest := Split(v)
	c := inventory.Component{
		Type: purl.Docker, Name: name.String(), Kind: inventory.Image, Direct: true,
		Resolution: Resolution(name, tag),
		NameSpan:   cmp.Or(name.Use(), v.Use()), VersionSpan: tag.Source(),
		Attributes: inventory.Attributes{Tag: tag.String()},
	}
	if tag.Origin() == Unresolved {
		c.Requirement = tag.String()
	} else {
		c.Version = tag.String()
	}
	if digest.Origin() != Unresolved {
		c.Attributes.Digest = digest.String()
	}
	if name.Origin() != Unresolved {
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
