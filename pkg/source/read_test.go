package source

import (
	"errors"
	"io/fs"
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
