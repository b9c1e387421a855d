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

// maxAsked is about how many paths git is asked at once to list: of many, and long ones, it looks at the work tree faster.
const maxAsked = 100

// listOthers lists them. Of files that wanted refuses, some or none are listed.
func (t *Tree) listOthers(ctx context.Context, wanted func(path string) bool) others {
	all, err := t.tracked()
	if err != nil {
		return others{}
	}
	w := &workTree{tree: t, wanted: wanted, slots: make(chan struct{}, runtime.GOMAXPROCS(0))}
	specs := t.pathspecs()
	if len(specs) == 0 {
		w.enter("", all)
	}
	for _, spec := range specs {
		w.start(spec, all)
	}
	w.wait.Wait()
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
	if len(unknown) > maxAsked {
		args = t.withPathspecs(args)
	} else {
		args = append(append(args, "--"), unknown...)
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
	wait   sync.WaitGroup
	slots  chan struct{} // of folders that are read side by side

	lock    sync.Mutex
	unknown []string // folders of which git tracks nothing, and files that are wanted
	closed  []string
}

// start walks a named path.
func (w *workTree) start(name string, all []tracked) {
	inside := below(all, name+"/")
	info, err := os.Lstat(w.tree.file(name))
	switch {
	case err != nil: // there is nothing
	case info.IsDir() && len(inside) > 0:
		w.enter(name+"/", inside)
	case !has(at(all, name), info.Mode()):
		w.unknown = append(w.unknown, name)
	}
}

// enter walks a folder beside the others, if there is a slot for it.
func (w *workTree) enter(folder string, entries []tracked) {
	select {
	case w.slots <- struct{}{}:
		w.wait.Go(func() {
			w.walk(folder, entries)
			<-w.slots
		})
	default:
		w.walk(folder, entries)
	}
}

// walk walks a folder, "" or ending in a slash, by what the index has in it.
func (w *workTree) walk(folder string, entries []tracked) {
	files, folders := map[string][]tracked{}, map[string][]tracked{}
	for rest := entries; len(rest) > 0; {
		name, _, deeper := strings.Cut(rest[0].name[len(folder):], "/")
		size := 1
		if deeper {
			size = leading(rest, folder+name+"/")
			folders[name] = rest[:size]
		} else {
			files[name] = rest[:1]
		}
		rest = rest[size:]
	}
	var unknown []string
	for _, found := range w.read(folder) {
		name, kind := found.Name(), found.Type()
		switch {
		case name == ".git" || has(files[name], kind):
		case kind.IsDir() && len(folders[name]) > 0:
			w.enter(folder+name+"/", folders[name])
		case kind.IsDir(), (kind.IsRegular() || kind&fs.ModeSymlink != 0) && w.wants(folder+name):
			unknown = append(unknown, folder+name)
		}
	}
	w.lock.Lock()
	w.unknown = append(w.unknown, unknown...)
	w.lock.Unlock()
}

// has tells whether the entries of a path stand for what is there: a folder is that of a submodule.
func has(entries []tracked, kind fs.FileMode) bool {
	return len(entries) > 0 && kind.IsDir() == (entries[0].mode == submoduleMode)
}

// wants tells whether a file matters: also by what it says of the folders around it.
func (w *workTree) wants(name string) bool { return isMarker(path.Base(name)) || w.wanted(name) }

// read reads a folder.
func (w *workTree) read(folder string) []fs.DirEntry {
	opened, err := openQuickly(w.tree.folder, cmp.Or(folder, "."), os.O_RDONLY)
	if err != nil {
		opened, err = os.Open(w.tree.file(folder))
	}
	var found []fs.DirEntry
	if err == nil {
		defer opened.Close()
		found, err = opened.ReadDir(-1)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		w.lock.Lock()
		w.closed = append(w.closed, strings.TrimSuffix(folder, "/"))
		w.lock.Unlock()
	}
	return found
}
