package scan

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// holding makes an inventory of manifests, by path, and the packages that each holds.
func holding(manifests map[string][]string) *inventory.Inventory {
	inv := &inventory.Inventory{}
	for path, packages := range manifests {
		inv.Manifests = append(inv.Manifests, inventory.Manifest{Path: path})
		for _, name := range packages {
			inv.Components = append(inv.Components, inventory.Component{
				PURL: "pkg:npm/" + name, Extractor: "packagejson", Location: inventory.Location{Path: path},
			})
		}
	}
	inv.Sort()
	return inv
}

func TestRenames(t *testing.T) {
	for name, test := range map[string]struct {
		before, now map[string][]string
		want        map[string]string
	}{
		"to another folder": {
			map[string][]string{"a/Dockerfile": {"x", "y", "z"}}, map[string][]string{"Dockerfile": {"x", "y", "w"}}, nil,
		},
		"to another folder, more than half the same": {
			map[string][]string{"a/Dockerfile": {"x", "y", "z"}}, map[string][]string{"Dockerfile": {"x", "y", "z", "w"}},
			map[string]string{"Dockerfile": "a/Dockerfile"},
		},
		"to another folder and name": {
			map[string][]string{"Dockerfile": {"x"}}, map[string][]string{"docker/api.Dockerfile": {"x"}},
			map[string]string{"docker/api.Dockerfile": "Dockerfile"},
		},
		"to another folder and name, and edited": {
			map[string][]string{"Dockerfile": {"x", "y", "z"}}, map[string][]string{"docker/api.Dockerfile": {"x", "y", "z", "w"}}, nil,
		},
		"of what holds nothing": {map[string][]string{"a": nil}, map[string][]string{"b": nil}, nil},
		"and copied": {
			map[string][]string{"a/f": {"x"}}, map[string][]string{"b/f": {"x"}, "c/f": {"x"}}, map[string]string{"b/f": "a/f"},
		},
		"of one of many that hold the same": {
			map[string][]string{"old/a/f": {"x"}, "old/b/f": {"x"}, "old/c/f": {"x"}}, map[string][]string{"new/b/f": {"x"}, "new/c/f": {"x"}},
			map[string]string{"new/b/f": "old/b/f", "new/c/f": "old/c/f"},
		},
		"of many that hold much the same": {
			map[string][]string{"old/a/f": {"x", "y", "z"}, "old/b/f": {"x", "y", "z"}}, map[string][]string{"new/b/f": {"x", "y", "z", "w"}},
			map[string]string{"new/b/f": "old/b/f"},
		},
		"of the one that is most alike": {
			map[string][]string{"a/f": {"x", "y", "z"}, "b/f": {"x", "y", "z", "w"}}, map[string][]string{"c/f": {"x", "y", "z", "w", "v"}},
			map[string]string{"c/f": "b/f"},
		},
	} {
		if test.want == nil {
			test.want = map[string]string{}
		}
		if diff := cmp.Diff(test.want, renames(holding(test.before), holding(test.now))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestManyRenames moves a folder of thousands of manifests that were edited: each is paired with itself.
func TestManyRenames(t *testing.T) {
	before, now, want := map[string][]string{}, map[string][]string{}, map[string]string{}
	for i := range 2000 {
		from, to := fmt.Sprintf("services/s%d/package.json", i), fmt.Sprintf("apps/s%d/package.json", i)
		packages := []string{"everywhere"}
		for j := range 30 {
			packages = append(packages, fmt.Sprintf("p%d", (7*i+j)%8000))
		}
		before[from], now[to], want[to] = packages, append(packages, "new"), from
	}
	if diff := cmp.Diff(want, renames(holding(before), holding(now))); diff != "" {
		t.Errorf("what moved (-want +got):\n%s", diff)
	}
}

func TestTail(t *testing.T) {
	for length, want := range []string{"", "c", "b/c", "a/b/c", "a/b/c"} {
		if got := tail("a/b/c", length); got != want {
			t.Errorf("the last %d names of a/b/c are %q, want %q", length, got, want)
		}
	}
}
