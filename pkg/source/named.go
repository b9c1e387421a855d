package source

import (
	"context"
	"fmt"
	"iter"
	"path"
	"path/filepath"
	"slices"
)

// namedBy gives the named path that a file lies in, or that it is itself: the innermost folder, else the file.
func (t *Tree) namedBy(name string) (named string, found bool) {
	if len(t.named) == 0 {
		return "", false
	}
	for dir := range ancestors(name) {
		if file, found := t.named[dir]; found && !file {
			return dir, true
		}
	}
	if _, found := t.named[name]; found {
		return name, true
	}
	return "", false
}

// holds tells whether a file is at or below one of the scanned paths.
func (t *Tree) holds(name string) bool {
	_, named := t.namedBy(name)
	return named || len(t.Within) == 0 && !t.narrowed
}

// Narrow lets a tree that is not listed yet list these files alone, in place of what was named when it was opened.
func (t *Tree) Narrow(files []string) {
	t.narrowed, t.named = true, make(map[string]bool, len(files))
	t.Within = slices.Sorted(slices.Values(files))
	for _, name := range files {
		t.named[name] = true
	}
}

// pathspecs are the named paths; of files, also those around them that tell whether they are vendored (selection.add).
func (t *Tree) pathspecs() []string {
	specs := slices.Clone(t.Within)
	known := map[string]bool{}
	for _, name := range t.Within {
		if !t.named[name] {
			continue
		}
		for dir := range ancestors(name) {
			if known[dir] {
				break
			}
			known[dir] = true
			specs = append(specs, dir+"/pyvenv.cfg")
			if path.Base(dir) == "vendor" {
				specs = append(specs, dir+"/modules.txt")
			}
			for marker, folder := range vendors {
				if path.Base(dir) == folder {
					specs = append(specs, path.Join(path.Dir(dir), marker))
				}
			}
		}
	}
	return specs
}

// withPathspecs narrows a command of git to the named paths.
func (t *Tree) withPathspecs(args []string) []string {
	if specs := t.pathspecs(); len(specs) > 0 {
		args = append(append(args, "--"), specs...)
	}
	return args
}

// among gives the entries that a scan of the named paths is about.
func (t *Tree) among(all []tracked) []tracked {
	if len(t.Within) == 0 && !t.narrowed {
		return all
	}
	known := map[string]bool{}
	for _, path := range t.pathspecs() {
		known[path] = true
	}
	var some []tracked
	for path := range known {
		if !anyIn(known, ancestors(path)) {
			some = append(append(some, at(all, path)...), below(all, path+"/")...)
		}
	}
	return some
}

func anyIn(set map[string]bool, names iter.Seq[string]) bool {
	for name := range names {
		if set[name] {
			return true
		}
	}
	return false
}

// buffer is what an editor holds of a file, which need not have been written.
type buffer struct {
	path string
	data []byte
}

func (b *buffer) is(path string) bool { return b != nil && b.path == path }

func (b *buffer) read(_ string, limit int64) ([]byte, error) {
	if int64(len(b.data)) > limit {
		return nil, fmt.Errorf("%w of %d bytes: shorten the file, or exclude it", ErrTooLarge, limit)
	}
	return b.data, nil
}

// OpenBuffer is Open of one file whose content is given: an editor's buffer. The file need not exist, but its folder must.
// All others are read from the work tree.
func OpenBuffer(name string, data []byte) (*Tree, error) {
	folder, err := find(filepath.Dir(name))
	if err != nil {
		return nil, err
	}
	tree, err := treeOf([]place{{name, filepath.Join(folder.path, filepath.Base(name)), true}}, false)
	if err != nil {
		return nil, err
	}
	tree.buffer = &buffer{tree.Within[0], data}
	return tree.open()
}

// changeBuffer adds the buffer's file to the changes since a commit: whatever git says of the file, its content is another.
func (t *Tree) changeBuffer(ctx context.Context, commit string, c *changes) error {
	if t.buffer == nil {
		return nil
	}
	ids, err := t.Find(ctx, commit+":"+t.buffer.path)
	if err != nil {
		return err
	}
	c.files[t.buffer.path] = ids[0]
	return nil
}
