// Package circleci reads the configuration of CircleCI: the images and machines that jobs run in, and orbs
// (https://circleci.com/docs/reference/configuration-reference). No purl type is about orbs: NAMESPACE/ORB is
// pkg:generic/circleci/NAMESPACE/ORB, so that pkg:generic/circleci/** is all of them.
package circleci

import (
	"path"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/pipeline"
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Extractor reads .circleci/config.yml, and what a configuration that is made on the way continues with, which lies beside it.
var Extractor = &extractor.Extractor{
	Name:      "circleci",
	Doc:       "Pipelines of CircleCI",
	Ecosystem: "CircleCI",
	Files:     []string{".circleci/*.{yml,yaml}"},
	Kinds:     []inventory.Kind{inventory.Image, inventory.Tool, inventory.Plugin, inventory.Platform},
	Match:     extractor.Ending(match, ".yml", ".yaml"),
	Extract:   extract,
}

var names = lazyregexp.New(`(?:^|/)\.circleci/[^/]+\.ya?ml$`)

func match(name string) bool {
	return strings.Contains(name, ".circleci/") && names.MatchString(name) // most files are left without asking the pattern
}

func extract(f *extractor.File) {
	documents, err := yaml.Parse(f.Data)
	r := &reader{pipeline.Reader{File: f}}
	r.Variables = imageref.Variables{Pattern: expression, Value: r.Value}
	for _, root := range documents {
		r.config(root, r.whole(root))
	}
	r.End()
	f.Broken(err, "correct it, or exclude the file in .techcheck.toml if it is a template")
}

// reader reads one file.
type reader struct{ pipeline.Reader }

// config reads a configuration, or an orb that is written inside of one, which has the same parts.
func (r *reader) config(root *yaml.Node, outer *pipeline.Scope) {
	for _, orb := range root.Get("orbs").Each() {
		switch {
		case !r.First(orb):
		case orb.Is(yaml.Mapping):
			r.config(orb, outer)
		case orb.Is(yaml.Scalar):
			r.Each(orb.Whole(), outer, r.orb)
		}
	}
	calls := r.callsOf(root, outer)
	for _, part := range []string{"executors", "jobs"} {
		for name, job := range root.Get(part).Each() {
			r.environment(job, r.inside(job, outer, calls[part+" "+name.Text]))
		}
	}
}

// environment reads what a job or an executor runs in.
func (r *reader) environment(job *yaml.Node, s *pipeline.Scope) {
	if !r.Afford(1 + len(job.Members)) {
		return
	}
	for _, container := range job.Get("docker").Items() {
		if !r.Afford(1) {
			return
		}
		if image := container.Get("image"); image.Is(yaml.Scalar) {
			r.Each(image.Whole(), s, r.Reference)
		}
	}
	if image := job.Get("machine").Get("image"); image.Is(yaml.Scalar) {
		r.Each(image.Whole(), s, r.machine)
	}
	for key, macos := range job.Each() {
		if key.Text != "macos" {
			continue
		}
		r.Add(pipeline.Runner("macos", r.Variables.Expand(key.Whole()), nil))
		for key, version := range macos.Each() {
			if key.Text == "xcode" && version.Is(yaml.Scalar) {
				r.Each(version.Whole(), s, func(t yaml.Text) {
					r.Add(pipeline.Installed(inventory.Tool, "xcode", r.Variables.Expand(key.Whole()), r.Variables.Expand(t)))
				})
			}
		}
	}
}

// hosted is what machines of Linux and Windows are called: ubuntu-2204:2024.01.1, windows-server-2022-gui:current. What follows
// is the build of the image.
var hosted = lazyregexp.New(`^(?:(ubuntu)-(\d\d)(\d\d)|(windows)-server-(\d{4}))(?:[-:].*)?$`)

func (r *reader) machine(t yaml.Text) {
	v := r.Variables.Expand(t.Trim())
	name, version, _ := imageref.Split(v)
	switch m := hosted.FindStringSubmatchIndex(v.Masked()); {
	case len(name) == 0, name.String() == "default": // what CircleCI likes
		return
	case m != nil && m[2] >= 0:
		name, version = v[m[2]:m[3]], slices.Concat(v[m[4]:m[5]], v[m[6]:m[7]].After('.'))
	case m != nil:
		name, version = v[m[8]:m[9]], v[m[10]:m[11]]
	}
	r.Add(pipeline.Runner(path.Base(name.String()), name, version))
}

// orb reads NAMESPACE/ORB@VERSION. One at an address has no purl.
func (r *reader) orb(t yaml.Text) {
	v := r.Variables.Expand(t.Trim())
	known := v.Masked()
	name, version := v, imageref.Value(nil)
	if at := strings.LastIndexByte(known, '@'); at >= 0 {
		name, version = v[:at], v[at+1:]
	}
	switch {
	case strings.Contains(known, "://"):
		c := pipeline.Component(inventory.Plugin, v, nil, true)
		c.Type, c.Resolution, c.Attributes.Source = purl.Generic, inventory.Unresolved, c.Name
		r.Add(c)
	case strings.Count(strings.Trim(name.Masked(), "/"), "/") != 1 && name.Origin() != imageref.Unresolved:
		r.File.Problem(t.Span(), "%q is no orb; write it as namespace/orb@version", t)
	default:
		r.Add(pipeline.Generic(inventory.Plugin, "circleci/"+name.String(), name, version, true))
	}
}
