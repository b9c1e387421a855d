// Package gradlewrapper reads gradle-wrapper.properties: the version of Gradle that a build is run with.
// Source: docs.gradle.org/current/userguide/gradle_wrapper.html.
package gradlewrapper

import (
	"errors"
	"slices"
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
	Extract:   wrapper.Extract,
}

var wrapper = Wrapper{
	// gradle-8.5-bin.zip, gradle-8.14-rc-1-all.zip, team-gradle-8.5.zip.
	Distribution: lazyregexp.New(`(gradle)-(\d[\w.+-]*?)(?:-(?:bin|all|src))?\.zip$`),
	Tool:         "gradle",
	Hosts:        []string{"services.gradle.org", "downloads.gradle.org"},
	Next:         "write the file anew with gradle wrapper",
}

// Wrapper says how a tool's wrapper names the archive that it fetches, as distributionUrl.
type Wrapper struct {
	Distribution *lazyregexp.Regexp // the archive at the end of its address; two groups: the tool and its version
	Tool         string             // which tool it is where the archive has another name
	Hosts        []string           // where it comes from unless somebody chose another place
	Next         string             // what a reader does whose file names no archive
}

// host is where an archive comes from.
var host = lazyregexp.New(`^[a-z]+://([^/]+)/`)

// Extract reads the properties of a wrapper.
func (w *Wrapper) Extract(f *extractor.File) {
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
		f.Fail(inventory.Span{}, "this has no distributionUrl; %s", w.Next)
		return
	}
	w.add(f, url, sum.Value)
}

// add reads the name and the version from the last part of the address, which holds no escapes.
func (w *Wrapper) add(f *extractor.File, url properties.Property, sum string) {
	c := inventory.Component{
		Type: purl.Generic, Name: w.Tool, NameSpan: url.ValueSpan, Kind: inventory.Tool, Scope: inventory.Build, Direct: true,
		Resolution: inventory.Unresolved,
	}
	raw := string(f.Data[url.ValueSpan.Start:url.ValueSpan.End])
	if m := w.Distribution.FindStringSubmatchIndex(raw); m != nil {
		base := url.ValueSpan.Start
		c.Name, c.NameSpan = raw[m[2]:m[3]], inventory.Span{Start: base + m[2], End: base + m[3]}
		c.Version, c.VersionSpan = raw[m[4]:m[5]], inventory.Span{Start: base + m[4], End: base + m[5]}
		c.Resolution = inventory.Literal
	}
	if m := host.FindStringSubmatch(url.Value); m != nil && !slices.Contains(w.Hosts, m[1]) {
		c.Attributes.Registry = m[1][strings.LastIndexByte(m[1], '@')+1:]
	}
	if sum != "" {
		c.Attributes.Digest = "sha256:" + sum
	}
	c.PURL = purl.New(c.Type, c.Name, c.Version)
	f.Add(c)
}
