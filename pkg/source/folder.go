package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Entry is a file of a folder that is read whole.
type Entry struct {
	Path  string // slash-separated, starting with the folder's own path
	Data  []byte
	Wrong string // why it was not read, and what to do; "" if it was
}

// maxEntry is the size in bytes up to which such a file is read.
const maxEntry = 1 << 20

var (
	wrongLink   = "a symbolic link is not followed here: put the file itself in its place"
	wrongFolder = "folders in this folder are not read: move what is in it up"
	wrongFile   = "not a regular file: remove it"
	wrongSize   = "larger than 1 MB: shorten it"
)

// Folder gives the files of a folder of the tree, by path; none if there is no such folder. Symbolic links are not followed.
func (t *Tree) Folder(ctx context.Context, folder string) ([]Entry, error) {
	switch {
	case t.index:
		t.trackAhead(ctx)
		all, err := t.tracked()
		if err != nil {
			return nil, fmt.Errorf("listing %s: %w", folder, err)
		}
		return t.stored(ctx, folder, all)
	case t.snapshot != nil:
		return t.FolderAt(ctx, t.commit, folder)
	}
	return t.withUnseen(ctx, folder)
}

// FolderAt is Folder as a commit has it.
func (t *Tree) FolderAt(ctx context.Context, commit, folder string) ([]Entry, error) {
	all, err := t.listedAt(ctx, commit, folder)
	if err != nil {
		return nil, err
	}
	return t.stored(ctx, folder, all)
}

// FilesAt gives the files at or below a folder as a commit has them, by path, those of other kinds left out; none if it has no
// such folder.
func (t *Tree) FilesAt(ctx context.Context, commit, folder string) ([]Entry, error) {
	all, err := t.listedAt(ctx, commit, folder)
	if err != nil {
		return nil, err
	}
	var files []Entry
	var ids []string
	for _, file := range all {
		if file.mode&^0o777 == regularMode {
			files, ids = append(files, Entry{Path: file.name}), append(ids, file.object())
		}
	}
	return files, t.fill(ctx, files, ids)
}

// listedAt lists what a commit has at or below a folder.
func (t *Tree) listedAt(ctx context.Context, commit, folder string) ([]tracked, error) {
	if commit == "" || !t.inGit {
		return nil, nil
	}
	if ids, err := t.Find(ctx, commit+":"+folder); err != nil || ids[0] == "" {
		return nil, err
	}
	args := []string{"--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree", commit}
	if folder != "" {
		args = append(args, "--", folder)
	}
	listed, _, err := t.run(ctx, args...)
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", folder, err)
	}
	var all []tracked
	for entry := range entries(listed) {
		// "MODE TYPE OBJECT\tPATH"
		var e tracked
		var kind string
		facts, name, _ := strings.Cut(entry, "\t")
		if _, err := fmt.Sscanf(facts, "%o %s %x", &e.mode, &kind, &e.id); err != nil {
			return nil, fmt.Errorf("reading %q of git ls-tree: %w", entry, err)
		}
		e.name = name
		all = append(all, e)
	}
	return all, nil
}

// FileAt gives a file as a commit has it; nil if it has none of that path.
func (t *Tree) FileAt(ctx context.Context, commit, name string) ([]byte, error) {
	entries, err := t.FolderAt(ctx, commit, name)
	if err != nil || len(entries) != 1 || entries[0].Path != name || entries[0].Wrong != "" {
		return nil, err
	}
	return entries[0].Data, nil
}

// ReadFolder gives the files of a folder below dir, which need not belong to a tree.
func ReadFolder(dir, folder string) ([]Entry, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", dir, err)
	}
	defer root.Close()
	return readFolder(root, folder)
}

func readFolder(root *os.Root, folder string) ([]Entry, error) {
	info, err := root.Lstat(filepath.FromSlash(folder))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return []Entry{{Path: folder, Wrong: cause(err).Error()}}, nil
	case info.Mode()&fs.ModeSymlink != 0:
		return []Entry{{Path: folder, Wrong: wrongLink}}, nil
	}
	listed, err := fs.ReadDir(root.FS(), folder)
	if err != nil {
		return []Entry{{Path: folder, Wrong: "the folder cannot be read: " + cause(err).Error()}}, nil
	}
	entries := make([]Entry, len(listed))
	for i, file := range listed {
		name := path.Join(folder, file.Name())
		data, wrong := readEntry(root, name, file.Type())
		entries[i] = Entry{name, data, wrong}
	}
	return entries, nil
}

func readEntry(root *os.Root, name string, kind fs.FileMode) (data []byte, wrong string) {
	switch {
	case kind&fs.ModeSymlink != 0:
		return nil, wrongLink
	case kind.IsDir():
		return nil, wrongFolder
	case !kind.IsRegular():
		return nil, wrongFile
	}
	file, err := root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, cause(err).Error()
	}
	defer file.Close()
	data, err = io.ReadAll(io.LimitReader(file, maxEntry+1))
	switch {
	case err != nil:
		return nil, cause(err).Error()
	case len(data) > maxEntry:
		return nil, wrongSize
	}
	return data, ""
}

// stored gives a folder's files as git stores them: those of all that are in it.
func (t *Tree) stored(ctx context.Context, folder string, all []tracked) ([]Entry, error) {
	var entries []Entry
	var ids []string
	for _, file := range all {
		if !within(file.name, folder) {
			continue
		}
		entry := Entry{Path: file.name}
		switch {
		case file.mode == linkMode:
			entry.Wrong = wrongLink
		case file.mode&^0o777 != regularMode:
			entry.Wrong = wrongFile
		case file.name != folder && path.Dir(file.name) != folder:
			entry.Wrong = wrongFolder
		case file.stage != 0:
			entry.Wrong = "git has a merge conflict in it: resolve it"
		}
		if entry.Wrong == "" {
			ids = append(ids, file.object())
		}
		entries = append(entries, entry)
	}
	return entries, t.fill(ctx, entries, ids)
}

// fill reads the content of those entries that are not wrong, whose ids are given in order.
func (t *Tree) fill(ctx context.Context, entries []Entry, ids []string) error {
	contents, err := t.contents(ctx, ids)
	if err != nil {
		return err
	}
	for i := range entries {
		if e := &entries[i]; e.Wrong == "" {
			e.Data, contents = contents[0], contents[1:]
			if len(e.Data) > maxEntry {
				e.Data, e.Wrong = nil, wrongSize
			}
		}
	}
	return nil
}
