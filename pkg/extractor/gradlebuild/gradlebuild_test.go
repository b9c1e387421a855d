package gradlebuild_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/gradle"
	"github.com/dna-group/techcheck/pkg/extractor/gradlebuild"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, gradlebuild.Extractor) }
func FuzzExtract(f *testing.F)  { extractortest.Fuzz(f, gradlebuild.Extractor) }

// FuzzKotlin reads scripts as Kotlin, and joins them with a script above them, which the resolver must survive.
func FuzzKotlin(f *testing.F) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		f.Fatalf("no testdata (%v)", err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			f.Add(file.Data)
		}
	}
	formats := extractor.NewFormats([]*extractor.Extractor{gradlebuild.Extractor}, []*extractor.Resolver{gradle.Resolver}, nil)
	f.Fuzz(func(t *testing.T, data []byte) {
		paths := []string{"settings.gradle.kts", "build.gradle", "app/build.gradle.kts", "buildSrc/A.kt"}
		inv := formats.ReadAll(t.Context(), paths, func(string, int64) ([]byte, error) { return data, nil })
		for _, path := range paths {
			extractortest.CheckSpans(t, path, data, inv.Components)
		}
	})
}
