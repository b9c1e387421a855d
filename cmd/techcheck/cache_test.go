package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/cli"
)

// TestCacheOnCorpus holds that on every repository in $TECHCHECK_CORPUS, the same bytes are printed cold, warm, without a cache,
// and by many runs at once.
func TestCacheOnCorpus(t *testing.T) {
	folder := os.Getenv("TECHCHECK_CORPUS")
	if folder == "" {
		folder = "../../../shared/corpus/repos"
		if _, err := os.Stat(folder); err != nil {
			t.Skip("no repositories to read: set TECHCHECK_CORPUS to a folder of some")
		}
	}
	repositories, err := filepath.Glob(filepath.Join(folder, "*", ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("TECHCHECK_CACHE_DIR", t.TempDir())
	for _, repository := range repositories {
		if info, err := os.Stat(repository); err != nil || !info.IsDir() {
			continue
		}
		for _, command := range []string{"scan --policy starter", "scan --policy starter --format json", "inventory", "inventory --format json", "scan --policy ../../policies --all"} {
			args := append(strings.Fields(command), repository)
			want := run(t, append(args, "--no-cache"))
			var wait sync.WaitGroup
			for range 3 {
				wait.Go(func() { compare(t, args, want) })
			}
			wait.Wait()
			compare(t, args, want)
		}
	}
}

func compare(t *testing.T, args []string, want string) {
	t.Helper()
	if diff := cmp.Diff(want, run(t, args)); diff != "" {
		t.Errorf("%v (-without +with cache):\n%s", args, diff)
	}
}

// run gives all that techcheck says, and its exit status.
func run(t *testing.T, args []string) string {
	t.Helper()
	var out, errs strings.Builder
	status := cli.Main(t.Context(), args, cli.Streams{In: strings.NewReader(""), Out: &out, Err: &errs})
	return fmt.Sprintf("%s\n%s\nexit %d\n", out.String(), errs.String(), status)
}
