package npm_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor/bunlock"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/npm"
	"github.com/dna-group/techcheck/pkg/extractor/npmrc"
	"github.com/dna-group/techcheck/pkg/extractor/packagejson"
	"github.com/dna-group/techcheck/pkg/extractor/packagelock"
	"github.com/dna-group/techcheck/pkg/extractor/pnpmlock"
	"github.com/dna-group/techcheck/pkg/extractor/pnpmworkspace"
	"github.com/dna-group/techcheck/pkg/extractor/yarnlock"
	"github.com/dna-group/techcheck/pkg/extractor/yarnrc"
)

func TestTestdata(t *testing.T) {
	extractortest.RunResolver(t, npm.Resolver, bunlock.Extractor, npmrc.Extractor, packagejson.Extractor, packagelock.Extractor,
		pnpmlock.Extractor, pnpmworkspace.Extractor, yarnlock.Extractor, yarnrc.Extractor)
}
