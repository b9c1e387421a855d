package source

import (
	"context"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// TestMain keeps the configuration of the machine, and of a hook that runs the tests, out of them.
func TestMain(m *testing.M) {
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "GIT_") {
			os.Unsetenv(name)
		}
	}
	for name, value := range map[string]string{
		"GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_NOSYSTEM": "1",
		"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com",
		"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com",
	} {
		os.Setenv(name, value)
	}
	os.Exit(m.Run())
}

// TestOpen gives each case the same repository and folder, and a path in it.
func TestOpen(t *testing.T) {
	repository := newRepository(t,
		"go.mod", "services/api/go.mod", "services/api/main.go", "services-old/go.mod",
		"node_modules/a/package.json", "web/node_modules/b/package.json", "web/package.json",
		"testdata/x/go.mod", "testdata/x/testdata/go.mod",
		"go/vendor/modules.txt", "go/vendor/example.com/a/go.mod",
		"php/composer.json", "php/vendor/a/package.json",
		"ruby/Gemfile", "ruby/vendor/go.mod",
		"app/Podfile", "app/Pods/a/package.json", "app/Package.swift", "app/.build/checkouts/a/package.json",
		"app/mix.exs", "app/deps/a/package.json", "deps/go.mod", // the latter nobody's
		"vendor/tools/go.mod", // nobody's: modules.txt, composer.json and Gemfile are elsewhere
		"env/lib/package.json",
		"third_party/a/go.mod", "a [b]/go.mod", "--all/go.mod", "ünï/go.mod",
	)
	write(t, repository, "env/pyvenv.cfg", "new/go.mod", "build/out/go.mod", "build/out/node_modules/package.json", "forced/go.mod", "forced/ignored/go.mod")
	appendTo(t, repository, ".gitignore", "build\nforced\n")
	git(t, repository, "add", "--force", "forced/go.mod")

	plain := tempDir(t)
	write(t, plain, "go.mod", "a/package.json", "node_modules/a/package.json", "node_modules/b/package.json", "vendor/go.mod", "composer.json", "inner/.git/go.mod")

	vendored, testData, excluded := "vendored", "test data", "excluded"
	tests := []struct {
		name    string
		root    string
		path    string
		opts    listing
		within  string
		paths   []string
		omitted map[string]int
	}{
		{"repository", repository, ".", listing{}, "", []string{
			"--all/go.mod", "a [b]/go.mod", "deps/go.mod", "forced/go.mod", "go.mod", "new/go.mod", "php/composer.json", "services-old/go.mod",
			"services/api/go.mod", "third_party/a/go.mod", "vendor/tools/go.mod", "web/package.json", "ünï/go.mod",
		}, map[string]int{vendored: 9, testData: 2}},
		{"folder", repository, "services", listing{}, "services", []string{"services/api/go.mod"}, nil},
		{"file", repository, "services/api/go.mod", listing{}, "services/api/go.mod", []string{"services/api/go.mod"}, nil},
		{"pathspec characters", repository, "a [b]", listing{}, "a [b]", []string{"a [b]/go.mod"}, nil},
		{"leading dash", repository, "--all", listing{}, "--all", []string{"--all/go.mod"}, nil},
		{"inside test data", repository, "testdata/x", listing{}, "testdata/x", []string{"testdata/x/go.mod"}, map[string]int{testData: 1}},
		{"inside vendor", repository, "go/vendor", listing{}, "go/vendor", []string{"go/vendor/example.com/a/go.mod"}, nil},
		{"ignored folder", repository, "build/out", listing{}, "build/out", []string{"build/out/go.mod"}, map[string]int{vendored: 1}},
		{"ignored file", repository, "build/out/go.mod", listing{}, "build/out/go.mod", []string{"build/out/go.mod"}, nil},
		{"ignored folder with tracked files", repository, "forced", listing{}, "forced", []string{"forced/go.mod"}, nil},
		{"exclude", repository, ".", listing{Exclude: []string{"services*", "third_party/**", "**/web/*.json", "*", "!"}}, "", nil,
			map[string]int{vendored: 9, testData: 2, excluded: 13}},
		{"exclude below", repository, "third_party", listing{Exclude: []string{"third_party/**"}}, "third_party", []string{"third_party/a/go.mod"}, nil},
		{"exclude by name", repository, "services", listing{Exclude: []string{"third_party", "**/go.mod"}}, "services", nil, map[string]int{excluded: 1}},
		{"exclude a folder's name", repository, "services", listing{Exclude: []string{"**/api"}}, "services", nil, map[string]int{excluded: 1}},
		{"all of a repository's folder", filepath.Join(repository, "build"), ".", listing{All: true, Exclude: []string{"**"}}, "",
			[]string{"out/go.mod", "out/node_modules/package.json"}, nil},

		{"plain folder", plain, ".", listing{}, "", []string{"a/package.json", "composer.json", "go.mod"}, map[string]int{vendored: 2}},
		{"plain file", plain, "go.mod", listing{}, "go.mod", []string{"go.mod"}, nil},
		{"all of a plain folder", plain, ".", listing{All: true}, "", []string{
			"a/package.json", "composer.json", "go.mod", "node_modules/a/package.json", "node_modules/b/package.json", "vendor/go.mod"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tree := open(t, filepath.Join(test.root, test.path), test.opts)
			check(t, tree, test.paths, test.omitted)
			if tree.Root != test.root || strings.Join(tree.Within, " ") != test.within {
				t.Errorf("root %q, within %q; want %q, %q", tree.Root, tree.Within, test.root, test.within)
			}
		})
	}
}

func TestOpenErrors(t *testing.T) {
	empty := tempDir(t)
	for _, test := range []struct {
		path    string
		exclude string
		want    string
	}{
		{filepath.Join(empty, "absent"), "", "absent does not exist: name a folder or a file that does"},
		{empty, "a[", `exclude "a[" is not a valid glob`},
	} {
		_, err := listed(t.Context(), test.path, listing{Exclude: []string{test.exclude}})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("error %v, want %q", err, test.want)
		}
	}
}

func isManifest(name string) bool {
	switch path.Base(name) {
	case "go.mod", "package.json", "composer.json":
		return true
	}
	return false
}

// listing is how a test opens and lists a tree.
type listing struct {
	All     bool
	Exclude []string
}

func listed(ctx context.Context, path string, how listing) (*Tree, error) {
	tree, err := Open([]string{path}, how.All)
	if err != nil {
		return nil, err
	}
	return tree, tree.List(ctx, Options{Match: isManifest, Exclude: how.Exclude})
}

// open opens a tree whose manifests are go.mod, package.json and composer.json.
func open(t *testing.T, path string, opts listing) *Tree {
	t.Helper()
	tree, err := listed(t.Context(), path, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Close() })
	return tree
}

// check compares what is kept and what is left out, and expects no problems.
func check(t *testing.T, tree *Tree, paths []string, omitted map[string]int) {
	t.Helper()
	if diff := cmp.Diff(paths, tree.Paths); diff != "" {
		t.Errorf("paths (-want +got):\n%s", diff)
	}
	var got map[string]int
	for _, o := range tree.Omitted {
		if got == nil {
			got = map[string]int{}
		}
		got[o.Reason] = o.Files
	}
	if diff := cmp.Diff(omitted, got); diff != "" {
		t.Errorf("omitted (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]inventory.Problem(nil), tree.Problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// tempDir is a new folder, named without symbolic links.
func tempDir(t testing.TB) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// write makes files that hold their own name.
func write(t testing.TB, root string, names ...string) {
	t.Helper()
	for _, name := range names {
		appendTo(t, root, name, name)
	}
}

func appendTo(t testing.TB, root, name, text string) {
	t.Helper()
	file := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteString(text); err != nil {
		t.Fatal(err)
	}
}

// newRepository makes a repository in which the named files are committed.
func newRepository(t testing.TB, names ...string) string {
	t.Helper()
	root := tempDir(t)
	git(t, root, "init", "--quiet", "--initial-branch=main")
	write(t, root, names...)
	git(t, root, "add", "--all")
	git(t, root, "commit", "--quiet", "--allow-empty", "--message=first")
	return root
}

// git runs git, without which nothing here can be tested: continuous integration must have it.
func git(t testing.TB, dir string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("git is not on PATH")
		}
		t.Skip("git is not on PATH")
	}
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}
