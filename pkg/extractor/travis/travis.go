// Package travis reads which languages, in which versions, builds of Travis CI run with, and on what
// (https://docs.travis-ci.com/user/languages, https://docs.travis-ci.com/user/reference/overview).
package travis

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/pipeline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
	"github.com/dna-group/techcheck/pkg/toolchain"
)

// Extractor reads .travis.yml.
var Extractor = &extractor.Extractor{
	Name:      "travis",
	Doc:       "Builds of Travis CI",
	Ecosystem: "Travis CI",
	Files:     []string{".travis.yml"},
	Kinds:     []inventory.Kind{inventory.Language, inventory.Tool, inventory.Platform},
	Match:     extractor.Base(".travis.yml"),
	Extract:   extract,
}

// languages are the ids of what keys give versions of.
var languages = map[string]string{
	"crystal": "crystal", "dart": "dart", "dotnet": "dotnet", "elixir": "elixir", "ghc": "haskell", "go": "go", "jdk": "java",
	"julia": "julia", "node_js": "node", "otp_release": "erlang", "perl": "perl", "php": "php", "python": "python", "r": "r",
	"ruby": "ruby", "rust": "rust", "rvm": "ruby", "scala": "scala",
}

// said are the keys that say what jobs run on.
var said = map[string]bool{"os": true, "dist": true, "osx_image": true}

// systems are the platforms of the names that os has; on Linux, dist says more.
var systems = map[string]string{"osx": "macos", "windows": "windows"}

// releases are the versions of Ubuntu by the names that dist has.
var releases = map[string]string{
	"precise": "12.04", "trusty": "14.04", "xenial": "16.04", "bionic": "18.04", "focal": "20.04", "jammy": "22.04", "noble": "24.04",
}

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	r := &reader{pipeline.Reader{File: f}}
	for _, root := range documents {
		r.job(root)
		for _, key := range []string{"jobs", "matrix"} {
			include := root.Get(key).Get("include")
			if include == nil || !r.First(include) {
				continue
			}
			for _, job := range include.Items() {
				r.job(job)
			}
		}
	}
	f.Broken(err, "correct it, Travis CI cannot read it either")
}

// reader reads one file.
type reader struct{ pipeline.Reader }

// job reads what one job, or all of them, run with: one value of a key, or several.
func (r *reader) job(job *yaml.Node) {
	if !r.First(job) {
		return
	}
	for key, values := range job.Each() {
		if !said[key.Text] && languages[key.Text] == "" || values.Is(yaml.Sequence) && !r.First(values) {
			continue
		}
		for _, value := range values.Items() {
			if t := value.Whole().Trim(); t.Len() > 0 {
				r.value(key, t)
			}
		}
	}
}

// distribution is what jdk may have before its version; image is what osx_image has.
var (
	distribution = lazyregexp.New(`^(?:open|oracle)jdk-?`)
	image        = lazyregexp.New(`^xcode`)
)

func (r *reader) value(key *yaml.Node, t yaml.Text) {
	switch key.Text {
	case "os":
		r.platform(systems[t.String()], "", t)
	case "dist":
		if release := releases[t.String()]; release != "" {
			r.platform("ubuntu", release, t)
		}
	case "osx_image":
		if named := image.FindString(t.String()); named != "" {
			r.installed("xcode", t.Slice(0, len(named)), t.Slice(len(named), t.Len()))
		}
	default:
		r.installed(languages[key.Text], key.Whole(), t.Slice(len(distribution.FindString(t.String())), t.Len()))
	}
}

func (r *reader) installed(id string, name, version yaml.Text) {
	c := toolchain.Named(id).Component(version.String(), version.Part)
	c.Name, c.NameSpan = name.String(), name.Span()
	r.Add(c)
}

// platform records what a job runs on, by another name than its own.
func (r *reader) platform(id, version string, t yaml.Text) {
	if id == "" {
		return
	}
	c := inventory.Component{
		Type: purl.Generic, PURL: purl.New(purl.Generic, id, version), Kind: inventory.Platform, Name: id, NameSpan: t.Span(),
		Version: version, Resolution: inventory.Variable,
	}
	if version != "" {
		c.VersionSpan = t.Span()
	}
	r.Add(c)
}
