package source

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// An own git ls-files --others --exclude-standard, of what matters: git compares every file of the work tree with the index, one
// after the other. What it ignores, git alone says, but it is only asked about what the index does not have.

// others are what git neither tracks nor ignores.
type others struct {
	paths  []string // a repository of its own ends in a slash
	closed []string // the folders that could not be opened
	err    error
}

// maxAsked is how many bytes of paths git is given to list. Of more it lists the whole work tree faster, and systems bound them.
const maxAsked = 4 << 10

// listOthers lists them. Of files that wanted refuses, some or none are listed.
func (t *Tree) listOthers(ctx context.Context, wanted func(path string) bool) others {
	all, err := t.tracked()
	if err != nil {
		return others{}
	}
	w := &workTree{tree: t, wanted: wanted}
	specs := t.pathspecs()
	if len(specs) == 0 {
		w.walkAll(ctx, []trackedFolder{{"", all}})
	}
	for _, spec := range specs {
		w.start(ctx, spec, all)
	}
	if err := ctx.Err(); err != nil {
		return others{err: err}
	}
	slices.Sort(w.unknown)
	return t.askOthers(ctx, slices.Compact(w.unknown), w.closed)
}

// askOthers lists those of unknown paths that git does not ignore, or what is in them.
func (t *Tree) askOthers(ctx context.Context, unknown, closed []string) others {
	if unknown = t.withoutIgnored(ctx, unknown); len(unknown) == 0 {
		return others{closed: closed}
	}
	args := []string{"--literal-pathspecs", "ls-files", "-z", "--others", "--exclude-standard"}
	if len(strings.Join(unknown, " ")) < maxAsked {
		args = append(append(args, "--"), unknown...)
	} else {
		args = t.withPathspecs(args)
	}
	printed, warnings, err := t.run(ctx, args...)
	for line := range strings.Lines(warnings) {
		if rest, found := strings.CutPrefix(line, "warning: could not open directory '"); found {
			folder, _, _ := strings.Cut(rest, "/': ")
			closed = append(closed, folder)
		}
	}
	return others{slices.Collect(entries(printed)), closed, err}
}

// withoutIgnored leaves out what git ignores.
func (t *Tree) withoutIgnored(ctx context.Context, paths []string) []string {
	if len(paths) == 0 {
		return nil
	}
	// Names are taken literally, but for a colon in front.
	printed, _, err := t.feed(ctx, nil, "./"+strings.Join(paths, "\x00./")+"\x00", "check-ignore", "-z", "--verbose", "--stdin")
	if err != nil { // of status 1, none is
		return paths
	}
	ignored := map[string]bool{}
	words := slices.Collect(entries(printed))
	for ; len(words) >= 4; words = words[4:] { // file, line, pattern, path
		ignored[strings.TrimPrefix(words[3], "./")] = !strings.HasPrefix(words[2], "!")
	}
	return slices.DeleteFunc(paths, func(path string) bool { return ignored[path] })
}

// workTree walks the folders of a work tree in which git tracks something.
type workTree struct {
	tree   *Tree
	wanted func(path string) bool

	lock    sync.Mutex
	unknown []string // folders of which git tracks nothing, and files that are wanted
	closed  []string
}

// trackedFolder is a folder, "" or ending in a slash, with what the index has in it.
type trackedFolder struct {
	path    string
	entries []tracked
}

// start walks a named path.
func (w *workTree) start(ctx context.Context, name string, all []tracked) {
	inside := below(all, name+"/")
	info, err := os.Lstat(w.tree.file(name))
	switch {
	case err != nil: // there is nothing
	case info.IsDir() && len(inside) > 0:
		w.walkAll(ctx, []trackedFolder{{name + "/", inside}})
	case !has(at(all, name), info.Mode()):
		w.unknown = append(w.unknown, name)
	}
}

// walkAll walks folders, then the folders in them, side by side.
func (w *workTree) walkAll(ctx context.Context, folders []trackedFolder) {
	for len(folders) > 0 && ctx.Err() == nil {
		var next []trackedFolder
		var wait sync.WaitGroup
		for part := range slices.Chunk(folders, len(folders)/runtime.GOMAXPROCS(0)+1) {
			wait.Go(func() {
				var inside []trackedFolder
				var unknown []string
				for _, f := range part {
					inside, unknown = w.walk(f, inside, unknown)
				}
				w.lock.Lock()
				next, w.unknown = append(next, inside...), append(w.unknown, unknown...)
				w.lock.Unlock()
			})
		}
		wait.Wait()
		folders = next
	}
}

// walk compares what is in a folder with what the index has in it, and adds the folders to walk, and what git may not know.
func (w *workTree) walk(f trackedFolder, inside []trackedFolder, unknown []string) ([]trackedFolder, []string) {
	files, folders := map[string][]tracked{}, map[string][]tracked{}
	for rest := f.entries; len(rest) > 0; {
		name, _, deeper := strings.Cut(rest[0].name[len(f.path):], "/")
		size := 1
		if deeper {
			size = leading(rest, f.path+name+"/")
			folders[name] = rest[:size]
		} else {
			files[name] = rest[:1]
		}
		rest = rest[size:]
	}
	for _, found := range w.read(f.path) {
		name, kind := found.Name(), found.Type()
		switch {
		case name == ".git" || has(files[name], kind):
		case kind.IsDir() && len(folders[name]) > 0:
			inside = append(inside, trackedFolder{f.path + name + "/", folders[name]})
		case kind.IsDir(), (kind.IsRegular() || kind&fs.ModeSymlink != 0) && w.wants(f.path+name):
			unknown = append(unknown, f.path+name)
		}
	}
	return inside, unknown
}

// has tells whether the entries of a path stand for what is there: a folder is that of a submodule.
func has(entries []tracked, kind fs.FileMode) bool {
	return len(entries) > 0 && kind.IsDir() == (entries[0].mode == submoduleMode)
}

// wants tells whether a file matters: also by what it says of the folders around it.
func (w *workTree) wants(name string) bool { return isMarker(path.Base(name)) || w.wanted(name) }

// read reads a folder.
func (w *workTree) read(folder string) []fs.DirEntry {
	found, err := w.tree.readDir(cmp.Or(folder, "."))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		w.lock.Lock()
		w.closed = append(w.closed, strings.TrimSuffix(folder, "/"))
		w.lock.Unlock()
	}
	return found
}

// readDir gives what is in a folder, in no order.
func (t *Tree) readDir(folder string) ([]fs.DirEntry, error) {
	file, err := openQuickly(t.folder, folder, os.O_RDONLY)
	if err != nil {
		file, err = os.Open(t.file(folder))
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return file.ReadDir(-1)
}
