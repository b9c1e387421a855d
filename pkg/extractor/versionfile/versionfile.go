// Package versionfile reads the files in which version managers look for the version of one language or tool, such as
// .nvmrc and .python-version, and .sdkmanrc, which holds several.
// Sources: mise.jdx.dev/configuration.html (idiomatic version files), and the managers' own: github.com/nvm-sh/nvm,
// github.com/pyenv/pyenv, github.com/rbenv/rbenv, github.com/tfutils/tfenv, warrensbox.github.io/terraform-switcher, github.com/cunymatthieu/tgenv, github.com/bazelbuild/bazelisk,
// sdkman.io/usage (env command), and for runtime.txt Heroku's Python buildpack.
package versionfile

import (
	"errors"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
	"github.com/dna-group/techcheck/pkg/toolchain"
)

// Extractor reads version files.
var Extractor = &extractor.Extractor{
	Name:      "versionfile",
	Doc:       "Versions of one tool",
	Ecosystem: "Tool versions",
	Files:     slices.Sorted(maps.Keys(formats)),
	Kinds:     []inventory.Kind{inventory.Language, inventory.Tool},
	Match:     extractor.Base(slices.Sorted(maps.Keys(formats))...),
	Extract:   extract,
}

// formats are how the files are read, by their base names.
var formats = map[string]func(*extractor.File){
	".bazelversion":       first("bazel"),
	".bun-version":        first("bun"),
	".crystal-version":    first("crystal"),
	".deno-version":       first("deno"),
	".exenv-version":      first("elixir"),
	".go-version":         first("go"),
	".java-version":       first("java"),
	".node-version":       first("node"),
	".nvmrc":              first("node"),
	".opentofu-version":   first("opentofu"),
	".packer-version":     first("packer"),
	".perl-version":       first("perl"),
	".php-version":        first("php"),
	".python-version":     every("python"),
	".python-versions":    every("python"),
	".ruby-version":       first("ruby"),
	".sdkmanrc":           properties,
	".swift-version":      first("swift"),
	".terraform-version":  first("terraform"),
	".terragrunt-version": first("terragrunt"),
	".tfswitchrc":         first("terraform"),
	".yvmrc":              first("yarn"),
	".zig-version":        first("zig"),
	"runtime.txt":         heroku,
}

func extract(f *extractor.File) {
	if refused, ok := errors.AsType[*syntax.GuardError](syntax.Guard(f.Data)); ok {
		f.Fail(inventory.Span{Start: refused.Offset, End: refused.Offset}, "%v", refused)
		return
	}
	formats[path.Base(f.Path)](f)
}

// first reads a file whose first word is the version; nothing else counts.
func first(name string) func(*extractor.File) {
	return func(f *extractor.File) {
		for words := range toolchain.Lines(f.Data) {
			implied(f, name, words[0])
			return
		}
	}
}

// every reads a file whose words are all versions, the first one that is installed being the default.
func every(name string) func(*extractor.File) {
	return func(f *extractor.File) {
		for words := range toolchain.Lines(f.Data) {
			for _, word := range words {
				implied(f, name, word)
			}
		}
	}
}

// heroku reads python-3.12.1. Other files of that name are about something else.
func heroku(f *extractor.File) {
	for words := range toolchain.Lines(f.Data) {
		if strings.HasPrefix(words[0].Text, "python-") {
			implied(f, "python", words[0])
		}
		return
	}
}

// implied adds what the file's name names; the component stands at its version.
func implied(f *extractor.File, name string, version toolchain.Word) {
	text, _, _ := strings.Cut(version.Text, "@") // ruby-3.3.0@gems is a set of RVM's
	f.Add(toolchain.Named(name).Implied(text, version.Place))
}

// properties reads lines such as java=21.0.4-tem.
func properties(f *extractor.File) {
	for words := range toolchain.Lines(f.Data) {
		last := words[len(words)-1]
		line := toolchain.Word{Text: string(f.Data[words[0].Start:last.Span().End]), Start: words[0].Start}
		key, value, found := strings.Cut(line.Text, "=")
		name := strings.TrimSpace(key)
		if !found || name == "" {
			f.Problem(line.Span(), "%q is no candidate and its version; write it as java=21.0.4-tem", line.Text)
			continue
		}
		version := strings.TrimSpace(value)
		c := toolchain.Named(name).Component(version, line.Slice(len(line.Text)-len(version), len(line.Text)).Place)
		c.Name, c.NameSpan = name, line.Place(0, len(name))
		f.Add(c)
	}
}
