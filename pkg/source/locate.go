package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// place is a path on the command line.
type place struct {
	written string // as the user wrote it
	path    string // absolute, symbolic links resolved
	file    bool
}

// folder is the folder itself, or the one that the file is in.
func (p *place) folder() string {
	if p.file {
		return filepath.Dir(p.path)
	}
	return p.path
}

// locate finds the root of paths, and the paths relative to it.
func locate(paths []string, all bool) (*Tree, error) {
	return locateBy(find, paths, all)
}

func locateBy(find func(path string) (place, error), paths []string, all bool) (*Tree, error) {
	places := make([]place, len(paths))
	for i, path := range paths {
		var err error
		if places[i], err = find(path); err != nil {
			return nil, err
		}
	}
	return treeOf(places, all)
}

// findAnyway is find of a path that need not be there any more, as in a revision: what there is of it leads to where it was.
func findAnyway(path string) (place, error) {
	found, err := find(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return found, err
	}
	parent := filepath.Dir(path)
	if parent == path {
		return found, err
	}
	above, err := findAnyway(parent)
	return place{path, filepath.Join(above.path, filepath.Base(path)), false}, err
}

// find looks up a path.
func find(path string) (place, error) {
	target, err := filepath.Abs(path)
	if err != nil {
		return place{}, fmt.Errorf("finding %s: %w", path, err)
	}
	target, err = filepath.EvalSymlinks(target)
	if errors.Is(err, fs.ErrNotExist) {
		return place{}, absentError(path)
	}
	if err != nil {
		return place{}, fmt.Errorf("finding %s: %w", path, err)
	}
	info, err := os.Stat(target)
	if err != nil {
		return place{}, fmt.Errorf("finding %s: %w", path, err)
	}
	return place{path, target, !info.IsDir()}, nil
}

// absentError is the error of a path that is not there.
type absentError string

func (e absentError) Error() string {
	return string(e) + " does not exist: name a folder or a file that does"
}

func (e absentError) Is(target error) bool { return target == fs.ErrNotExist }

// treeOf makes the tree of some places.
func treeOf(places []place, all bool) (*Tree, error) {
	root, git := places[0].folder(), false
	for _, p := range places {
		for relative(root, p.folder()) == outside {
			root = filepath.Dir(root)
		}
	}
	if !all {
		top, found, err := commonRoot(places)
		if err != nil {
			return nil, err
		}
		if found {
			root, git = top, true
		}
	}
	t := &Tree{Root: root, all: all, inGit: git, objects: &objects{}, named: map[string]bool{}, unseen: map[string]tracked{}}
	for _, p := range places {
		name := relative(root, p.path)
		if name == "" || git && within(name, ".git") { // which is all of it; hooks such as post-receive run in .git
			t.Within, t.named = nil, nil
			return t, nil
		}
		t.named[name] = p.file
		t.Within = append(t.Within, name)
	}
	slices.Sort(t.Within)
	t.Within = slices.Compact(t.Within)
	return t, nil
}

// commonRoot finds the repository that all places are in; none if none of them is in any.
func commonRoot(places []place) (root string, found bool, err error) {
	tops := map[string]string{} // by folder
	for i, p := range places {
		folder := p.folder()
		top, known := tops[folder]
		if !known {
			top = gitRoot(folder)
			tops[folder] = top
		}
		switch {
		case i == 0:
			root = top
		case top != root && root == "":
			return "", false, fmt.Errorf("%s is in a git repository, and %s is not: scan each by itself", p.written, places[0].written)
		case top != root:
			return "", false, fmt.Errorf("%s is outside of the repository %s: scan each repository by itself", p.written, root)
		}
	}
	return root, root != "", nil
}

// gitRoot finds the nearest ancestor of dir, or dir itself, that holds .git: a folder, or a file in worktrees and submodules.
// "" if there is none.
func gitRoot(dir string) string {
	for {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// outside is what relative gives of a name that is not at or below the root: no path of a tree looks like it.
const outside = ".."

// relative gives a file name at or below root as a path of the tree: "" for the root itself.
func relative(root, name string) string {
	rest, below := strings.CutPrefix(name, root)
	switch {
	case below && rest == "":
		return ""
	case below && os.IsPathSeparator(root[len(root)-1]): // that of the file system
		return filepath.ToSlash(rest)
	case below && os.IsPathSeparator(rest[0]):
		return filepath.ToSlash(rest[1:])
	}
	return outside
}

// file is the name of a path's file.
func (t *Tree) file(name string) string { return filepath.Join(t.Root, filepath.FromSlash(name)) }

// Link gives the outermost symbolic link that a path of the work tree is or leads through; "" if there is none.
func (t *Tree) Link(path string) string {
	link := ""
	for name := range ancestors(path + "/") {
		if info, err := os.Lstat(t.file(name)); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			link = name
		}
	}
	return link
}

// Module gives the submodule of a commit that a path is or lies in, and whether it is checked out as the commit has it; "" if there is
// none.
func (t *Tree) Module(ctx context.Context, commit, path string) (module string, same bool, err error) {
	args := []string{"--literal-pathspecs", "ls-tree", "-d", "-z", "--full-tree", commit, "--"}
	listed, _, err := t.run(ctx, append(args, slices.Collect(ancestors(path+"/"))...)...)
	if err != nil {
		return "", false, fmt.Errorf("looking for submodules in %s: %w", path, err)
	}
	for entry := range entries(listed) {
		facts, name, _ := strings.Cut(entry, "\t")
		if id, found := strings.CutPrefix(facts, "160000 commit "); found {
			here, _, err := t.run(ctx, "-C", name, "rev-parse", "HEAD")
			return name, err == nil && strings.TrimSpace(here) == id, nil
		}
	}
	return "", false, nil
}

// Contains tells whether a file or folder, which need not be there, lies at or below the root.
func (t *Tree) Contains(name string) bool {
	_, inside := t.Relative(name)
	return inside
}

// Relative gives a file or folder, which need not be there, as a path of the tree, by its name or by where it leads; false if it
// lies outside of the root.
func (t *Tree) Relative(name string) (path string, inside bool) {
	absolute, err := filepath.Abs(name)
	if err != nil {
		return "", false
	}
	if path = relative(t.Root, absolute); path != outside {
		return path, true
	}
	resolved, err := filepath.EvalSymlinks(absolute)
	if err != nil {
		return "", false
	}
	path = relative(t.Root, resolved)
	return path, path != outside
}
