package guideline_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/guideline"
)

func TestTests(t *testing.T) {
	file := &fstest.MapFile{Data: []byte("\xef\xbb\xbfpackage x\n")}
	tests, problems := guideline.Tests(fstest.MapFS{
		"lib/techcheck/status_test.rego":   file,
		"lib/a/b/c_test.rego":              file,
		"lib/a/b/c.rego":                   file,
		"guidelines/web/x_test.rego":       file,
		"guidelines/web/x.rego":            file,
		"guidelines/web/deep/x_test.rego":  file,
		"guidelines/.hidden/x_test.rego":   file,
		"guidelines/web/.hidden_test.rego": file,
		"x_test.rego":                      file,
	})
	want := []guideline.Module{
		{Path: "guidelines/web/x_test.rego", Source: "package x\n"},
		{Path: "lib/a/b/c_test.rego", Source: "package x\n"},
		{Path: "lib/techcheck/status_test.rego", Source: "package x\n"},
	}
	if diff := cmp.Diff(want, tests); diff != "" || len(problems) > 0 {
		t.Errorf("(-want +got):\n%s%v", diff, problems)
	}
}
