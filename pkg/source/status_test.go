package source

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestTouched compares with what git says of the work tree when it has looked at each file.
func TestTouched(t *testing.T) {
	hash := map[string][]string{"SHA-1": {"init", "--quiet"}, "SHA-256": {"init", "--quiet", "--object-format=sha256"}}
	for name, init := range hash {
		t.Run(name, func(t *testing.T) {
			root := tempDir(t)
			git(t, root, init...)
			write(t, root, "same/go.mod", "edited/go.mod", "replaced/go.mod", "touched/go.mod", "executable/go.mod", "deleted/go.mod",
				"linked/go.mod", "folder/go.mod", "staged/go.mod", "back/go.mod", "included.txt", "edited.txt")
			git(t, root, "add", "--all")
			git(t, root, "commit", "--quiet", "--message=start")
			change(t, root)

			tree := open(t, root, listing{})
			base, err := tree.Base(t.Context(), git(t, root, "rev-parse", "HEAD"), Options{Match: isManifest})
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]bool{}
			for _, path := range []string{"same/go.mod", "edited/go.mod", "replaced/go.mod", "touched/go.mod", "executable/go.mod", "deleted/go.mod",
				"linked/go.mod", "folder/go.mod", "staged/go.mod", "back/go.mod", "included.txt", "edited.txt"} {
				got[path] = base.Touched(path)
			}
			want := map[string]bool{
				"same/go.mod": false, "edited/go.mod": true, "replaced/go.mod": true, "touched/go.mod": false, "executable/go.mod": false, "deleted/go.mod": true,
				"linked/go.mod": true, "folder/go.mod": true, "staged/go.mod": true, "back/go.mod": true, "included.txt": false, "edited.txt": true,
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("touched (-want +got):\n%s", diff)
			}
			for path := range want {
				if filepath.Base(path) == "go.mod" && content(t, base, path) != path {
					t.Errorf("of the base, %s holds %q", path, content(t, base, path))
				}
			}
		})
	}
}

// change changes a work tree in the ways in which files change.
func change(t *testing.T, root string) {
	t.Helper()
	in := func(name string) string { return filepath.Join(root, filepath.FromSlash(name)) }
	done := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	appendTo(t, root, "edited/go.mod", "more")
	appendTo(t, root, "edited.txt", "more")

	// Of the same size, and with the time of the file that it replaces.
	info, err := os.Stat(in("replaced/go.mod"))
	done(err)
	done(os.WriteFile(in("new"), []byte("REPLACED/go.mod"), 0o600))
	done(os.Chtimes(in("new"), info.ModTime(), info.ModTime()))
	done(os.Rename(in("new"), in("replaced/go.mod")))

	done(os.Chtimes(in("touched/go.mod"), time.Unix(0, 0), time.Unix(0, 0)))
	done(os.Chmod(in("executable/go.mod"), 0o700))
	done(os.Remove(in("deleted/go.mod")))
	done(os.Remove(in("linked/go.mod")))
	done(os.Symlink("../same/go.mod", in("linked/go.mod")))
	done(os.Remove(in("folder/go.mod")))
	done(os.Mkdir(in("folder/go.mod"), 0o700))
	appendTo(t, root, "staged/go.mod", "more")
	appendTo(t, root, "back/go.mod", "more")
	git(t, root, "add", "staged/go.mod", "back/go.mod")
	done(os.WriteFile(in("back/go.mod"), []byte("back/go.mod"), 0o600)) // as the commit has it, but not the index
}
