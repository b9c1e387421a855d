package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// Rewrite gives a file that is there other content, all of it or none: who reads it meanwhile sees one or the other.
func Rewrite(dir string, f File) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("opening the folder: %w", err)
	}
	defer root.Close()
	name := filepath.FromSlash(f.Path)
	info, err := root.Lstat(name)
	switch {
	case err != nil:
		return fmt.Errorf("rewriting %s: %w", f.Path, err)
	case !info.Mode().IsRegular():
		return fmt.Errorf("rewriting %s: it is not a regular file", f.Path)
	}
	draft := filepath.FromSlash(path.Join(path.Dir(f.Path), "."+path.Base(f.Path)+".new"))
	if err := root.WriteFile(draft, []byte(f.Text), info.Mode().Perm()); err != nil {
		return fmt.Errorf("rewriting %s: %w", f.Path, err)
	}
	if err := root.Rename(draft, name); err != nil {
		_ = root.Remove(draft)
		return fmt.Errorf("rewriting %s: %w", f.Path, err)
	}
	return nil
}

// Remove removes files. One that is gone already is none the less removed.
func Remove(dir string, paths []string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("opening the folder: %w", err)
	}
	defer root.Close()
	for _, name := range paths {
		if err := root.Remove(filepath.FromSlash(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing %s: %w", name, err)
		}
	}
	return nil
}
