// Package denojson reads deno.json, the configuration of Deno, for what its import map stands for, and import maps in files of
// their own. Sources: docs.deno.com/runtime/fundamentals/configuration, docs.deno.com/runtime/fundamentals/modules.
package denojson

import (
	"bytes"
	"path"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// Extractor reads deno.json, deno.jsonc and import_map.json, and keeps a Lock.
var Extractor = &extractor.Extractor{
	Name:      "denojson",
	Doc:       "Deno projects",
	Ecosystem: "Deno",
	Files:     []string{"deno.json", "deno.jsonc", "import_map.json"},
	Kinds:     []inventory.Kind{inventory.Library},
	Match:     extractor.Base("deno.json", "deno.jsonc", "import_map.json"),
	Extract:   extract,
}

// Lock is the path of the lock that a configuration names; "" if it names none.
type Lock string

func extract(f *extractor.File) {
	if len(bytes.TrimSpace(bytes.TrimPrefix(f.Data, []byte(syntax.BOM)))) == 0 {
		return // which Deno takes for {}
	}
	root, err := json.Parse(f.Data)
	r := &reader{file: f, seen: map[string]bool{}}
	r.imports(root.Get("imports"))
	for _, scope := range root.Get("scopes").Each() {
		r.imports(scope)
	}
	options := root.Get("compilerOptions")
	r.add(options.Get("jsxImportSource"), inventory.Runtime)
	if types := options.Get("types"); types.Is(json.Array) {
		for _, value := range types.Elements {
			r.add(value, inventory.Development)
		}
	}
	lock := root.Get("lock")
	if named := lock.Get("path"); named != nil {
		lock = named
	}
	if lock.Is(json.String) {
		f.Keep(Lock(path.Join(path.Dir(f.Path), lock.Text)))
	}
	f.Broken(err, "correct it, Deno cannot read it either")
}

// reader reads one file.
type reader struct {
	file *extractor.File
	seen map[string]bool // a package has an entry for itself and often one for what is in it
}

func (r *reader) imports(section *json.Node) {
	for _, value := range section.Each() {
		r.add(value, inventory.Runtime)
	}
}

func (r *reader) add(value *json.Node, scope inventory.Scope) {
	if !value.Is(json.String) {
		return
	}
	c, found := Read(inventory.NewText(value.Text, value))
	id := c.PURL + " " + c.Requirement
	if !found || r.seen[id] {
		return
	}
	r.seen[id] = true
	c.Scope, c.Direct = scope, true
	if !r.file.Holds(c.NameSpan, c.Name) || !r.file.Holds(c.VersionSpan, c.Version+c.Requirement) {
		c.Resolution = inventory.Variable
	}
	r.file.Add(c)
}
