package source

import (
	"strconv"
	"strings"
)

// indexTree is a folder of the index as git's tree of it, if the index knows that: what git add changes, and what lies around it,
// it does not.
// Source: gitformat-index(5), Cache tree.
type indexTree struct {
	name     string // within the folder above
	id       string // the digest's bytes; "" if it is not known
	children []*indexTree
}

// maxFolders is how deep folders may lie in each other: a path is not longer.
const maxFolders = 4096

// parseTrees gives the root's tree; nil if the extension makes no sense.
func parseTrees(extension string) *indexTree {
	root, rest := parseTree(extension, maxFolders)
	if rest != "" {
		return nil
	}
	return root
}

// parseTree takes "NAME\x00ENTRIES FOLDERS\n", the digest unless ENTRIES is negative, and the folders.
func parseTree(text string, depth int) (tree *indexTree, rest string) {
	name, rest, named := strings.Cut(text, "\x00")
	counts, rest, ended := strings.Cut(rest, "\n")
	covered, folders, _ := strings.Cut(counts, " ")
	entries, wrong := strconv.Atoi(covered)
	count, err := strconv.Atoi(folders)
	if !named || !ended || wrong != nil || err != nil || depth == 0 {
		return nil, ""
	}
	tree = &indexTree{name: name}
	if entries >= 0 {
		if len(rest) < indexHash {
			return nil, ""
		}
		tree.id, rest = rest[:indexHash], rest[indexHash:]
	}
	for range count {
		var child *indexTree
		if child, rest = parseTree(rest, depth-1); child == nil {
			return nil, ""
		}
		tree.children = append(tree.children, child)
	}
	return tree, rest
}

// child gives a folder's folder; nil if the index does not know its tree.
func (x *indexTree) child(name string) *indexTree {
	if x == nil {
		return nil
	}
	for _, child := range x.children {
		if child.name == name {
			return child
		}
	}
	return nil
}

// is tells whether the folder is known to be the tree that has this digest.
func (x *indexTree) is(id string) bool { return x != nil && x.id != "" && x.id == id }
