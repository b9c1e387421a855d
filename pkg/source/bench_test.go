package source

import (
	"fmt"
	"testing"
)

// BenchmarkOpen lists a repository of 13,000 files, 27 of which are manifests.
func BenchmarkOpen(b *testing.B) {
	root := newRepository(b)
	for i := range 13_000 {
		name := fmt.Sprintf("services/s%03d/pkg/server/file%02d.go", i/100, i%100)
		if i%500 == 0 {
			name = fmt.Sprintf("services/s%03d/go.mod", i/100)
		}
		appendTo(b, root, name, "")
	}
	write(b, root, "go.mod")
	git(b, root, "add", "--all")
	for b.Loop() {
		tree, err := listed(b.Context(), root, listing{})
		if err != nil {
			b.Fatal(err)
		}
		if len(tree.Paths) != 27 {
			b.Fatalf("%d manifests", len(tree.Paths))
		}
		tree.Close()
	}
}
