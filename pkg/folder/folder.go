// Package folder writes the files that techcheck makes, and destroys nothing that it did not make.
package folder

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// File is one file to write. Its path is relative to the folder, with slashes.
type File struct{ Path, Text string }

// Create writes new files into the folder dir, which is made if there is none. A file that exists already is an error
// that names it, and then nothing is written. If one cannot be written, those before it go again.
func Create(dir string, files []File) error {
	root, err := open(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	var taken []string
	for _, f := range files {
		if _, err := root.Lstat(filepath.FromSlash(f.Path)); !errors.Is(err, fs.ErrNotExist) {
			taken = append(taken, filepath.Join(dir, filepath.FromSlash(f.Path)))
		}
	}
	if len(taken) > 0 {
		return fmt.Errorf("%s: nothing is overwritten, and nothing was written: name another folder, or move these away", existing(taken))
	}
	return create(root, files)
}

func existing(paths []string) string {
	if len(paths) == 1 {
		return paths[0] + " exists already"
	}
	return strings.Join(paths, ", ") + " exist already"
}

// Replace makes files the content of the folder dir, and gives the paths of those that it removed. It replaces and
// removes only files whose first line is marker; if there is any other, that is an error, and nothing is changed.
func Replace(dir, marker string, files []File) (removed []string, err error) {
	root, err := open(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	stale, folders, err := inspect(root, dir, marker)
	if err != nil {
		return nil, err
	}
	if err := write(root, files); err != nil {
		return nil, err
	}
	for _, f := range files {
		stale = slices.DeleteFunc(stale, func(name string) bool { return name == f.Path })
	}
	for _, name := range stale {
		if err := root.Remove(filepath.FromSlash(name)); err != nil {
			return nil, fmt.Errorf("removing what is no longer made: %w", err)
		}
	}
	for _, name := range slices.Backward(folders) { // the deepest first; one that is not empty stays
		_ = root.Remove(filepath.FromSlash(name))
	}
	return stale, nil
}

// inspect lists what the folder holds, in the order of the names. Any file without the marker is an error.
func inspect(root *os.Root, dir, marker string) (files, folders []string, err error) {
	err = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fmt.Errorf("reading the folder %s: %w", dir, err)
		case name == ".":
		case entry.IsDir():
			folders = append(folders, name)
		case !entry.Type().IsRegular() || !marked(root, name, marker):
			return fmt.Errorf("%s was not written by this command, which replaces what the folder holds: name an empty folder, or move the file away",
				filepath.Join(dir, filepath.FromSlash(name)))
		default:
			files = append(files, name)
		}
		return nil
	})
	return files, folders, err
}

// marked tells whether the file's first line is the marker.
func marked(root *os.Root, name, marker string) bool {
	file, err := root.Open(filepath.FromSlash(name))
	if err != nil {
		return false
	}
	defer file.Close()
	first := bufio.NewScanner(file)
	return first.Scan() && first.Text() == marker
}

func open(dir string) (*os.Root, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("making the folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the folder: %w", err)
	}
	return root, nil
}

func write(root *os.Root, files []File) error {
	for _, f := range files {
		if err := root.MkdirAll(filepath.FromSlash(path.Dir(f.Path)), 0o755); err != nil {
			return fmt.Errorf("making the folder of %s: %w", f.Path, err)
		}
		if err := root.WriteFile(filepath.FromSlash(f.Path), []byte(f.Text), 0o644); err != nil {
			return fmt.Errorf("writing %s: %w", f.Path, err)
		}
	}
	return nil
}

func create(root *os.Root, files []File) (err error) {
	var made []string
	defer func() {
		if err != nil {
			for _, name := range made {
				_ = root.Remove(name)
			}
		}
	}()
	for _, f := range files {
		name := filepath.FromSlash(f.Path)
		if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return fmt.Errorf("making the folder of %s: %w", f.Path, err)
		}
		file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			return fmt.Errorf("writing %s: %w", f.Path, err)
		}
		made = append(made, name)
		_, err = file.WriteString(f.Text)
		if closed := file.Close(); err == nil {
			err = closed
		}
		if err != nil {
			return fmt.Errorf("writing %s: %w", f.Path, err)
		}
	}
	return nil
}
