package kustomize_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/kustomize"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, kustomize.Extractor) }

func FuzzExtract(f *testing.F) { extractortest.Fuzz(f, kustomize.Extractor) }
