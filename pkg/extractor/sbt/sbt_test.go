package sbt_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/sbt"
	"github.com/dna-group/techcheck/pkg/extractor/sbtbuild"
	"github.com/dna-group/techcheck/pkg/extractor/sbtproperties"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, sbt.Resolver, sbtbuild.Extractor, sbtproperties.Extractor)
}
