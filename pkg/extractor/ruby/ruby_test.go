package ruby_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/gemfile"
	"github.com/dna-group/techcheck/pkg/extractor/gemfilelock"
	"github.com/dna-group/techcheck/pkg/extractor/gemspec"
	"github.com/dna-group/techcheck/pkg/extractor/ruby"
	"github.com/dna-group/techcheck/pkg/extractor/toolversions"
	"github.com/dna-group/techcheck/pkg/extractor/versionfile"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, ruby.Resolver, gemfile.Extractor, gemfilelock.Extractor, gemspec.Extractor,
		toolversions.Extractor, versionfile.Extractor)
}
