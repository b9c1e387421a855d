// Package gradlelock reads Gradle's locks: a line for each library, with the configurations that it is resolved in.
// Source: docs.gradle.org/current/userguide/dependency_locking.html, also for the older form, a file for each configuration.
package gradlelock

import (
	"bytes"
	"errors"
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/gradle/artifact"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// Extractor reads gradle.lockfile, buildscript-gradle.lockfile, settings-gradle.lockfile and dependency-locks/*.lockfile.
var Extractor = &extractor.Extractor{
	Name:      "gradlelock",
	Doc:       "Gradle libraries, resolved",
	Ecosystem: "Gradle",
	Files:     []string{"gradle.lockfile", "*-gradle.lockfile", "dependency-locks/*.lockfile"},
	Kinds:     []inventory.Kind{inventory.Library},
	Indirect:  true,
	Match:     extractor.Ending(match, ".lockfile"),
	Extract:   extract,
	MaxSize:   50 << 20,
}

func match(name string) bool {
	base := path.Base(name)
	return base == "gradle.lockfile" || strings.HasSuffix(base, "-gradle.lockfile") ||
		path.Ext(base) == ".lockfile" && path.Base(path.Dir(name)) == "dependency-locks"
}

func extract(f *extractor.File) {
	if refused, ok := errors.AsType[*syntax.GuardError](syntax.Guard(f.Data)); ok {
		f.Fail(inventory.Span{Start: refused.Offset, End: refused.Offset}, "%v", refused)
		return
	}
	at := len(f.Data) - len(bytes.TrimPrefix(f.Data, []byte(syntax.BOM)))
	for line := range bytes.Lines(f.Data[at:]) {
		start := at
		at += len(line)
		text := string(bytes.TrimRight(line, "\r\n"))
		switch {
		case strings.TrimSpace(text) == "", strings.HasPrefix(text, "#"), strings.HasPrefix(text, "empty="):
		case strings.HasPrefix(text, "<<<<<<< "):
			f.Fail(inventory.Span{Start: start, End: start}, "a merge conflict begins here and nothing after it is read; resolve it, then run gradle dependencies --write-locks")
			return
		default:
			read(f, start, text)
		}
	}
}

// read reads group:artifact:version=configuration,configuration.
func read(f *extractor.File, start int, text string) {
	whole, configurations, found := strings.Cut(text, "=")
	if !found {
		base := path.Base(f.Path) // older: the file is that of a configuration
		configurations = strings.TrimSuffix(strings.TrimSuffix(base, ".lockfile"), "-gradle")
	}
	parts := strings.Split(whole, ":")
	if len(parts) != 3 || parts[0] == "" || parts[1] == "" || parts[2] == "" {
		f.Problem(inventory.Span{Start: start, End: start + len(text)}, "%q is no library and its version; write the file anew with gradle dependencies --write-locks", text)
		return
	}
	name := len(parts[0]) + 1 + len(parts[1])
	f.Add(inventory.Component{
		Type: purl.Maven, Kind: inventory.Library, Resolution: inventory.Literal,
		Name: whole[:name], NameSpan: inventory.Span{Start: start, End: start + name},
		Version: parts[2], VersionSpan: inventory.Span{Start: start + name + 1, End: start + len(whole)},
		PURL:  purl.New(purl.Maven, parts[0]+"/"+parts[1], parts[2]),
		Scope: scopeOf(f.Path, configurations),
	})
}

// scopeOf is that of the configuration that counts most: what runs, then what builds, then what tests.
func scopeOf(file, configurations string) inventory.Scope {
	switch path.Base(file) {
	case "buildscript-gradle.lockfile", "settings-gradle.lockfile":
		return inventory.Build
	}
	scopes := map[inventory.Scope]bool{}
	for name := range strings.SplitSeq(configurations, ",") {
		name = strings.TrimSuffix(strings.TrimSuffix(name, "-gradle"), "Classpath")
		scope := artifact.ScopeOf(name)
		if scope == inventory.Runtime && strings.HasSuffix(strings.ToLower(name), "compile") { // what runs has runtimeClasspath too
			scope = inventory.Build
		}
		scopes[scope] = true
	}
	for _, scope := range []inventory.Scope{inventory.Runtime, inventory.Build, inventory.Development, inventory.Test} {
		if scopes[scope] {
			return scope
		}
	}
	return inventory.Runtime
}
