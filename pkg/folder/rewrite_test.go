package folder_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/folder"
)

func TestRewriteAndRemove(t *testing.T) {
	dir := t.TempDir()
	if err := folder.Create(dir, []folder.File{{"a/x.toml", "old\n"}, {"a/y.toml", "y\n"}}); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(dir, "a", "x.toml"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := folder.Rewrite(dir, folder.File{Path: "a/x.toml", Text: "new\n"}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(dir, "a", "x.toml")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the mode is %v, %v", info.Mode(), err)
	}
	if err := folder.Remove(dir, []string{"a/y.toml", "a/never.toml"}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"a/x.toml": "new\n"}, content(t, dir)); diff != "" {
		t.Error(diff)
	}

	// What is not there, or leads elsewhere, is not written.
	outside := filepath.Join(t.TempDir(), "outside")
	if err := os.WriteFile(outside, []byte("safe"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "a", "link.toml")); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"a/none.toml", "a/link.toml", "../outside"} {
		if err := folder.Rewrite(dir, folder.File{Path: path, Text: "spoilt"}); err == nil {
			t.Errorf("%s was rewritten", path)
		}
	}
	if text, err := os.ReadFile(outside); err != nil || string(text) != "safe" {
		t.Errorf("%q, %v", text, err)
	}
}
