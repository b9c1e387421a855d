package config

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
)

// Project names a part of a monorepo: a folder, or by a glob each folder that it matches.
type Project struct {
	Path string // relative to the root; "." is the root
	Name string // "": the folder's own
}

// Projects are those of a repository, as its configuration lists them.
type Projects []Project

func (r *reader) projects(n *toml.Node) Projects {
	if n != nil && !n.Is(toml.Array) {
		r.report(n, "project must be a list: write [[project]], and below it path and name")
		return nil
	}
	var projects Projects
	for _, item := range n.Items() {
		if !item.Is(toml.Table) {
			r.report(item, "project must be a list: write [[project]], and below it path and name")
			return nil
		}
		projects = append(projects, r.project(item, projects))
	}
	return projects
}

func (r *reader) project(table *toml.Node, before Projects) Project {
	r.keys(table, []string{"path", "name"})
	p := Project{r.text(table, "path"), r.text(table, "name")}
	at := table.Get("path")
	switch {
	case at == nil:
		r.report(table, `path is missing: write the project's folder, as in path = "services/api"`)
	case p.Path == "." && p.Name == "":
		r.report(at, "name is missing: the root is no folder that it could be named by")
	case p.Path == ".":
	case strings.HasPrefix(p.Path+"/", "../"):
		r.report(at, "%s lies outside of the repository: write a folder's path from its root, as in services/api", p.Path)
	case guideline.CheckGlob(p.Path) != nil:
		r.report(at, "path: %v", guideline.CheckGlob(p.Path))
	case p.Name != "" && isGlob(p.Path):
		r.report(table.Get("name"), "a pattern names each project by its folder: leave name out, or write a [[project]] for the one folder that it is for")
	case slices.ContainsFunc(before, func(b Project) bool { return b.Path == p.Path }):
		r.report(at, "%s is a project already: keep one", p.Path)
	}
	return p
}

func isGlob(path string) bool { return strings.ContainsAny(path, `*?[{\`) }

// Assign gives each component the project that its manifest lies in, and lists the projects that have a manifest. The
// longest path wins; of one folder, the entry with a name.
func (ps Projects) Assign(inv *inventory.Inventory) {
	if len(ps) == 0 {
		return
	}
	known := map[string]inventory.Project{} // by folder; without a path: no project
	used := map[inventory.Project]bool{}
	of := func(manifest string) inventory.Project {
		folder := path.Dir(manifest)
		p, found := known[folder]
		if !found {
			p = ps.of(folder)
			known[folder] = p
		}
		return p
	}
	for _, m := range inv.Manifests {
		if p := of(m.Path); p.Path != "" {
			used[p] = true
		}
	}
	for i := range inv.Components {
		inv.Components[i].Project = of(inv.Components[i].Location.Path).Name
	}
	inv.Projects = make([]inventory.Project, 0, len(used))
	for p := range used {
		inv.Projects = append(inv.Projects, p)
	}
	slices.SortFunc(inv.Projects, func(a, b inventory.Project) int { return cmp.Compare(a.Path, b.Path) })
}

// of gives the project of a folder: its own, or that of the nearest folder around it.
func (ps Projects) of(folder string) inventory.Project {
	for ; ; folder = path.Dir(folder) {
		var found inventory.Project
		for _, p := range ps {
			named := p.Name != ""
			if (folder == p.Path || doublestar.MatchUnvalidated(p.Path, folder)) && (found.Path == "" || named) {
				found = inventory.Project{Name: cmp.Or(p.Name, path.Base(folder)), Path: folder}
			}
		}
		if found.Path != "" || folder == "." {
			return found
		}
	}
}
