package folder_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/folder"
)

func TestAppend(t *testing.T) {
	dir := t.TempDir()
	if err := folder.Create(dir, []folder.File{{Path: "a/b.yaml", Text: "first: 1\n"}}); err != nil {
		t.Fatal(err)
	}
	if err := folder.Append(dir, folder.File{Path: "a/b.yaml", Text: "second: 2\n"}); err != nil {
		t.Fatal(err)
	}
	if err := folder.Append(dir, folder.File{Path: "a/c.yaml", Text: "lost"}); err == nil {
		t.Error("a file that is not there was extended")
	}
	if diff := cmp.Diff(map[string]string{"a/b.yaml": "first: 1\nsecond: 2\n"}, content(t, dir)); diff != "" {
		t.Error(diff)
	}
}
