// Package actionslock reads .github/workflows/actions.lock, in which gh actions-lock writes the commit of each action that
// workflows use, and of those that these use (https://docs.github.com/actions/concepts/security/workflow-dependency-lockfiles,
// https://github.com/github/gh-actions-lock). It joins the workflows with it: GitHub runs the commits that it names.
package actionslock

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Extractor reads actions.lock files.
var Extractor = &extractor.Extractor{
	Name:      "actionslock",
	Doc:       "GitHub Actions, resolved",
	Ecosystem: "GitHub Actions",
	Files:     []string{".github/workflows/actions.lock"},
	Kinds:     []inventory.Kind{inventory.Action},
	Indirect:  true,
	Match:     extractor.Ending(match, ".lock"),
	Extract:   extract,
}

const file = ".github/workflows/actions.lock"

func match(name string) bool { return name == file || strings.HasSuffix(name, "/"+file) }

// lock is what a file says of the actions, by what workflows write: owner/repository@ref, whatever path stands between.
type lock struct {
	workflows map[string]map[string]bool // by path, what they use
	commits   map[string]string
	written   map[int]string // by the start of the name of a component
}

// written is what a workflow writes for an action of a repository. GitHub does not tell small from capital letters in a name.
func written(repository, ref string) string { return strings.ToLower(repository) + "@" + ref }

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	root := documents.First()
	l := &lock{map[string]map[string]bool{}, map[string]string{}, map[int]string{}}
	for name, keys := range root.Get("workflows").Each() {
		l.workflows[name.Text] = map[string]bool{}
		for _, key := range keys.Items() {
			repository, _, ref := split(key)
			l.workflows[name.Text][written(repository.String(), ref.String())] = true
		}
	}
	for key, entry := range root.Get("dependencies").Each() {
		l.add(f, key, entry)
	}
	f.Keep(l)
	f.Broken(err, "write the file anew with gh actions-lock")
}

// split reads owner/repository/path@ref. repository holds the owner, too; it is nothing if one of them is missing.
func split(key *yaml.Node) (repository, path, ref yaml.Text) {
	name, ref, _ := key.Whole().Cut("@")
	owner, rest, _ := name.Cut("/")
	last, path, _ := rest.Cut("/")
	if owner.Len() == 0 || last.Len() == 0 {
		return yaml.Text{}, path, ref
	}
	return name.Slice(0, owner.Len()+1+last.Len()), path, ref
}

// add records an action. Its version is the tag or branch that the commit is of.
func (l *lock) add(f *extractor.File, key, entry *yaml.Node) {
	repository, path, ref := split(key)
	if repository.Len() == 0 {
		f.Problem(key.Span, "%q is no action; write the file anew with gh actions-lock", key.Text)
		return
	}
	_, commit, _ := strings.Cut(entry.Get("commit").Whole().String(), "-") // sha1-, sha256-
	c := inventory.Component{
		Type: purl.GitHub, Name: repository.String(), NameSpan: repository.Span(), Kind: inventory.Action, Scope: inventory.CI,
		PURL:       purl.Action("", repository.String(), ref.String(), path.String()),
		Resolution: inventory.Lockfile, Attributes: inventory.Attributes{Digest: commit},
	}
	if version := entry.Get("ref").Whole(); version.Len() > 0 {
		c.Version, c.VersionSpan = version.String(), version.Span()
	}
	l.commits[written(c.Name, ref.String())] = commit
	l.written[c.NameSpan.Start] = written(c.Name, ref.String())
	f.Add(c)
}
