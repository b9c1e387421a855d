package all_test

import (
	"io/fs"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/all"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

// TestCorpus reads every manifest below $TECHCHECK_CORPUS, a folder of real repositories: no extractor crashes, each span
// holds the text that it promises, and reading twice yields the same.
func TestCorpus(t *testing.T) {
	folder := corpus(t)
	manifests := map[string]int{}
	root := os.DirFS(folder)
	err := fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		for _, e := range all.Extractors {
			if !e.Match.Accepts(path) {
				continue
			}
			data, err := fs.ReadFile(root, path)
			if err != nil {
				return err
			}
			readTwice(t, e, path, data)
			manifests[e.Name]++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(manifests) == 0 {
		t.Errorf("%s holds no manifests", folder)
	}
	t.Logf("manifests read: %v", manifests)
}

// corpus is a folder of real repositories; without one the test is skipped.
func corpus(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("TECHCHECK_CORPUS")
	if folder == "" {
		folder = "../../../../shared/corpus/repos"
		if _, err := os.Stat(folder); err != nil {
			t.Skip("no repositories to read: set TECHCHECK_CORPUS to a folder of some")
		}
	}
	return folder
}

func readTwice(t *testing.T, e *extractor.Extractor, path string, data []byte) {
	t.Helper()
	result := e.Run(extractor.NewFile(path, data))
	extractortest.CheckSpans(t, path, data, result.Components)
	for _, problem := range result.Problems {
		if strings.Contains(problem.Message, "crashed") {
			t.Errorf("%s: %s", path, problem.Message)
		}
	}
	if again := e.Run(extractor.NewFile(path, data)); !reflect.DeepEqual(result, again) {
		t.Errorf("%s: read twice, it differs:\n%+v\n%+v", path, result, again)
	}
}
