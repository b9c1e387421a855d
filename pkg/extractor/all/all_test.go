package all_test

import (
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/extractor/all"
)

// TestExtractors holds that the list has every format, sorted and complete: each folder beside this one is a format
// or a resolver, but for the tests' own.
func TestExtractors(t *testing.T) {
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	var folders, listed []string
	for _, entry := range entries {
		if entry.IsDir() && !slices.Contains([]string{"all", "extractortest"}, entry.Name()) {
			folders = append(folders, entry.Name())
		}
	}
	for _, e := range all.Extractors {
		if err := e.Validate(); err != nil {
			t.Error(err)
		}
		listed = append(listed, e.Name)
	}
	if !slices.IsSorted(listed) {
		t.Errorf("all.Extractors is not sorted: %v", listed)
	}
	for _, r := range all.Resolvers {
		listed = append(listed, r.Name)
	}
	slices.Sort(listed)
	listed = slices.Compact(listed)
	if diff := cmp.Diff(folders, listed); diff != "" {
		t.Errorf("all.Extractors and all.Resolvers are not one line a folder (-folders +listed):\n%s", diff)
	}
}
