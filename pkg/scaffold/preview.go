package scaffold

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"
)

// Preview is a policy folder as it will be once the edits are written, without what is hidden in it.
func Preview(folder fs.FS, edits []Edit) (fs.FS, error) {
	all := &txtar.Archive{}
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name != "." && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			return nil
		}
		text, err := fs.ReadFile(folder, name)
		all.Files = append(all.Files, txtar.File{Name: name, Data: text})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the policy: %w", err)
	}
	for _, e := range edits {
		i := slices.IndexFunc(all.Files, func(f txtar.File) bool { return f.Name == e.Path })
		if i < 0 {
			i = len(all.Files)
			all.Files = append(all.Files, txtar.File{Name: e.Path})
		}
		all.Files[i].Data = append(all.Files[i].Data, e.Text...)
	}
	return txtar.FS(all)
}

func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
