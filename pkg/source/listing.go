package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
)

// listing gives the paths of the regular files in a folder and below it, sorted, each with a zero byte behind; none if there is no such
// folder. The folder's path ends in a slash; "/" is the root. In a git repository they are what git tracks.
func (t *Tree) listing(folder string, limit int64) ([]byte, error) {
	var listed bytes.Buffer
	add := func(path string) error {
		if int64(listed.Len()+len(path)) >= limit {
			return fmt.Errorf("%w of %d bytes: name a folder that holds less", ErrTooLarge, limit)
		}
		listed.WriteString(path + "\x00")
		return nil
	}
	folder = strings.TrimSuffix(folder, "/")
	if !t.inGit {
		err := t.walkBelow(folder, add)
		return listed.Bytes(), err
	}
	all, err := t.trackedBelow(folder)
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		if e.mode&^0o777 != regularMode || e.intended && t.index || e.stage == 1 || e.stage == 3 {
			continue
		}
		if err := add(e.name); err != nil {
			return nil, err
		}
	}
	return listed.Bytes(), nil
}

// trackedBelow gives the entries of the commit, or of the index, in a folder; "" is the root.
func (t *Tree) trackedBelow(folder string) ([]tracked, error) {
	t.trackAhead(context.Background())
	list := t.tracked
	if t.commit != "" {
		list = t.listCommit
	}
	all, err := list()
	if folder == "" {
		return all, err
	}
	return below(all, folder+"/"), err
}

// committed is what a commit has.
type committed struct {
	once sync.Once
	all  []tracked // sorted by name
	err  error
}

// listCommit lists the commit, once.
func (t *Tree) listCommit() ([]tracked, error) {
	t.inCommit.once.Do(func() { t.inCommit.all, t.inCommit.err = t.listedAt(context.Background(), t.commit, "") })
	return t.inCommit.all, t.inCommit.err
}

func (t *Tree) walkBelow(folder string, add func(path string) error) error {
	if folder == "" {
		folder = "."
	}
	err := fs.WalkDir(t.dir.FS(), folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return cause(err)
		case path != folder && entry.IsDir() && (entry.Name() == ".git" || defaultExcludes[entry.Name()] != "" && !t.all):
			return fs.SkipDir
		case entry.Type().IsRegular():
			return add(path)
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
