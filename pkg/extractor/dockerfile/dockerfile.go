// Package dockerfile reads the images that Dockerfiles use: FROM, COPY and ADD --from, RUN --mount, ONBUILD before
// these, and the frontend of "# syntax=" (https://docs.docker.com/reference/dockerfile/). BuildKit decides what a line
// means; what it refuses is a Problem, and all other images are still found.
package dockerfile

import (
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// Extractor reads Dockerfiles and Containerfiles.
var Extractor = &extractor.Extractor{
	Name:      "dockerfile",
	Doc:       "container images",
	Ecosystem: "Docker",
	Files:     []string{"{Docker,Container}file", "{Docker,Container}file{.,-,_}*", "*.{Docker,Container}file"},
	Kinds:     []inventory.Kind{inventory.Image, inventory.Tool},
	Match:     extractor.Any(match),
	Extract:   extract,
}

// otherExtensions are those of files that are about Dockerfiles, or copies that editors and merges leave behind.
var otherExtensions = []string{
	".dockerignore", ".containerignore", ".md", ".rst", ".adoc", ".html", ".rego", ".txtar",
	".go", ".py", ".js", ".mjs", ".ts", ".rb", ".rs", ".java", ".sh", ".vim", ".json", ".yml", ".yaml", ".toml", ".lock",
	".css", ".gif", ".jpg", ".jsx", ".map", ".png", ".scss", ".snap", ".svg", ".tsx",
	".bak", ".orig", ".rej", ".save", ".swp", ".swo", ".tmp", ".patch", ".diff",
}

func match(name string) bool {
	base := name[strings.LastIndexByte(name, '/')+1:]
	if len(base) < len("dockerfile") {
		return false
	}
	base = strings.ToLower(base)
	for _, kind := range []string{"dockerfile", "containerfile"} {
		rest, found := strings.CutPrefix(base, kind)
		if found && (rest == "" || strings.ContainsAny(rest[:1], ".-_")) || strings.HasSuffix(base, "."+kind) {
			return !slices.Contains(otherExtensions, path.Ext(base)) && !strings.HasSuffix(base, "~")
		}
	}
	return false
}

func extract(f *extractor.File) {
	scan := newScanner(f.Data)
	read := newReader(scan)
	read.syntaxImage(f)
	for instruction, ok := scan.next(); ok; instruction, ok = scan.next() {
		read.instruction(instruction)
	}
	read.addTo(f)

	var guard *syntax.GuardError
	switch errors.As(syntax.Guard(f.Data), &guard); {
	case guard != nil && !read.any:
		f.Fail(inventory.Span{Start: guard.Offset}, "%v", guard)
	case guard != nil:
		f.Problem(inventory.Span{Start: guard.Offset}, "%v", guard)
	}
	if scan.template || read.frontend || isTemplate(f.Path) {
		return // what Docker would refuse it is never given
	}
	refusals := slices.Concat(scan.refusals, read.refusals)
	for _, r := range refusals {
		f.Problem(r.at, "%s", r.message)
	}
}
