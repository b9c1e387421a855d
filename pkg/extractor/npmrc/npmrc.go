// Package npmrc reads .npmrc for the registries that scopes of packages come from. It declares nothing itself: pkg/extractor/npm
// joins it with the manifests.
// Source: docs.npmjs.com/cli/configuring-npm/npmrc, docs.npmjs.com/cli/using-npm/scope#associating-a-scope-with-a-registry.
package npmrc

import (
	"errors"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/npm/spec"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// Extractor reads .npmrc files, and keeps their spec.Registries.
var Extractor = &extractor.Extractor{
	Name:      "npmrc",
	Doc:       "Registries of scopes",
	Ecosystem: "npm",
	Files:     []string{".npmrc"},
	Match:     extractor.Base(".npmrc"),
	Extract:   extract,
}

func extract(f *extractor.File) {
	if refused, ok := errors.AsType[*syntax.GuardError](syntax.Guard(f.Data)); ok {
		f.Fail(inventory.Span{Start: refused.Offset, End: refused.Offset}, "%v", refused)
		return
	}
	all := spec.Registries{}
	for line := range strings.Lines(strings.TrimPrefix(string(f.Data), syntax.BOM)) {
		if strings.HasPrefix(strings.TrimSpace(line), "[") {
			break // what follows is in a section, in which npm looks for nothing
		}
		key, value, found := strings.Cut(line, "=")
		if !found {
			continue
		}
		if comment := strings.IndexAny(value, ";#"); comment >= 0 {
			value = value[:comment]
		}
		switch key, value = unquote(key), unquote(value); {
		case key == "registry":
			all[spec.AnyScope] = value
		case strings.HasPrefix(key, "@"):
			if scope, found := strings.CutSuffix(key, ":registry"); found {
				all[scope] = value
			}
		}
	}
	f.Keep(all)
}

func unquote(text string) string { return strings.Trim(strings.TrimSpace(text), `"'`) }
