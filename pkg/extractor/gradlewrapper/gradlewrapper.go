// Package gradlewrapper reads gradle-wrapper.properties: the version of Gradle that a build is run with.
// Source: docs.gradle.org/current/userguide/gradle_wrapper.html.
package gradlewrapper

import (
	"errors"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax"
	"github.com/dna-group/techcheck/pkg/syntax/properties"
)

// Extractor reads gradle-wrapper.properties files.
var Extractor = &extractor.Extractor{
	Name:      "gradlewrapper",
	Doc:       "The Gradle of a build",
	Ecosystem: "Gradle",
	Files:     []string{"gradle-wrapper.properties"},
	Kinds:     []inventory.Kind{inventory.Tool},
	Match:     extractor.Base("gradle-wrapper.properties"),
	Extract:   extract,
}

var (
	// distribution is the archive of a Gradle: gradle-8.5-bin.zip, gradle-8.14-rc-1-all.zip, team-gradle-8.5.zip.
	distribution = lazyregexp.New(`(gradle)-(\d[\w.+-]*?)(?:-(?:bin|all|src))?\.zip$`)
	// host is where it comes from.
	host = lazyregexp.New(`^[a-z]+://([^/]+)/`)
)

func extract(f *extractor.File) {
	if refused, ok := errors.AsType[*syntax.GuardError](syntax.Guard(f.Data)); ok {
		f.Fail(inventory.Span{Start: refused.Offset, End: refused.Offset}, "%v", refused)
		return
	}
	var url, sum properties.Property
	for p := range properties.All(f.Data) {
		switch p.Key {
		case "distributionUrl":
			url = p
		case "distributionSha256Sum":
			sum = p
		}
	}
	if url.Key == "" {
		f.Fail(inventory.Span{}, "this has no distributionUrl; write the file anew with gradle wrapper")
		return
	}
	add(f, url, sum.Value)
}

// add reads the name and the version from the last part of the address, which holds no escapes.
func add(f *extractor.File, url properties.Property, sum string) {
	c := inventory.Component{
		Type: purl.Generic, Name: "gradle", NameSpan: url.ValueSpan, Kind: inventory.Tool, Scope: inventory.Build, Direct: true,
		Resolution: inventory.Unresolved,
	}
	raw := string(f.Data[url.ValueSpan.Start:url.ValueSpan.End])
	if m := distribution.FindStringSubmatchIndex(raw); m != nil {
		base := url.ValueSpan.Start
		c.NameSpan = inventory.Span{Start: base + m[2], End: base + m[3]}
		c.Version, c.VersionSpan = raw[m[4]:m[5]], inventory.Span{Start: base + m[4], End: base + m[5]}
		c.Resolution = inventory.Literal
	}
	if m := host.FindStringSubmatch(url.Value); m != nil && m[1] != "services.gradle.org" && m[1] != "downloads.gradle.org" {
		c.Attributes.Registry = m[1][strings.LastIndexByte(m[1], '@')+1:]
	}
	if sum != "" {
		c.Attributes.Digest = "sha256:" + sum
	}
	c.PURL = purl.New(c.Type, c.Name, c.Version)
	f.Add(c)
}
