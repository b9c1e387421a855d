package python_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/condaenv"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/pdmlock"
	"github.com/dna-group/techcheck/pkg/extractor/pipfile"
	"github.com/dna-group/techcheck/pkg/extractor/pipfilelock"
	"github.com/dna-group/techcheck/pkg/extractor/pixi"
	"github.com/dna-group/techcheck/pkg/extractor/pixilock"
	"github.com/dna-group/techcheck/pkg/extractor/poetrylock"
	"github.com/dna-group/techcheck/pkg/extractor/pylock"
	"github.com/dna-group/techcheck/pkg/extractor/pyproject"
	"github.com/dna-group/techcheck/pkg/extractor/python"
	"github.com/dna-group/techcheck/pkg/extractor/pythonscript"
	"github.com/dna-group/techcheck/pkg/extractor/requirements"
	"github.com/dna-group/techcheck/pkg/extractor/uvlock"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, python.Resolver,
		condaenv.Extractor, pdmlock.Extractor, pipfile.Extractor, pipfilelock.Extractor, pixi.Extractor, pixilock.Extractor, poetrylock.Extractor,
		pylock.Extractor, pyproject.Extractor, pythonscript.Extractor, requirements.Extractor, uvlock.Extractor)
}

// TestIncluded holds that a file which only an include names is in the inventory once, at its own places.
func TestIncluded(t *testing.T) {
	files := fstest.MapFS{
		"requirements.txt":     {Data: []byte("-r base.list\nflask\n")},
		"requirements-dev.txt": {Data: []byte("-r base.list\n")},
		"base.list":            {Data: []byte("# more\n-r requirements.txt\ndjango==4.2\n")},
	}
	formats := extractor.NewFormats([]*extractor.Extractor{requirements.Extractor}, []*extractor.Resolver{python.Resolver}, nil)
	all := formats.ReadAll(t.Context(), []string{"requirements-dev.txt", "requirements.txt"}, func(path string, _ int64) ([]byte, error) {
		return files.ReadFile(path)
	})
	var got []string
	for _, c := range all.Components {
		got = append(got, fmt.Sprintf("%s:%d %s %s", c.Location.Path, c.Location.Line, c.Extractor, c.PURL))
	}
	want := []string{"base.list:3 requirements pkg:pypi/django@4.2", "requirements.txt:2 requirements pkg:pypi/flask"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("wrong components (-want +got):\n%s", diff)
	}
}
