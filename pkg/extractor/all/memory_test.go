package all_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/all"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// TestRemembering reads every test case of every format, then again without each of its files, and once more whole: formats that
// remember say the same as those that read anew, which they would not if a resolver changed what was kept for it.
func TestRemembering(t *testing.T) {
	archives, err := filepath.Glob("../*/testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives (%v)", err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files := map[string][]byte{}
		for _, f := range archive.Files {
			files[f.Name] = f.Data
		}
		formats := all.Formats.Remembering()
		checkMemory(t, name, formats, files)
		for path := range maps.Keys(files) {
			fewer := maps.Clone(files)
			delete(fewer, path)
			checkMemory(t, name+" without "+path, formats, fewer)
		}
		checkMemory(t, name+" again", formats, files)
	}
}

func checkMemory(t *testing.T, name string, formats extractor.Formats, files map[string][]byte) {
	t.Helper()
	read := func(formats extractor.Formats) *inventory.Inventory {
		paths := slices.DeleteFunc(slices.Sorted(maps.Keys(files)), func(path string) bool { return !formats.Match(path) })
		return formats.ReadAll(t.Context(), paths, func(path string, _ int64) ([]byte, error) {
			if data, found := files[path]; found {
				return data, nil
			}
			return nil, fs.ErrNotExist
		})
	}
	if diff := cmp.Diff(read(all.Formats), read(formats)); diff != "" {
		t.Errorf("%s (-anew +remembered):\n%s", name, diff)
	}
}

// TestRememberingCorpus does so with each of the repositories in $TECHCHECK_CORPUS, whole.
func TestRememberingCorpus(t *testing.T) {
	folder := corpus(t)
	repositories, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, repository := range repositories {
		if !repository.IsDir() {
			continue
		}
		files := map[string][]byte{}
		root := os.DirFS(filepath.Join(folder, repository.Name()))
		err := fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.Type().IsRegular() {
				return err
			}
			files[path], err = fs.ReadFile(root, path)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		formats := all.Formats.Remembering()
		checkMemory(t, repository.Name(), formats, files)
		checkMemory(t, repository.Name()+" again", formats, files)
	}
}
