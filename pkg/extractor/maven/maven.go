// Package maven joins what the poms of a repository say together: properties and managed versions that are inherited from
// parents, and what bills of materials manage (https://maven.apache.org/guides/introduction/introduction-to-the-pom.html).
package maven

import (
	"path"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/pom"
)

// Resolver resolves poms with their parents.
var Resolver = &extractor.Resolver{Name: "maven", Doc: "Maven parents and bills of materials", Resolve: resolve}

// maxParents is the longest chain of parents that is followed.
const maxParents = 20

type resolver struct {
	files    *extractor.Files
	models   map[string]*pom.Model // the repository's own projects, by group:artifact; of several, that of the first path
	projects map[*pom.Model]*pom.Project
}

func resolve(files *extractor.Files) {
	r := &resolver{files, map[string]*pom.Model{}, map[*pom.Model]*pom.Project{}}
	all := files.By(pom.Extractor)
	for _, f := range all {
		if m := model(f); m != nil && path.Base(m.Path) == "pom.xml" && r.models[m.Name()] == nil {
			r.models[m.Name()] = m
		}
	}
	for _, f := range all {
		m := model(f)
		if m == nil {
			continue
		}
		components := f.Components()
		for i, c := range r.project(m).Components() {
			c.Location, c.Extractor = components[i].Location, components[i].Extractor
			components[i] = c
		}
	}
}

func model(f *extractor.ReadFile) *pom.Model {
	if f == nil {
		return nil
	}
	m, _ := f.Kept().(*pom.Model)
	return m
}

// project gives a model with its parents, as far as they are in the repository.
func (r *resolver) project(m *pom.Model) *pom.Project {
	if p := r.projects[m]; p != nil {
		return p
	}
	p := pom.NewProject(m)
	r.projects[m] = p
	for parent := r.parent(m); parent != nil && len(p.Chain) < maxParents && !slices.Contains(p.Chain, parent); {
		p.Chain = append(p.Chain, parent)
		parent = r.parent(parent)
	}
	p.Import = func(name string) *pom.Project {
		if bill := r.models[name]; bill != nil {
			return r.project(bill)
		}
		return nil
	}
	p.Local = func(name string) string {
		switch {
		case len(p.Chain) > 1 && p.Chain[1].Name() == name:
			return relative(m.Path, p.Chain[1].Path)
		case r.models[name] != nil && r.models[name] != m:
			return relative(m.Path, r.models[name].Path)
		}
		return ""
	}
	return p
}

// parent finds the pom that a pom inherits from: where it says, or, as a build of all modules does, by its name.
func (r *resolver) parent(m *pom.Model) *pom.Model {
	if m.Parent == nil {
		return nil
	}
	if m.Parent.RelativePath != "" {
		at := path.Join(path.Dir(m.Path), strings.ReplaceAll(m.Parent.RelativePath, `\`, "/"))
		for _, place := range []string{at, path.Join(at, "pom.xml")} {
			if strings.HasPrefix(place, "../") {
				continue
			}
			if found := model(r.files.At(place, pom.Extractor)); found != nil && found.Name() == m.Parent.Name() {
				return found
			}
		}
	}
	return r.models[m.Parent.Name()]
}

// relative is the path of a file as seen from another one.
func relative(from, to string) string {
	folders, target := strings.Split(from, "/"), strings.Split(to, "/")
	same := 0
	for same < min(len(folders), len(target))-1 && folders[same] == target[same] {
		same++
	}
	up := strings.Repeat("../", len(folders)-1-same)
	if up == "" {
		up = "./"
	}
	return up + strings.Join(target[same:], "/")
}
