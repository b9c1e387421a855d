// Package all lists every extractor, one line a format. Everything that needs to know the formats reads this list.
package all

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/bunlock"
	"github.com/dna-group/techcheck/pkg/extractor/cargolock"
	"github.com/dna-group/techcheck/pkg/extractor/cargotoml"
	"github.com/dna-group/techcheck/pkg/extractor/compose"
	"github.com/dna-group/techcheck/pkg/extractor/composerjson"
	"github.com/dna-group/techcheck/pkg/extractor/composerlock"
	"github.com/dna-group/techcheck/pkg/extractor/condaenv"
	"github.com/dna-group/techcheck/pkg/extractor/dockerfile"
	"github.com/dna-group/techcheck/pkg/extractor/dotnettools"
	"github.com/dna-group/techcheck/pkg/extractor/gemfile"
	"github.com/dna-group/techcheck/pkg/extractor/gemfilelock"
	"github.com/dna-group/techcheck/pkg/extractor/gemspec"
	"github.com/dna-group/techcheck/pkg/extractor/githubactions"
	"github.com/dna-group/techcheck/pkg/extractor/globaljson"
	"github.com/dna-group/techcheck/pkg/extractor/gomod"
	"github.com/dna-group/techcheck/pkg/extractor/gowork"
	"github.com/dna-group/techcheck/pkg/extractor/gradle"
	"github.com/dna-group/techcheck/pkg/extractor/gradlebuild"
	"github.com/dna-group/techcheck/pkg/extractor/gradlecatalog"
	"github.com/dna-group/techcheck/pkg/extractor/gradlelock"
	"github.com/dna-group/techcheck/pkg/extractor/gradleproperties"
	"github.com/dna-group/techcheck/pkg/extractor/gradlewrapper"
	"github.com/dna-group/techcheck/pkg/extractor/maven"
	"github.com/dna-group/techcheck/pkg/extractor/mise"
	"github.com/dna-group/techcheck/pkg/extractor/msbuild"
	"github.com/dna-group/techcheck/pkg/extractor/npm"
	"github.com/dna-group/techcheck/pkg/extractor/nuget"
	"github.com/dna-group/techcheck/pkg/extractor/nugetlock"
	"github.com/dna-group/techcheck/pkg/extractor/packagejson"
	"github.com/dna-group/techcheck/pkg/extractor/packagelock"
	"github.com/dna-group/techcheck/pkg/extractor/packagesconfig"
	"github.com/dna-group/techcheck/pkg/extractor/pdmlock"
	"github.com/dna-group/techcheck/pkg/extractor/php"
	"github.com/dna-group/techcheck/pkg/extractor/pipfile"
	"github.com/dna-group/techcheck/pkg/extractor/pipfilelock"
	"github.com/dna-group/techcheck/pkg/extractor/pnpmlock"
	"github.com/dna-group/techcheck/pkg/extractor/pnpmworkspace"
	"github.com/dna-group/techcheck/pkg/extractor/poetrylock"
	"github.com/dna-group/techcheck/pkg/extractor/pom"
	"github.com/dna-group/techcheck/pkg/extractor/pylock"
	"github.com/dna-group/techcheck/pkg/extractor/pyproject"
	"github.com/dna-group/techcheck/pkg/extractor/python"
	"github.com/dna-group/techcheck/pkg/extractor/requirements"
	"github.com/dna-group/techcheck/pkg/extractor/ruby"
	"github.com/dna-group/techcheck/pkg/extractor/rust"
	"github.com/dna-group/techcheck/pkg/extractor/rusttoolchain"
	"github.com/dna-group/techcheck/pkg/extractor/sbt"
	"github.com/dna-group/techcheck/pkg/extractor/sbtbuild"
	"github.com/dna-group/techcheck/pkg/extractor/sbtproperties"
	"github.com/dna-group/techcheck/pkg/extractor/setupcfg"
	"github.com/dna-group/techcheck/pkg/extractor/setuppy"
	"github.com/dna-group/techcheck/pkg/extractor/terraform"
	"github.com/dna-group/techcheck/pkg/extractor/terraformlock"
	"github.com/dna-group/techcheck/pkg/extractor/toolversions"
	"github.com/dna-group/techcheck/pkg/extractor/uvlock"
	"github.com/dna-group/techcheck/pkg/extractor/versionfile"
	"github.com/dna-group/techcheck/pkg/extractor/yarnlock"
	"github.com/dna-group/techcheck/pkg/extractor/yarnrc"
)

// Formats is everything that a scan reads, and what it knows to pass over.
var Formats = extractor.Formats{Extractors: Extractors, Resolvers: Resolvers, Recognise: extractor.Recogniser(Unread)}

// Resolvers lists every resolver, sorted by name.
var Resolvers = []*extractor.Resolver{
	compose.Resolver,
	gradle.Resolver,
	maven.Resolver,
	npm.Resolver,
	nuget.Resolver,
	php.Resolver,
	python.Resolver,
	ruby.Resolver,
	rust.Resolver,
	sbt.Resolver,
	terraform.Resolver,
}

// Extractors lists every extractor, sorted by name.
var Extractors = []*extractor.Extractor{
	bunlock.Extractor,
	cargolock.Extractor,
	cargotoml.Extractor,
	compose.Extractor,
	composerjson.Extractor,
	composerlock.Extractor,
	condaenv.Extractor,
	dockerfile.Extractor,
	dotnettools.Extractor,
	gemfile.Extractor,
	gemfilelock.Extractor,
	gemspec.Extractor,
	githubactions.Extractor,
	globaljson.Extractor,
	gomod.Extractor,
	gowork.Extractor,
	gradlebuild.Extractor,
	gradlecatalog.Extractor,
	gradlelock.Extractor,
	gradleproperties.Extractor,
	gradlewrapper.Extractor,
	mise.Extractor,
	msbuild.Extractor,
	nugetlock.Extractor,
	packagejson.Extractor,
	packagelock.Extractor,
	packagesconfig.Extractor,
	pdmlock.Extractor,
	pipfile.Extractor,
	pipfilelock.Extractor,
	pnpmlock.Extractor,
	pnpmworkspace.Extractor,
	poetrylock.Extractor,
	pom.Extractor,
	pylock.Extractor,
	pyproject.Extractor,
	requirements.Extractor,
	rusttoolchain.Extractor,
	sbtbuild.Extractor,
	sbtproperties.Extractor,
	setupcfg.Extractor,
	setuppy.Extractor,
	terraform.Extractor,
	terraformlock.Extractor,
	toolversions.Extractor,
	uvlock.Extractor,
	versionfile.Extractor,
	yarnlock.Extractor,
	yarnrc.Extractor,
}
