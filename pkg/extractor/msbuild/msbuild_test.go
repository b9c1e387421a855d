package msbuild_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/msbuild"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, msbuild.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, msbuild.Extractor) }
