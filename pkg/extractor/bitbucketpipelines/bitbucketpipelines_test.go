package bitbucketpipelines_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/bitbucketpipelines"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, bitbucketpipelines.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, bitbucketpipelines.Extractor) }
