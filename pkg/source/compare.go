package source

import (
	"context"
	"encoding/hex"
	"strconv"
	"strings"
)

// An own git diff-index --cached: what the index knows to be as the commit has it is not entered, so that a few trees are read
// where a process would take longer to start. Where many differ, git is faster.

// maxTrees is how many trees are read.
const maxTrees = 200

// comparison compares the index with a commit.
type comparison struct {
	tree  *Tree
	found *changes
	next  []comparedFolder // those to enter
}

// comparedFolder is a folder that the commit has.
type comparedFolder struct {
	path    string // "", or ending in a slash
	tree    string // git's name of the commit's
	entries []tracked
	known   *indexTree
}

// compareIndex compares the index with a commit; false if git is to do so.
func (t *Tree) compareIndex(ctx context.Context, commit string) (*changes, bool) {
	if t.commit != "" {
		return nil, false
	}
	t.trackAhead(ctx)
	all, err := t.tracked()
	if err != nil || t.trees == nil {
		return nil, false
	}
	c := &comparison{tree: t, found: newChanges()}
	c.next = []comparedFolder{{tree: commit + "^{tree}", entries: all, known: t.trees}}
	for read := 0; len(c.next) > 0; {
		folders := c.next
		c.next = nil
		if read += len(folders); read > maxTrees || !c.enter(ctx, folders) {
			return nil, false
		}
	}
	return c.found, true
}

// enter compares what is in folders; false if git does not have their trees here.
func (c *comparison) enter(ctx context.Context, folders []comparedFolder) bool {
	names := make([]string, len(folders))
	for i, f := range folders {
		names[i] = f.tree
	}
	stored, err := c.tree.objects.ask(ctx, c.tree, names)
	if err != nil {
		return false
	}
	for i, f := range folders {
		before, ok := parseTreeObject(stored[i])
		if !ok {
			return false
		}
		if digest, err := hex.DecodeString(stored[i].id); err != nil || !f.known.is(string(digest)) {
			c.compare(f, before)
		}
	}
	return true
}

// compare compares what is in a folder with what was there before, by name.
func (c *comparison) compare(f comparedFolder, before map[string]tracked) {
	kept := map[string]bool{}
	for rest := f.entries; len(rest) > 0; {
		name, _, deeper := strings.Cut(rest[0].name[len(f.path):], "/")
		size, was := 1, before[name]
		if deeper {
			size = leading(rest, f.path+name+"/")
		}
		switch {
		case deeper && was.mode == treeMode:
			kept[name] = true
			if child := f.known.child(name); !child.is(was.id) {
				c.next = append(c.next, comparedFolder{f.path + name + "/", was.object(), rest[:size], child})
			}
		case deeper || was.mode == treeMode: // it was none, or the other way round
			for _, e := range rest[:size] {
				c.add(e.name, e, tracked{})
			}
		default:
			kept[name] = true
			c.add(rest[0].name, rest[0], was)
		}
		rest = rest[size:]
	}
	for name, was := range before {
		switch {
		case kept[name]:
		case was.mode == treeMode:
			c.next = append(c.next, comparedFolder{path: f.path + name + "/", tree: was.object()})
		default:
			c.add(f.path+name, tracked{}, was)
		}
	}
}

// add takes what the index and the commit have at a path; zero values are nothing. Submodules do not count.
func (c *comparison) add(path string, now, was tracked) {
	if now.intended && c.tree.index {
		now = tracked{}
	}
	same := now.stage == 0 && sameContent(now, was)
	if !same && !(passed(now) && passed(was)) {
		c.found.add(path, was, now.mode == 0)
	}
}

// parseTreeObject gives what is in a tree, by name: "MODE NAME\x00DIGEST" each.
func parseTreeObject(o object) (map[string]tracked, bool) {
	entries, rest := map[string]tracked{}, string(o.data)
	for len(rest) > 0 {
		mode, after, spaced := strings.Cut(rest, " ")
		name, after, ended := strings.Cut(after, "\x00")
		octal, err := strconv.ParseUint(mode, 8, 32)
		if !spaced || !ended || err != nil || len(after) < indexHash {
			return nil, false
		}
		entries[name] = tracked{mode: uint32(octal), id: after[:indexHash]}
		rest = after[indexHash:]
	}
	return entries, o.kind == "tree"
}
