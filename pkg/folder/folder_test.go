package folder_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/folder"
)

const marker = "<!-- made by a test -->"

func TestCreate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	if err := folder.Create(dir, []folder.File{{"README.md", "read\n"}, {".github/workflows/a.yml", "a\n"}}); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"README.md": "read\n", ".github/workflows/a.yml": "a\n"}
	if diff := cmp.Diff(want, content(t, dir)); diff != "" {
		t.Fatal(diff)
	}

	err := folder.Create(dir, []folder.File{{"before.md", ""}, {"README.md", "other\n"}})
	if err == nil || !strings.Contains(err.Error(), filepath.Join(dir, "README.md")+" exists already") {
		t.Errorf("the error does not name what exists: %v", err)
	}
	if diff := cmp.Diff(want, content(t, dir)); diff != "" {
		t.Errorf("something was written:\n%s", diff)
	}
	if err := folder.Create(dir, []folder.File{{"first.md", ""}, {"first.md/second.md", ""}}); err == nil {
		t.Error("a file is taken for a folder")
	}
	if diff := cmp.Diff(want, content(t, dir)); diff != "" {
		t.Errorf("of what could not be written whole, a part stays:\n%s", diff)
	}
}

func TestReplace(t *testing.T) {
	dir := t.TempDir()
	for _, files := range [][]folder.File{
		{{"index.md", marker + "\nold\n"}, {"deep/er/old.md", marker + "\n"}},
		{{"index.md", marker + "\nnew\n"}, {"deep/new.md", marker + "\n"}},
	} {
		if _, err := folder.Replace(dir, marker, files); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]string{"index.md": marker + "\nnew\n", "deep/new.md": marker + "\n"}
	if diff := cmp.Diff(want, content(t, dir)); diff != "" {
		t.Error(diff)
	}
	if _, err := os.Stat(filepath.Join(dir, "deep", "er")); err == nil {
		t.Error("an empty folder is left")
	}
	removed, err := folder.Replace(dir, marker, []folder.File{{"index.md", marker + "\n"}})
	if diff := cmp.Diff([]string{"deep/new.md"}, removed); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestReplaceTouchesNothingOfOthers(t *testing.T) {
	strangers := map[string]func(path string) error{
		"no marker":       func(path string) error { return os.WriteFile(path, []byte("mine\n"+marker+"\n"), 0o644) },
		"an empty file":   func(path string) error { return os.WriteFile(path, nil, 0o644) },
		"a symbolic link": func(path string) error { return os.Symlink("index.md", path) },
	}
	for name, make := range strangers {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if _, err := folder.Replace(dir, marker, []folder.File{{"index.md", marker + "\nold\n"}}); err != nil {
				t.Fatal(err)
			}
			if err := make(filepath.Join(dir, "notes.md")); err != nil {
				t.Skip(err)
			}
			before := content(t, dir)
			_, err := folder.Replace(dir, marker, []folder.File{{"index.md", marker + "\nnew\n"}})
			if err == nil || !strings.Contains(err.Error(), "notes.md") {
				t.Errorf("the error does not name the file: %v", err)
			}
			if diff := cmp.Diff(before, content(t, dir)); diff != "" {
				t.Errorf("something was changed:\n%s", diff)
			}
		})
	}
}

func content(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
