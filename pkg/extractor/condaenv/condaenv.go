// Package condaenv reads environment.yml, the manifest of a Conda environment, with the packages that pip installs in it.
// Source: docs.conda.io/projects/conda/en/latest/user-guide/tasks/manage-environments.html#creating-an-environment-file-manually.
package condaenv

import (
	"bytes"
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/conda"
	"github.com/dna-group/techcheck/pkg/syntax/pep508"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Extractor reads environment.yml and its variants.
var Extractor = &extractor.Extractor{
	Name:      "condaenv",
	Doc:       "Conda environments",
	Ecosystem: "Python",
	Files:     []string{"environment*.{yml,yaml}"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language},
	Match:     extractor.Ending(match, ".yml", ".yaml"),
	Extract:   extract,
}

var names = lazyregexp.New(`^environment(?:[-_.].*)?\.ya?ml$`)

func match(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, "environment") && names.MatchString(base)
}

// Includes are the paths of the files of pip's requirements that an environment names (-r).
type Includes []string

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	var included Includes
	for _, dependency := range documents.First().Get("dependencies").Items() {
		switch {
		case dependency.Is(yaml.Scalar):
			addPackage(f, dependency.Whole())
		case dependency.Is(yaml.Mapping):
			for _, requirement := range dependency.Get("pip").Items() {
				if m := include.FindStringSubmatch(requirement.Whole().Trim().String()); m != nil {
					included = append(included, local(f, requirement, strings.Trim(m[1], `"'`))...)
				} else {
					addRequirement(f, requirement.Whole())
				}
			}
		}
	}
	f.Keep(included)
	if bytes.Contains(f.Data, []byte("dependencies:")) { // other files have such names too
		f.Broken(err, "correct it, Conda cannot read it either")
	}
}

// spec is channel::name, where a channel may be a URL, with a version and a build, which blanks or = separate: name=1.2=build,
// name >=1.2 build.
var spec = lazyregexp.New(`^(?:([^\s=<>!~]*)::)?([A-Za-z0-9_][A-Za-z0-9_.-]*)\s*(?:\[[^\]]*\])?\s*([^\[\]]*)`)

func addPackage(f *extractor.File, t yaml.Text) {
	t = t.Trim()
	m := spec.FindStringSubmatchIndex(t.String())
	if m == nil {
		f.Problem(t.Span(), "%q is no package; write it as name=1.2", t)
		return
	}
	c := conda.Package(t.Slice(m[4], m[5]))
	conda.Specify(&c, t.Slice(m[6], m[7]).Trim())
	conda.From(&c, t.String()[max(m[2], 0):max(m[3], 0)])
	add(f, c, t)
}

func add(f *extractor.File, c inventory.Component, t yaml.Text) {
	if c.Resolution == inventory.Literal && !f.Holds(t.Span(), t.String()) {
		c.Resolution = inventory.Variable // through escapes or over several lines
	}
	f.Add(c)
}

var include = lazyregexp.New(`^(?:-r\s*=?|--requirement(?:\s+|\s*=))\s*(\S.*)$`)

// local gives the path of a file that is included, if it is of this repository.
func local(f *extractor.File, entry *yaml.Node, name string) []string {
	if strings.Contains(name, "://") || path.IsAbs(name) || strings.Contains(name, "${") {
		f.Elsewhere(entry.Span, name)
		return nil
	}
	return []string{path.Join(path.Dir(f.Path), name)}
}

// addRequirement reads a line as in a requirements file.
func addRequirement(f *extractor.File, t yaml.Text) {
	t = t.Trim()
	if editable, found := strings.CutPrefix(t.String(), "-e "); found {
		t = t.Slice(t.Len()-len(editable), t.Len()).Trim()
	}
	if t.Len() == 0 || strings.HasPrefix(t.String(), "-") || pep508.Own(t.String()) {
		return
	}
	c, found := pep508.Read(t.String(), t.Part)
	if !found {
		f.Problem(t.Span(), "%q is no requirement; write it as name==1.2", t)
		return
	}
	c.Scope = inventory.Runtime
	add(f, c, t)
}
