package source

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Head names, among revisions, the commit that is checked out.
const Head = "HEAD"

// Revision names the commit whose files these are, or that is checked out.
func (t *Tree) Revision() string {
	if t.commit != "" {
		return t.commit
	}
	return Head
}

// CheckRevision is the error of a name that is none of a commit.
func CheckRevision(name string) error {
	if strings.Contains(name, ":") && !strings.HasPrefix(name, ":/") && !strings.Contains(name, "{") { // :/text and HEAD^{/text} are commits
		return fmt.Errorf("%s names a file or a folder, not a commit: leave out the colon and what follows it", name)
	}
	return nil
}

// Find gives the ids of revisions' commits, and of files as a revision has them (REVISION:PATH); "" of one that is not here,
// and of all outside a repository. What begins with origin/ is a branch of the remote. A name that may mean several commits is an
// error.
func (t *Tree) Find(ctx context.Context, revisions ...string) ([]string, error) {
	ids := make([]string, len(revisions))
	if !t.inGit {
		return ids, nil
	}
	names := make([]string, len(revisions))
	for i, revision := range revisions {
		names[i] = t.inFull(revision)
		if !strings.Contains(revision, ":") {
			if err := t.doubt(ctx, names[i]); err != nil {
				return nil, err
			}
			names[i] += "^{commit}"
		}
	}
	found, err := t.objects.ask(ctx, t, names)
	if err != nil {
		return nil, fmt.Errorf("asking git for %s: %w", strings.Join(slices.Compact(slices.Clone(revisions)), ", "), err)
	}
	for i := range found {
		ids[i] = found[i].id
	}
	return ids, nil
}

// inFull is a revision as git is asked for it.
func (t *Tree) inFull(revision string) string {
	if strings.HasPrefix(revision, "origin/") {
		return "refs/remotes/" + revision
	}
	return revision
}

// MergeHeads gives the ids of the other sides of a merge that has not been committed yet. In the hook pre-merge-commit git has not
// written them down, and tells of them by variables (git-merge, builtin/merge.c: GITHEAD_ID=NAME).
func (t *Tree) MergeHeads() []string {
	var heads []string
	if folder, err := t.gitFolder(); err == nil {
		data, _ := os.ReadFile(filepath.Join(folder, "MERGE_HEAD")) // where nothing is merged there is none
		heads = strings.Fields(string(data))
	}
	if len(heads) == 0 && t.hooked {
		for _, v := range variables() {
			if side, found := strings.CutPrefix(v, "GITHEAD_"); found {
				id, _, _ := strings.Cut(side, "=")
				heads = append(heads, id)
			}
		}
		slices.Sort(heads)
	}
	return slices.DeleteFunc(heads, func(id string) bool { return !isID(id) })
}

// isID tells the whole id of an object, which git never takes for a name.
func isID(s string) bool {
	return (len(s) == 40 || len(s) == 64) && strings.Trim(s, "0123456789abcdef") == ""
}

// places is where git looks a name up, the first one counts: gitrevisions(7).
var places = []string{"%s", "refs/%s", "refs/tags/%s", "refs/heads/%s", "refs/remotes/%s", "refs/remotes/%s/HEAD"}

// doubt is the error of a name that may mean several commits: git would take a tag before a branch, and anybody may push a tag who
// may push anything. A full name means itself alone, also where that is not here.
func (t *Tree) doubt(ctx context.Context, revision string) error {
	name := revision
	for _, suffix := range []string{"^", "~", "@{"} {
		name, _, _ = strings.Cut(name, suffix)
	}
	if name == "" || name == Head || name == "@" || isID(name) {
		return nil
	}
	readings, asked := make([]string, len(places)), make([]string, len(places))
	for i, place := range places {
		readings[i] = fmt.Sprintf(place, name)
		asked[i] = readings[i] + "^{commit}"
	}
	found, err := t.objects.ask(ctx, t, asked)
	if err != nil {
		return fmt.Errorf("asking git for %s: %w", revision, err)
	}
	if meant := meanings(readings, found); len(meant) > 1 {
		return fmt.Errorf("%s may mean %s: write the one that is meant in full, or delete what took its name", revision, strings.Join(meant, " or "))
	}
	return nil
}

// meanings gives what git takes a name for, the first of its readings, and those that are another commit; of a full name, all that are
// there.
func meanings(readings []string, found []object) []string {
	full := strings.HasPrefix(readings[0], "refs/")
	meant := readings[:1:1]
	for i, reading := range readings[1:] {
		switch id := found[i+1].id; {
		case id == "":
		case full || id != found[0].id:
			meant = append(meant, reading)
		case meant[0] == readings[0]:
			meant = append([]string{reading}, meant[1:]...) // by its full name
		}
	}
	return meant
}
