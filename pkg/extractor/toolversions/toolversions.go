// Package toolversions reads .tool-versions, in which asdf and mise look for the tools of a project: a line for each, with
// its version, or several of which the first one that is installed counts.
// Source: asdf-vm.com/manage/configuration.html.
package toolversions

import (
	"errors"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
	"github.com/dna-group/techcheck/pkg/toolchain"
)

// Extractor reads .tool-versions files.
var Extractor = &extractor.Extractor{
	Name:      "toolversions",
	Doc:       "Tools of asdf and mise",
	Ecosystem: "Tool versions",
	Files:     []string{".tool-versions"},
	Kinds:     []inventory.Kind{inventory.Language, inventory.Tool},
	Match:     extractor.Base(".tool-versions"),
	Extract:   extract,
}

func extract(f *extractor.File) {
	if refused, ok := errors.AsType[*syntax.GuardError](syntax.Guard(f.Data)); ok {
		f.Fail(inventory.Span{Start: refused.Offset, End: refused.Offset}, "%v", refused)
		return
	}
	for words := range toolchain.Lines(f.Data) {
		name, versions := words[0], words[1:]
		technology, start, end := toolchain.FromKey(name.Text)
		if start == end {
			f.Problem(name.Span(), "%q is no name of a tool; correct or remove this line", name.Text)
			continue
		}
		if len(versions) == 0 {
			versions = []toolchain.Word{{}}
		}
		for _, version := range versions {
			c := technology.Component(version.Text, version.Place)
			c.Name, c.NameSpan = name.Text[start:end], name.Place(start, end)
			f.Add(c)
		}
	}
}
