// Package csharpscript reads the directives of C# programs of a single file, which say what it is built from
// (https://learn.microsoft.com/dotnet/core/sdk/file-based-apps).
package csharpscript

import (
	"bytes"
	"iter"
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// Extractor reads the directives of programs where such programs are kept, and of those that are named: see pythonscript.
var Extractor = &extractor.Extractor{
	Name:      "csharpscript",
	Doc:       "C# programs of a single file",
	Ecosystem: ".NET",
	Files:     []string{"*.cs", "{scripts,script,bin,build,ci,eng,hack,tool,tools,.github}/*.cs", "apphost.cs"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language, inventory.Plugin},
	Match:     extractor.Ending(match, ".cs"),
	Named:     func(name string) bool { return strings.HasSuffix(name, ".cs") },
	Extract:   extract,
	MaxSize:   50 << 20, // code that is no such program must not be a Problem
}

// folders are those in which such programs are kept. Below them are projects, whose code has no directives.
var folders = map[string]bool{
	".github": true, "bin": true, "build": true, "ci": true, "eng": true, "hack": true,
	"script": true, "scripts": true, "tool": true, "tools": true,
}

func match(name string) bool {
	if !strings.HasSuffix(name, ".cs") {
		return false
	}
	folder := path.Dir(name)
	return folder == "." || folders[path.Base(folder)] || path.Base(name) == "apphost.cs" // which is Aspire's
}

var (
	directive = lazyregexp.New(`^#:\s*(package|sdk|property|project|include)\b`)
	// reference is the name of a package or an SDK, and perhaps a version.
	reference = lazyregexp.New(`^#:\s*(?:package|sdk)\s+([\w.-]+)(?:\s*@\s*(\S+)|\s+(\d\S*))?$`)
	framework = lazyregexp.New(`(?i)^#:\s*property\s+(TargetFramework)\s*[=\s]\s*net(?:coreapp)?(\d+\.\d+)(?:-\S*)?$`)
)

func extract(f *extractor.File) {
	found := false
	for start, text := range head(f.Data) {
		m := directive.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		found = true
		switch m[1] {
		case "package":
			add(f, start, text, inventory.Component{Kind: inventory.Library, Scope: inventory.Runtime})
		case "sdk":
			add(f, start, text, inventory.Component{Kind: inventory.Plugin, Scope: inventory.Build})
		case "property":
			addFramework(f, start, text)
		}
	}
	if !found {
		f.Disown()
	}
}

// head yields the lines before all code that are no comments, without blanks at their ends, and where each starts.
func head(data []byte) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		end, comment := 0, false
		for line := range bytes.Lines(data) {
			end += len(line)
			text := strings.TrimPrefix(string(line), syntax.BOM)
			start := end - len(text)
			text = strings.TrimRight(text, " \t\r\n")
			switch {
			case comment || strings.HasPrefix(text, "/*"):
				comment = !strings.Contains(text, "*/")
			case text != "" && !strings.HasPrefix(text, "//") && (text[0] != '#' || !yield(start, text)):
				return
			}
		}
	}
}

// exact is a version: NuGet takes the lowest one that is allowed.
var exact = lazyregexp.New(`^\d+(?:\.\d+)*(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$`)

// add records the package or SDK of a directive that starts there.
func add(f *extractor.File, start int, text string, c inventory.Component) {
	m := reference.FindStringSubmatchIndex(text)
	if m == nil {
		f.Problem(inventory.Span{Start: start, End: start + len(text)}, "this directive names no package; write it as Name@1.2.3")
		return
	}
	c.Type, c.Name, c.Direct, c.Resolution = purl.NuGet, text[m[2]:m[3]], true, inventory.Literal
	c.NameSpan = inventory.Span{Start: start + m[2], End: start + m[3]}
	if from, to := max(m[4], m[6]), max(m[5], m[7]); from >= 0 {
		c.Requirement, c.VersionSpan = text[from:to], inventory.Span{Start: start + from, End: start + to}
		if exact.MatchString(c.Requirement) {
			c.Version, c.Requirement = c.Requirement, ""
		}
	}
	c.PURL = purl.New(c.Type, c.Name, c.Version)
	if c.PURL == "" {
		f.Problem(c.NameSpan, "%q is no name of a package; correct it", c.Name)
		return
	}
	f.Add(c)
}

// addFramework records the version of .NET that a program is built for.
func addFramework(f *extractor.File, start int, text string) {
	m := framework.FindStringSubmatchIndex(text)
	if m == nil {
		return // another property
	}
	f.Add(inventory.Component{
		Type: purl.Generic, Name: "dotnet", PURL: purl.New(purl.Generic, "dotnet", text[m[4]:m[5]]),
		NameSpan: inventory.Span{Start: start + m[2], End: start + m[3]}, Version: text[m[4]:m[5]],
		VersionSpan: inventory.Span{Start: start + m[4], End: start + m[5]}, Kind: inventory.Language, Scope: inventory.Runtime,
		Direct: true, Resolution: inventory.Variable, // the name is not spelt out
	})
}
