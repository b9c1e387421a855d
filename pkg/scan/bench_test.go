package scan_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/all"
	"github.com/dna-group/techcheck/pkg/policy"
	"github.com/dna-group/techcheck/pkg/scan"
	"github.com/dna-group/techcheck/pkg/source"
	"github.com/dna-group/techcheck/policies"
)

// BenchmarkScan is a whole scan of a folder with one Dockerfile by the starter policy, but for the start of the process.
func BenchmarkScan(b *testing.B) {
	root := b.TempDir()
	dockerfile := "FROM golang:1.26-bookworm AS build\nRUN go build ./...\nFROM gcr.io/distroless/static-debian12:nonroot\nCOPY --from=build /app /app\n"
	if err := os.WriteFile(filepath.Join(root, "Dockerfile"), []byte(dockerfile), 0o644); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		judge := policy.New(policies.Starter())
		tree, err := source.Open([]string{root}, false)
		if err != nil {
			b.Fatal(err)
		}
		if err := tree.List(context.Background(), source.Options{Match: all.Formats.Match}); err != nil {
			b.Fatal(err)
		}
		result := scan.Run(context.Background(), scan.Config{
			Tree: tree, Formats: all.Formats,
			Policy: judge.Policy, Catalogue: judge.Catalogue, Judge: judge.Judge, AsOf: "2026-11-22",
		})
		if result.Summary.Components != 2 || len(result.Problems) > 0 {
			b.Fatalf("%+v %v", result.Summary, result.Problems)
		}
		tree.Close()
	}
}
