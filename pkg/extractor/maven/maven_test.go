package maven_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/maven"
	"github.com/dna-group/techcheck/pkg/extractor/pom"
)

func TestTestdata(t *testing.T) { extractortest.RunResolver(t, maven.Resolver, pom.Extractor) }
