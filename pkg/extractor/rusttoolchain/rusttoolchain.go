// Package rusttoolchain reads rust-toolchain.toml and rust-toolchain, in which rustup looks for the version of Rust to
// develop a project with.
// Source: rust-lang.github.io/rustup/overrides.html#the-toolchain-file.
package rusttoolchain

import (
	"bytes"
	"errors"
	"path"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax"
	"github.com/dna-group/techcheck/pkg/syntax/toml"
	"github.com/dna-group/techcheck/pkg/toolchain"
)

// Extractor reads rustup's toolchain files.
var Extractor = &extractor.Extractor{
	Name:      "rusttoolchain",
	Doc:       "Rust toolchains",
	Ecosystem: "Rust",
	Files:     []string{"rust-toolchain.toml", "rust-toolchain"},
	Kinds:     []inventory.Kind{inventory.Language},
	Match:     extractor.Base("rust-toolchain.toml", "rust-toolchain"),
	Extract:   extract,
}

func extract(f *extractor.File) {
	if refused, ok := errors.AsType[*syntax.GuardError](syntax.Guard(f.Data)); ok {
		f.Fail(inventory.Span{Start: refused.Offset, End: refused.Offset}, "%v", refused)
		return
	}
	if path.Base(f.Path) == "rust-toolchain.toml" || bytes.ContainsRune(f.Data, '[') {
		readTOML(f)
		return
	}
	for words := range toolchain.Lines(f.Data) {
		add(f, words[0].Text, words[0].Place)
		return
	}
}

func readTOML(f *extractor.File) {
	root, err := toml.Parse(f.Data)
	tools := root.Get("toolchain")
	if folder := tools.Get("path"); folder.Is(toml.String) {
		add(f, "path:"+folder.Text, func(int, int) inventory.Span { return folder.Content() })
	} else if channel := tools.Get("channel"); channel.Is(toml.String) {
		add(f, channel.Text, channel.Whole().Part)
	}
	f.Broken(err, "correct it, rustup cannot read it either")
}

// numbered is a version at the start of a toolchain's name, which may end in a platform: 1.75.0-x86_64-pc-windows-msvc.
var numbered = lazyregexp.New(`^\d+(?:\.\d+)*(?:-beta(?:\.\d+)?)?`)

func add(f *extractor.File, name string, place func(start, end int) inventory.Span) {
	if version := numbered.FindString(name); version != "" {
		name = version
	}
	f.Add(toolchain.Named("rust").Implied(name, place))
}
