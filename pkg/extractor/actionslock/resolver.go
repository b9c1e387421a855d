package actionslock

import (
	"path"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/githubactions"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// Resolver gives the actions of workflows the commits of the lock.
var Resolver = &extractor.Resolver{Name: "actionslock", Doc: "GitHub Actions and their lock", Resolve: resolve}

func resolve(files *extractor.Files) {
	for _, workflow := range files.By(githubactions.Extractor) {
		folder, name, found := cutWorkflow(workflow.Path)
		if !found {
			continue
		}
		f := files.At(path.Join(folder, file), Extractor)
		if f == nil {
			continue
		}
		if kept, ok := f.Kept().(*lock); ok {
			kept.give(workflow, name)
		}
	}
	for _, f := range files.By(Extractor) {
		if kept, ok := f.Kept().(*lock); ok {
			f.Drop(func(c *inventory.Component) bool { return kept.direct(kept.written[c.NameSpan.Start]) })
		}
	}
}

// cutWorkflow splits a workflow's path into the repository's folder and the name that the lock has for it.
func cutWorkflow(name string) (folder, workflow string, found bool) {
	const workflows = ".github/workflows/"
	at := strings.LastIndex("/"+name, "/"+workflows)
	if at < 0 {
		return "", "", false
	}
	return name[:at], name[at:], true
}

// give gives a workflow's actions the commits that GitHub runs, unless the workflow says one itself.
func (l *lock) give(workflow *extractor.ReadFile, name string) {
	all := workflow.Components()
	for i := range all {
		c := &all[i]
		if key := written(c.Name, c.Version); c.Kind == inventory.Action && c.Attributes.Digest+c.Attributes.Registry == "" && l.workflows[name][key] {
			c.Attributes.Digest = l.commits[key]
		}
	}
}

// direct tells whether a workflow uses an action itself.
func (l *lock) direct(key string) bool {
	for _, used := range l.workflows {
		if used[key] {
			return true
		}
	}
	return false
}
