// Package precommit reads .pre-commit-config.yaml: the repositories that pre-commit and prek take hooks from, what hooks install
// beside themselves, and the languages that they run in (https://pre-commit.com/#adding-pre-commit-plugins-to-your-project).
package precommit

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
	"github.com/dna-group/techcheck/pkg/toolchain"
)

// Extractor reads .pre-commit-config.yaml files.
var Extractor = &extractor.Extractor{
	Name:      "precommit",
	Doc:       "Hooks of pre-commit and prek",
	Ecosystem: "pre-commit",
	Files:     []string{".pre-commit-config.yaml", ".pre-commit-config.yml"},
	Kinds:     []inventory.Kind{inventory.Library, inventory.Language, inventory.Plugin},
	Match:     extractor.Base(".pre-commit-config.yaml", ".pre-commit-config.yml"),
	Extract:   extract,
}

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	root := documents.First()
	r := &reader{file: f, seen: map[*yaml.Node]bool{}}
	for language, version := range root.Get("default_language_version").Each() {
		if version.Is(yaml.Scalar) {
			r.language(language, version)
		}
	}
	for _, repository := range root.Get("repos").Items() {
		r.repository(repository.Get("repo"), repository.Get("rev"))
		for _, hook := range repository.Get("hooks").Items() {
			r.hook(hook)
		}
	}
	f.Broken(err, "correct it, pre-commit cannot read it either")
}

type reader struct {
	file *extractor.File
	seen map[*yaml.Node]bool // what several hooks have through an anchor is used once
}

func (r *reader) language(name, version *yaml.Node) {
	c := toolchain.Named(name.Text).Component(version.Text, version.Part)
	c.Name, c.NameSpan = name.Text, name.Span
	r.add(c)
}

var (
	// onGitHub is the address of a repository of GitHub; its group is owner/name.
	onGitHub = lazyregexp.New(`^(?:https?://|git://|ssh://git@|git@)(?:www\.)?github\.com[/:]([\w.-]+/[\w.-]+?)(?:\.git)?/?$`)
	// commit is a commit's id, frozen the comment behind it that says which version that is.
	commit = lazyregexp.New(`^[0-9a-f]{40}$`)
	frozen = lazyregexp.New(`^\s*frozen:\s*(\S+)`)
)

// repository records where hooks come from. local and meta are no repositories.
func (r *reader) repository(repo, rev *yaml.Node) {
	address := repo.Whole().Trim()
	if !repo.Is(yaml.Scalar) || address.String() == "local" || address.String() == "meta" || address.String() == "builtin" {
		return
	}
	c := inventory.Component{
		Type: purl.GitHub, Name: address.String(), NameSpan: address.Span(), Kind: inventory.Plugin, Resolution: inventory.Unresolved,
		Attributes: inventory.Attributes{Source: address.String()},
	}
	version := rev.Whole().Trim()
	if commit.MatchString(version.String()) {
		c.Attributes.Digest = version.String()
		if m := frozen.FindStringSubmatchIndex(rev.Comment().String()); m != nil {
			version = rev.Comment().Slice(m[2], m[3])
		}
	}
	if version.Len() > 0 {
		c.Version, c.VersionSpan = version.String(), version.Span()
	}
	if m := onGitHub.FindStringSubmatchIndex(address.String()); m != nil {
		name := address.Slice(m[2], m[3])
		c.Name, c.NameSpan, c.Resolution, c.Attributes.Source = name.String(), name.Span(), inventory.Literal, ""
		c.PURL = purl.New(purl.GitHub, c.Name, rev.Whole().Trim().String())
	}
	if c.Name == "" {
		r.file.Problem(repo.Span, "this repository has no address; add one, or write local")
		return
	}
	r.add(c)
}

// hook records what a hook installs beside itself.
func (r *reader) hook(hook *yaml.Node) {
	list := hook.Get("additional_dependencies")
	if list == nil || r.seen[list] {
		return
	}
	r.seen[list] = true
	read := reading(hook.Get("language").Whole().String(), list)
	for _, entry := range list.Items() {
		t := entry.Whole().Trim()
		if !entry.Is(yaml.Scalar) || !isPackage(t) || read == nil {
			continue
		}
		c, found := read(t)
		if !found {
			r.file.Problem(t.Span(), "%q is no package; write it as the hook's language does", t)
			continue
		}
		r.add(c)
	}
}

func (r *reader) add(c inventory.Component) {
	c.Scope, c.Direct = inventory.Development, true
	if c.Resolution == inventory.Literal && !(r.file.Holds(c.NameSpan, c.Name) && r.file.Holds(c.VersionSpan, strings.TrimSpace(c.Version+c.Requirement))) {
		c.Resolution = inventory.Variable // a literal's span promises the text itself
	}
	r.file.Add(c)
}
