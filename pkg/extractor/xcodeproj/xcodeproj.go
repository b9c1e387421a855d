// Package xcodeproj reads which Swift packages an Xcode project uses, of its project.pbxproj. Apple does not document the format;
// the names are those that Xcode writes, and of XCRemoteSwiftPackageReference in github.com/tuist/XcodeProj.
package xcodeproj

import (
	"bytes"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
)

// Extractor reads project.pbxproj files.
var Extractor = &extractor.Extractor{
	Name:      "xcodeproj",
	Doc:       "Swift packages of Xcode projects",
	Ecosystem: "Swift",
	Files:     []string{"*.xcodeproj/project.pbxproj"},
	Kinds:     []inventory.Kind{inventory.Library},
	Match:     extractor.Ending(match, ".pbxproj"),
	Extract:   extract,
	MaxSize:   50 << 20,
}

func match(name string) bool { return strings.HasSuffix(name, ".xcodeproj/project.pbxproj") }

// reference is how the entry of a package begins.
const reference = "isa = XCRemoteSwiftPackageReference;"

// maxEntry is how many bytes of an entry are looked through. Real ones have 200.
const maxEntry = 4096

func extract(f *extractor.File) {
	for at := 0; ; {
		next := bytes.Index(f.Data[at:], []byte(reference))
		if next < 0 {
			return
		}
		at += next + len(reference)
		add(f, inventory.Span{Start: at - len(reference), End: at}, settings(f.Data, at))
	}
}

// setting is a key and its value, which may be quoted; else what closes the entry, or opens what is in it.
var setting = lazyregexp.New(`(\w+)\s*=\s*(?:"([^"\\]*)"|([^\s;{}"]+))\s*;|[{}]`)

// settings are those of the entry that goes on here, with those of the requirement in it: the places of their values.
func settings(data []byte, at int) map[string]inventory.Span {
	all := map[string]inventory.Span{}
	entry := string(data[at:min(at+maxEntry, len(data))])
	depth := 0
	for _, m := range setting.FindAllStringSubmatchIndex(entry, -1) {
		switch value := m[4:6]; {
		case m[2] < 0 && entry[m[0]] == '{':
			depth++
		case m[2] < 0:
			if depth--; depth < 0 {
				return all
			}
		default:
			if value[0] < 0 {
				value = m[6:8]
			}
			all[entry[m[2]:m[3]]] = inventory.Span{Start: at + value[0], End: at + value[1]}
		}
	}
	return all
}

// requirements are the kinds of a requirement as Package.swift writes them, of minimumVersion, maximumVersion, branch and revision.
var requirements = map[string]string{
	"upToNextMajorVersion": `.upToNextMajor(from: "minimumVersion")`,
	"upToNextMinorVersion": `.upToNextMinor(from: "minimumVersion")`,
	"versionRange":         `"minimumVersion"..<"maximumVersion"`,
	"branch":               `.branch("branch")`,
	"revision":             `.revision("revision")`,
}

func add(f *extractor.File, entry inventory.Span, settings map[string]inventory.Span) {
	value := func(key string) string { return string(f.Data[settings[key].Start:settings[key].End]) }
	address := settings["repositoryURL"]
	name := purl.RepositoryName(value("repositoryURL"))
	c := inventory.Component{
		Type: purl.Swift, Name: name, Kind: inventory.Library, Scope: inventory.Runtime, Direct: true, Resolution: inventory.Literal,
	}
	written := strings.Index(value("repositoryURL"), name)
	switch {
	case value("repositoryURL") == "":
		f.Problem(entry, "this package has no repositoryURL; correct it in Xcode")
		return
	case name == "":
		c.Name, c.NameSpan, c.Attributes.Source = value("repositoryURL"), address, "file:"+value("repositoryURL")
	case written < 0: // git@host:name
		c.NameSpan, c.Resolution = address, inventory.Variable
	default:
		c.NameSpan = inventory.Span{Start: address.Start + written, End: address.Start + written + len(name)}
	}
	kind := value("kind")
	if kind == "exactVersion" {
		c.Version, c.VersionSpan = value("version"), settings["version"]
	} else if requirement := requirements[kind]; requirement != "" {
		c.Requirement, c.Resolution = requirement, inventory.Variable // in the words of Package.swift
		for _, key := range []string{"maximumVersion", "minimumVersion", "branch", "revision"} {
			if quoted := `"` + key + `"`; strings.Contains(requirement, quoted) {
				c.Requirement, c.VersionSpan = strings.ReplaceAll(c.Requirement, quoted, `"`+value(key)+`"`), settings[key]
			}
		}
	}
	c.PURL = purl.New(c.Type, name, c.Version)
	f.Add(c)
}
