package helm_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/helm"
	"github.com/dna-group/techcheck/pkg/extractor/helmchart"
	"github.com/dna-group/techcheck/pkg/extractor/helmlock"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, helm.Resolver, helmchart.Extractor, helmlock.Extractor)
}
