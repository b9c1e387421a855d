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
		return t.stored(ctx, folder, "ls-files", "-z", "--stage")
	case t.snapshot != nil:
		return t.FolderAt(ctx, t.commit, folder)
	}
	return readFolder(t.dir, folder)
}

// FolderAt is Folder as a commit has it.
func (t *Tree) FolderAt(ctx context.Context, commit, folder string) ([]Entry, error) {
	if commit == "" || !t.inGit {
		return nil, nil
	}
	return t.stored(ctx, folder, "ls-tree", "-r", "-z", "--full-tree", commit)
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

// stored gives a folder's files as git stores them. list prints entries that start with mode and end in "\tPATH"; the id of
// the content is their last word but for a stage.
func (t *Tree) stored(ctx context.Context, folder string, list ...string) ([]Entry, error) {
	listed, _, err := t.run(ctx, append(append([]string{"--literal-pathspecs"}, list...), "--", folder)...)
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", folder, err)
	}
	var entries []Entry
	var ids []string
	for line := range strings.SplitSeq(strings.TrimSuffix(listed, "\x00"), "\x00") {
		facts, name, ok := strings.Cut(line, "\t")
		fields := strings.Fields(facts)
		if !ok || len(fields) != 3 {
			continue // nothing is listed
		}
		entry, id := Entry{Path: name}, fields[2]
		if list[0] == "ls-files" {
			id = fields[1]
			entry.Wrong = conflict(fields[2])
		}
		switch {
		case fields[0] == "120000":
			entry.Wrong = wrongLink
		case !strings.HasPrefix(fields[0], "100"):
			entry.Wrong = wrongFile
		case name != folder && path.Dir(name) != folder:
			entry.Wrong = wrongFolder
		}
		if entry.Wrong == "" {
			ids = append(ids, id)
		}
		entries = append(entries, entry)
	}
	return entries, t.fill(ctx, entries, ids)
}

func conflict(stage string) string {
	if stage == "0" {
		return ""
	}
	return "git has a merge conflict in it: resolve it"
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
