package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// locate finds the root of path, and path relative to it.
func locate(path string, all bool) (*Tree, error) {
	target, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("finding %s: %w", path, err)
	}
	target, err = filepath.EvalSymlinks(target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s does not exist: name a folder or a file that does", path)
	}
	if err != nil {
		return nil, fmt.Errorf("finding %s: %w", path, err)
	}
	info, err := os.Stat(target)
	if err != nil {
		return nil, fmt.Errorf("finding %s: %w", path, err)
	}

	root, git := target, false
	if !info.IsDir() {
		root = filepath.Dir(target)
	}
	if !all {
		if top, ok := gitRoot(root); ok {
			root, git = top, true
		}
	}
	return &Tree{Root: root, Prefix: relative(root, target), file: !info.IsDir(), all: all, inGit: git, objects: &objects{}}, nil
}

// gitRoot finds the nearest ancestor of dir, or dir itself, that holds .git: a folder, or a file in worktrees and submodules.
func gitRoot(dir string) (root string, ok bool) {
	for {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir, true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", false
		}
		dir = parent
	}
}

// relative gives a file name at or below root as a path of the tree: "" for the root itself.
func relative(root, name string) string {
	rest := name[len(root):]
	if rest != "" && os.IsPathSeparator(rest[0]) {
		rest = rest[1:]
	}
	return filepath.ToSlash(rest)
}
