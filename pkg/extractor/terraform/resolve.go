package terraform

import (
	"path"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// Resolver joins the files of a module, which is a folder: variables and local values in sources, versions and images, the
// addresses of providers, and the exact versions in lock files.
var Resolver = &extractor.Resolver{
	Name:    "terraform",
	Doc:     "Terraform and OpenTofu modules and locks (.terraform.lock.hcl)",
	Resolve: resolve,
}

func resolve(files *extractor.Files) {
	modules := map[string]*module{}
	for _, f := range files.By(Extractor) {
		kept, ok := f.Kept().(*facts)
		if !ok {
			continue
		}
		folder := path.Dir(f.Path)
		key := folder
		_, alone := others[path.Base(f.Path)]
		if alone {
			key = f.Path
		}
		if modules[key] == nil {
			modules[key] = &module{folder: folder, alone: alone}
		}
		modules[key].files = append(modules[key].files, file{f.File, kept})
	}
	for _, m := range modules {
		m.order()
		m.complete()
		if !m.alone && m.lacks() && m.ask(files) {
			m.order()
			m.complete()
		}
		m.address()
	}
	lock(files, modules)
	for _, m := range modules {
		m.drop()
	}
}

// module is a folder of files.
type module struct {
	folder   string
	alone    bool   // a file of another tool's, which does not share its values
	files    []file // in the order in which a later one's definitions count
	required map[string]address
	calls    []string // the folders of the modules that it calls
}

type file struct {
	*extractor.File
	*facts
}

// lacks tells whether something that the module depends on is not in its files: a scan of one file does not list the others.
func (m *module) lacks() bool {
	required, uses := 0, 0
	for _, f := range m.files {
		required += len(f.required)
		uses += len(f.resources) + len(f.providers)
		for _, w := range f.waiting {
			if f.Components()[w.component].Resolution == inventory.Unresolved {
				return true
			}
		}
	}
	return required == 0 && uses > 0
}

// usual are the names of the files that mostly say what others depend on.
var usual = []string{"versions.tf", "providers.tf", "terraform.tf", "variables.tf", "locals.tf", "main.tf"}

// ask adds those of the usual files that the scan does not list.
func (m *module) ask(files *extractor.Files) (found bool) {
	for _, name := range usual {
		at := path.Join(m.folder, name)
		if slices.ContainsFunc(m.files, func(f file) bool { return f.Path == at }) {
			continue
		}
		if f := files.At(at, Extractor); f != nil {
			if kept, ok := f.Kept().(*facts); ok {
				m.files, found = append(m.files, file{f.File, kept}), true
			}
		}
	}
	return found
}

// order puts files that override others behind these: override.tf and x_override.tf, and what OpenTofu reads in place of the
// file of Terraform's with the same name, x.tofu.
func (m *module) order() {
	rank := func(f file) int {
		name, rank := path.Base(f.Path), 0
		if id, _ := tool(name); id == "opentofu" {
			rank++
		}
		if stem, _, _ := strings.Cut(name, "."); stem == "override" || strings.HasSuffix(stem, "_override") {
			rank += 2
		}
		return rank
	}
	slices.SortStableFunc(m.files, func(a, b file) int { return rank(a) - rank(b) })
}

// elsewhere is what tells offsets in one file of a module from those in another: its place among them, counted from one, is
// added that many times. Without it an offset is one in the file of the component.
const elsewhere = 1 << 40

// lookup finds what references stand for, as often as followed allows. References in there are followed, but none that leads
// to itself.
func (m *module) lookup(open []string, followed *int) lookup {
	return func(reference string) (imageref.Value, bool) {
		if *followed++; *followed > maxFollowed || slices.Contains(open, reference) {
			return nil, false
		}
		for i, f := range slices.Backward(m.files) {
			stands, found := f.values[reference]
			if !found {
				continue
			}
			how := imageref.Variable
			if stands.isDefault {
				how = imageref.Default
			}
			v := stands.text.evaluate(m.lookup(append(open, reference), followed))
			for k := range v {
				v[k].Origin = max(v[k].Origin, how)
				if v[k].At >= 0 && v[k].At < elsewhere {
					v[k].At += (i + 1) * elsewhere
				}
			}
			return v, true
		}
		return nil, false
	}
}

// maxFollowed is how many references a component may lead to: a hundred that each hold a hundred would take forever.
const maxFollowed = 200

// complete describes components again, now that values of other places are known.
func (m *module) complete() {
	for _, f := range m.files {
		for _, w := range f.waiting {
			c := w.describe(m.lookup(nil, new(int)))
			known := &f.Components()[w.component]
			c.Extractor = known.Extractor
			if c.Resolution == inventory.Literal { // what its references stand for is empty, or does not matter
				c.Resolution = inventory.Variable
			}
			c.Location = f.Lines().Location(f.Path, c.NameSpan)
			if c.VersionSpan != (inventory.Span{}) {
				m.place(f, &c)
			}
			*known = c
		}
	}
}

// place tells where the version of a component stands.
func (m *module) place(f file, c *inventory.Component) {
	if i := c.VersionSpan.Start / elsewhere; i > 0 {
		f = m.files[i-1]
		c.VersionSpan.Start -= i * elsewhere
		c.VersionSpan.End -= i * elsewhere
	}
	c.VersionLocation = f.Lines().Location(f.Path, c.VersionSpan)
}

// address finds the addresses of the providers that resources and provider blocks name as the module does, and the folders
// of the modules that it calls.
func (m *module) address() {
	m.required = map[string]address{}
	for _, f := range m.files {
		for local, index := range f.required {
			if a, valid := addressOf(f.Components()[index].Name); valid {
				m.required[local] = a
			}
		}
	}
	for _, f := range m.files {
		for _, u := range f.resources {
			if a, found := m.required[u.provider]; found {
				c := &f.Components()[u.component]
				c.PURL, c.Attributes.Registry = a.purl("", u.resource), a.host
			}
		}
		for _, u := range f.providers {
			if a, found := m.required[u.provider]; found {
				c := &f.Components()[u.component]
				c.Name, c.PURL, c.Attributes.Registry = a.String(), a.purl(c.Version, ""), a.host
			}
		}
		for _, index := range f.modules {
			if c := &f.Components()[index]; c.Resolution != inventory.Unresolved && strings.HasPrefix(c.Attributes.Source, ".") {
				m.calls = append(m.calls, path.Join(m.folder, strings.ReplaceAll(c.Name, `\`, "/")))
			}
		}
	}
}

// drop takes out what is said elsewhere: a provider block without a version whose provider is required, and, of a file in
// whose place OpenTofu reads another one, what that one has too. Terraform reads the rest.
func (m *module) drop() {
	twins := map[string]map[string]bool{}
	for _, f := range m.files {
		if id, _ := tool(f.Path); id == "opentofu" {
			has := map[string]bool{}
			for i := range f.Components() {
				has[same(&f.Components()[i])] = true
			}
			twins[path.Join(m.folder, strings.Replace(path.Base(f.Path), ".tofu", ".tf", 1))] = has
		}
	}
	for _, f := range m.files {
		said := map[inventory.Span]bool{}
		for _, u := range f.providers {
			c := f.Components()[u.component]
			_, required := m.required[u.provider]
			said[c.NameSpan] = required && c.Requirement == "" && (c.Version == "" || c.Resolution == inventory.Lockfile)
		}
		twin := twins[f.Path]
		f.Drop(func(c *inventory.Component) bool {
			return c.Kind == inventory.Provider && said[c.NameSpan] || twin[same(c)]
		})
	}
}

// same is what makes two components of files of the same name one.
func same(c *inventory.Component) string {
	return string(c.Kind) + " " + c.Package() + " " + c.Version + c.Requirement
}
