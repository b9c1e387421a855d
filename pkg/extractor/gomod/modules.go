package gomod

import (
	"cmp"
	"slices"
	"strings"

	xmodfile "golang.org/x/mod/modfile"
	"golang.org/x/mod/module"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/modfile"
)

// reader puts the directives of a module file together.
type reader struct {
	file     *extractor.File
	modules  []*inventory.Component            // in the order in which they were read
	required map[string][]*inventory.Component // by path; the main module stands for itself, as none
	tools    map[string]bool                   // paths of the modules that a tool directive uses
	replaced map[module.Version]string         // by path and version, or by path alone
}

func newReader(f *extractor.File) *reader {
	return &reader{
		file:     f,
		required: map[string][]*inventory.Component{},
		tools:    map[string]bool{},
		replaced: map[module.Version]string{},
	}
}

func (r *reader) main(line modfile.Line) { r.required[line.Args[0].Text] = nil }

func (r *reader) require(line modfile.Line) {
	if c := r.add(line.Args); c != nil {
		c.Direct = !isIndirect(line.Comment)
		r.required[c.Name] = append(r.required[c.Name], c)
	}
}

// isIndirect reads "// indirect", which a remark may follow: "// indirect; for the tests".
func isIndirect(comment string) bool {
	fields := strings.Fields(strings.TrimPrefix(comment, "//"))
	return len(fields) == 1 && fields[0] == "indirect" || len(fields) > 1 && fields[0] == "indirect;"
}

// tool marks the module that provides a tool, which is a direct use for the build. Go writes "// indirect" behind a
// module that only a tool needs; without it the code imports the module, too, and it stays a library.
func (r *reader) tool(line modfile.Line) {
	path, found := r.provider(line.Args[0].Text)
	if !found {
		if c := r.add(line.Args[:1]); c != nil {
			c.Kind, c.Scope = inventory.Tool, inventory.Build
		}
		return
	}
	if r.tools[path] {
		return
	}
	r.tools[path] = true
	for _, c := range r.required[path] {
		if !c.Direct {
			c.Kind, c.Scope, c.Direct = inventory.Tool, inventory.Build, true
		}
	}
}

// maxElements bounds the search for the module of a package. Real paths have fewer than 15 elements.
const maxElements = 100

// provider finds the module, the main one included, with the longest path that leads to the package.
func (r *reader) provider(pkg string) (path string, found bool) {
	path = pkg
	for range maxElements {
		if _, found := r.required[path]; found {
			return path, true
		}
		slash := strings.LastIndexByte(path, '/')
		if slash < 0 {
			break
		}
		path = path[:slash]
	}
	return "", false
}

// fromReplace is the source of a module that is in use because it replaces another.
const fromReplace = "replace"

// replace reads "old [version] => new version" and "old [version] => ../folder". A replacement by another module is a use
// of that one; by the same module, it only chooses the version.
func (r *reader) replace(line modfile.Line) {
	arrow := slices.IndexFunc(line.Args, func(t modfile.Token) bool { return t.Text == "=>" })
	if arrow < 1 || arrow == len(line.Args)-1 {
		r.file.Problem(line.Args[0].Span, `the replacement lacks a side: write it as "old/module => new/module v1.2.3" or "old/module => ../folder"`)
		return
	}
	old, target := moduleVersion(line.Args[:arrow]), moduleVersion(line.Args[arrow+1:])
	r.replaced[old] = target.String()
	if xmodfile.IsDirectoryPath(target.Path) || target.Path == old.Path {
		return
	}
	c := r.add(line.Args[arrow+1:])
	if c == nil {
		return
	}
	c.Attributes.Source = fromReplace
	if requires := r.required[old.Path]; len(requires) > 0 {
		c.Kind, c.Scope = requires[0].Kind, requires[0].Scope
	}
}

// replacement tells what replaces a module: what is given for its version, else for all. A replacement is not replaced.
func (r *reader) replacement(c *inventory.Component) string {
	if c.Attributes.Source == fromReplace {
		return ""
	}
	return cmp.Or(r.replaced[module.Version{Path: c.Name, Version: c.Version}], r.replaced[module.Version{Path: c.Name}])
}

// add adds the module that the words name, with its version if they tell one; nil if they name none.
func (r *reader) add(words []modfile.Token) *inventory.Component {
	name := words[0]
	if module.CheckImportPath(name.Text) != nil {
		r.file.Problem(name.Span, "%q is no module path: correct it (a space stands between path and version)", name.Text)
		return nil
	}
	c := &inventory.Component{
		Type: purl.Golang, Name: name.Text, Kind: inventory.Library, Scope: inventory.Runtime, Direct: true, NameSpan: name.Span,
	}
	v := versionOf(words)
	setVersion(c, v, v.Text != "" && module.CanonicalVersion(v.Text) == v.Text)
	r.modules = append(r.modules, c)
	return c
}

func moduleVersion(words []modfile.Token) module.Version {
	return module.Version{Path: words[0].Text, Version: versionOf(words).Text}
}

// versionOf gives the word behind a module path; the zero Token if there is none.
func versionOf(words []modfile.Token) modfile.Token {
	if len(words) < 2 {
		return modfile.Token{}
	}
	return words[1]
}
