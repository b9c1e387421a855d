package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestRead(t *testing.T) {
	root := tempDir(t)
	write(t, root, "sub/go.mod", "more/sub/x")
	tree := open(t, root, listing{})
	size := int64(len("sub/go.mod"))
	if data, err := tree.Read("sub/go.mod", size); string(data) != "sub/go.mod" || err != nil {
		t.Errorf("%q, %v", data, err)
	}
	for encoded, want := range map[string]string{
		"\xff\xfeg\x00o\x00\xac\x20": "go€", "\xfe\xff\x00g\x00o": "go", "\xff\xfe": "", "\xff\xfeg\x00o": "g\ufffd", "\xef\xbb\xbfgo": "\ufeffgo",
	} {
		if err := os.WriteFile(filepath.Join(root, "encoded"), []byte(encoded), 0o644); err != nil {
			t.Fatal(err)
		}
		if data, err := tree.Read("encoded", size); string(data) != want || err != nil {
			t.Errorf("%q is read as %q, %v", encoded, data, err)
		}
	}
	if _, err := tree.Read("sub/go.mod", size-1); !errors.Is(err, ErrTooLarge) {
		t.Errorf("over the limit: %v", err)
	}
	if _, err := tree.Read("sub/absent", size); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("absent: %v", err)
	}
	if _, err := tree.Read("sub", size); !errors.Is(err, errIrregular) {
		t.Errorf("a folder: %v", err)
	}
}
