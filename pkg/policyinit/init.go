// Package policyinit makes a policy repository of one's own: a small policy to begin with, or one imported from a table,
// beside its workflow, hook and code owners. It gives the files; nothing is read or written here.
package policyinit

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/folder"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/markdown"
)

// PolicyFolder is the folder of the repository that holds the policy.
const PolicyFolder = "policy"

// testing is the library of the shipped policy that tests of guidelines use.
const testing = "lib/testing/testing.rego"

//go:embed repository.txtar
var repository []byte

// Options say what the repository is to hold.
type Options struct {
	Name      string            // of the policy: acme/technology
	Techcheck string            // the version of techcheck that its workflow installs: a tag, a commit or latest
	Today     guideline.Date    // of its decisions; they are reviewed in a year
	Shipped   *guideline.Policy // whose test library the policy gets a copy of
	Imported  *Imported         // nil: an example takes its place
}

// facts are what the files of repository.txtar are filled in with.
type facts struct {
	Name, Table         string
	Techcheck           string
	Today, ReviewBy     guideline.Date
	Owners              []guideline.Owner
	Imported, Undecided bool
}

// Files makes the files of a policy repository. Its policy verifies, and its tests pass.
func Files(o Options) ([]folder.File, error) {
	f := facts{Name: o.Name, Techcheck: o.Techcheck, Today: o.Today, ReviewBy: o.Today.AddDays(365), Owners: []guideline.Owner{group}}
	if o.Imported != nil {
		f.Imported, f.Undecided, f.Table = true, o.Imported.undecided, o.Imported.Table
		f.Owners = append(f.Owners, o.Imported.owners...)
	}
	files, err := fill(f)
	if err != nil {
		return nil, err
	}
	for _, m := range o.Shipped.Modules {
		if m.Path == testing {
			files = append(files, folder.File{Path: PolicyFolder + "/" + m.Path, Text: m.Source})
		}
	}
	if o.Imported != nil {
		files = append(files, o.Imported.choices(f.ReviewBy)...)
		files = append(files, o.Imported.toDo(f.ReviewBy))
	}
	slices.SortFunc(files, func(a, b folder.File) int { return strings.Compare(a.Path, b.Path) })
	return files, nil
}

// fill fills in the files of repository.txtar. One of which nothing is left is none.
func fill(f facts) ([]folder.File, error) {
	var files []folder.File
	for _, file := range txtar.Parse(repository).Files {
		filled, err := template.New(file.Name).Delims("[[", "]]").
			Funcs(template.FuncMap{"yaml": scalar, "quote": quoted, "text": markdown.Text, "code": markdown.Code}).Parse(string(file.Data))
		if err != nil {
			return nil, fmt.Errorf("reading %s of a new repository: %w", file.Name, err)
		}
		var text strings.Builder
		if err := filled.Execute(&text, f); err != nil {
			return nil, fmt.Errorf("filling in %s of a new repository: %w", file.Name, err)
		}
		if text := strings.TrimSpace(text.String()); text != "" {
			files = append(files, folder.File{Path: file.Name, Text: text + "\n"})
		}
	}
	return files, nil
}
