package terraform_test

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/terraform"
	"github.com/dna-group/techcheck/pkg/extractor/terraformlock"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, terraform.Resolver, terraform.Extractor, terraformlock.Extractor)
}

// FuzzExtract reads mutations of the manifests in testdata in each syntax, as files of one module.
func FuzzExtract(f *testing.F) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		f.Fatalf("no archives (%v)", err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files[:len(archive.Files)-1] {
			f.Add(file.Data)
		}
	}
	formats := extractor.Formats{
		Extractors: []*extractor.Extractor{terraform.Extractor, terraformlock.Extractor},
		Resolvers:  []*extractor.Resolver{terraform.Resolver},
	}
	paths := []string{"a.tf", "a.tofu", "b.tf.json", ".terraform.lock.hcl"}
	f.Fuzz(func(t *testing.T, data []byte) {
		all := formats.ReadAll(t.Context(), paths, func(path string, _ int64) ([]byte, error) {
			for _, known := range paths {
				if path == known {
					return data, nil
				}
			}
			return nil, fs.ErrNotExist
		})
		for _, path := range paths {
			extractortest.CheckSpans(t, path, data, all.Components)
		}
		for _, p := range all.Problems {
			if strings.Contains(p.Message, "crashed") {
				t.Fatal(p.Message)
			}
		}
	})
}
