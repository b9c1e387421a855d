package terraform_test

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/terraform"
	"github.com/dna-group/techcheck/pkg/extractor/terraformlock"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, terraform.Resolver, terraform.Extractor, terraformlock.Extractor)
}

// TestFilesBeside holds that a scan of one file reads the usual files beside it.
func TestFilesBeside(t *testing.T) {
	files := map[string]string{
		"a/main.tf":     `resource "mongodbatlas_cluster" "x" { provider = atlas }`,
		"a/versions.tf": `terraform { required_providers { atlas = { source = "mongodb/mongodbatlas" } } }`,
		"b/main.tf": `module "x" {
  source  = "acme/x/aws"
  version = local.version
}`,
		"b/locals.tf":      `locals { version = "1.2.3" }`,
		"c/terragrunt.hcl": `terraform { source = "${local.x}" }`,
		"c/locals.tf":      `locals { x = "acme/x/aws" }`,
	}
	formats := extractor.NewFormats([]*extractor.Extractor{terraform.Extractor}, []*extractor.Resolver{terraform.Resolver}, nil)
	all := formats.ReadAll(t.Context(), []string{"a/main.tf", "b/main.tf", "c/terragrunt.hcl"}, func(path string, _ int64) ([]byte, error) {
		if text, found := files[path]; found {
			return []byte(text), nil
		}
		return nil, fs.ErrNotExist
	})
	var got []string
	for _, c := range all.Components {
		got = append(got, c.Location.Path+" "+c.PURL+" "+c.VersionLocation.Path)
	}
	want := []string{
		"a/main.tf pkg:terraform/mongodb/mongodbatlas/mongodbatlas_cluster ",
		"b/main.tf pkg:terraform/acme/x/aws@1.2.3 b/locals.tf",
		"c/terragrunt.hcl  ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
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
	formats := extractor.NewFormats([]*extractor.Extractor{terraform.Extractor, terraformlock.Extractor}, []*extractor.Resolver{terraform.Resolver}, nil)
	paths := []string{"a.tf", "a.tofu", "b.tf.json", ".terraform.lock.hcl"}
	f.Fuzz(func(t *testing.T, data []byte) {
		all := formats.ReadAll(t.Context(), paths, func(path string, _ int64) ([]byte, error) {
			if slices.Contains(paths, path) {
				return data, nil
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
