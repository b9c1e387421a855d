// Package policytest tests what a policy says of manifests, without Rego: a case is an archive of small manifests and the
// findings that are expected on them, run through the real extractors and the real judge.
package policytest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/catalogue"
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/scan"
	"github.com/dna-group/techcheck/pkg/testrun"
)

const suffix = "_test.txtar"

// Config is the policy that cases test, and what reads their manifests.
type Config struct {
	Folder    fs.FS // the policy's
	Policy    *guideline.Policy
	Catalogue *catalogue.Catalogue // of the policy
	Judge     scan.Judge           // of the policy
	Formats   extractor.Formats
	AsOf      guideline.Date                       // for cases that do not say
	Matching  *regexp.Regexp                       // of the paths of cases; nil takes all
	Update    func(path string, data []byte) error // nil unless what is found becomes what is expected
}

// Cases runs the cases of a policy folder, in the order of their paths. With Update, a case whose findings differ from
// what it expects is written anew, and passes.
//
// guidelines/AREA/NAME_test.txtar tests that guideline, guidelines/AREA/choices_test.txtar the judgements of the area,
// and settings_test.txtar what the settings judge. Several cases of one subject differ in a part after a dot, as in
// mongodb.pilots_test.txtar.
func Cases(ctx context.Context, c Config) ([]testrun.Result, error) {
	// The pattern is sound; folders that cannot be read have kept the policy from loading.
	paths, _ := doublestar.Glob(c.Folder, "**/*"+suffix, doublestar.WithFilesOnly())
	slices.Sort(paths)
	var results []testrun.Result
	for _, name := range paths {
		hidden := strings.Contains("/"+name, "/.")
		if hidden || c.Matching != nil && !c.Matching.MatchString(name) {
			continue
		}
		data, err := fs.ReadFile(c.Folder, name)
		if err != nil {
			return nil, fmt.Errorf("reading a case: %w", err)
		}
		result, err := c.run(ctx, name, txtar.Parse(data))
		if err != nil {
			return nil, fmt.Errorf("writing a case: %w", err)
		}
		results = append(results, result)
	}
	return results, nil
}

// run runs one case. The error is one of writing it.
func (c *Config) run(ctx context.Context, name string, archive *txtar.Archive) (testrun.Result, error) {
	result := testrun.Result{Path: name}
	got, err := c.findings(ctx, name, archive)
	if err != nil {
		result.Outcome, result.Details = testrun.Failed, []string{err.Error()}
		return result, nil
	}
	want, stands := expected(archive)
	differences := compare(want, got)
	switch {
	case stands && len(differences) == 0:
		return result, nil
	case c.Update != nil:
		return result, c.Update(name, expect(archive, got))
	case !stands:
		differences = append(differences, `nothing is expected: run it with --update, or end it with "-- want --" and a line for each finding`)
	}
	result.Outcome, result.Details = testrun.Failed, differences
	return result, nil
}

// findings gives a line for each finding of the guidelines that a case is about, and for what cannot be read.
func (c *Config) findings(ctx context.Context, name string, archive *txtar.Archive) ([]string, error) {
	about, err := c.subject(name)
	if err != nil {
		return nil, err
	}
	in, err := readConditions(string(archive.Comment), c.AsOf)
	if err != nil {
		return nil, err
	}
	inv, err := c.inventory(ctx, archive)
	if err != nil {
		return nil, err
	}
	if in.introduced {
		for i := range inv.Components {
			c := &inv.Components[i]
			c.Introduced, c.NewTechnologies = true, c.Technologies
		}
	}
	var lines []string
	findings, problems := c.Judge(ctx, guideline.Facts{AsOf: in.asOf, Repository: in.repository, Inventory: inv})
	if len(problems) > 0 { // nothing that an author may expect
		p := problems[0]
		return nil, fmt.Errorf("%s:%d:%d: %s", p.Path, p.Line, p.Column, p.Message)
	}
	for i := range findings {
		f := &findings[i]
		if g := c.Policy.Guideline(f.Guideline); g != nil && about(g) {
			at := f.Location
			lines = append(lines, fmt.Sprintf("%s:%d:%d: %s: %s [%s]", at.Path, at.Line, at.Column, f.Level, f.Message, f.Guideline))
		}
	}
	for _, p := range inv.Problems {
		lines = append(lines, fmt.Sprintf("%s:%d:%d: problem: %s", p.Path, p.Line, p.Column, p.Message))
	}
	return lines, nil
}

// subject tells which guidelines a case is about, by its path.
func (c *Config) subject(name string) (about func(*guideline.Guideline) bool, err error) {
	subject, _, _ := strings.Cut(strings.TrimSuffix(path.Base(name), suffix), ".")
	folder, area := path.Split(path.Dir(name))
	switch {
	case name == path.Base(name) && subject == "settings":
		return func(g *guideline.Guideline) bool { return g.Place.Path == "settings.yaml" }, nil
	case folder != "guidelines/":
		return nil, errors.New("nothing is tested here: move it to guidelines/AREA/NAME" + suffix)
	case subject == "choices":
		return func(g *guideline.Guideline) bool { return g.Area() == area && g.Status != "" }, nil
	}
	known := []string{"choices"}
	for i := range c.Policy.Guidelines {
		if name, found := strings.CutPrefix(c.Policy.Guidelines[i].ID, area+"/"); found {
			known = append(known, name)
		}
	}
	if !slices.Contains(known, subject) {
		return nil, fmt.Errorf("%q is no guideline of the area %s%s", subject, area, guideline.Instead(subject, known))
	}
	return func(g *guideline.Guideline) bool { return g.ID == area+"/"+subject }, nil
}

// inventory reads the manifests of a case.
func (c *Config) inventory(ctx context.Context, archive *txtar.Archive) (*inventory.Inventory, error) {
	files := map[string][]byte{}
	var manifests []string
	for _, f := range archive.Files {
		if f.Name == want {
			continue
		}
		if _, twice := files[f.Name]; twice {
			return nil, fmt.Errorf("%s stands twice: keep one", f.Name)
		}
		files[f.Name] = f.Data
		if c.Formats.Match(f.Name) {
			manifests = append(manifests, f.Name)
		}
	}
	if len(manifests) == 0 {
		return nil, errors.New(`there is nothing to judge: add a manifest, named as its tool names it, as in "-- package.json --"`)
	}
	inv := c.Formats.ReadAll(ctx, manifests, extractor.InMemory(files))
	scan.Recognise(inv, c.Catalogue)
	return inv, nil
}
