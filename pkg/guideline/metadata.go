package guideline

import (
	"bytes"
	"path"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/dna-group/techcheck/pkg/lazyregexp"
)

// missingMetadata is what to write for a Rego guideline that does not say what it is.
const missingMetadata = `no METADATA comment stands before the package: write "# METADATA", "# title: …", "# description: …", "# custom:" ` +
	`and, below that, owner, decision, review_by and applies_to`

var (
	packageLine = lazyregexp.New(`(?m)^[ \t]*package[ \t]+([^\s#]+)`)
	quotedPart  = lazyregexp.New(`\["([^"]*)"\]`)
	regoName    = lazyregexp.New(`^[a-zA-Z_][a-zA-Z0-9_]*$`)
)

// readModule reads what a Rego guideline says of itself. The rest of the file is pkg/policy's.
func (r *reader) readModule(f file) {
	r.policy.Modules = append(r.policy.Modules, Module{f.path, string(f.text)})
	area, name := path.Base(path.Dir(f.path)), strings.TrimSuffix(path.Base(f.path), ".rego")
	r.checkArea(Place{f.path, 1, 1}, area)
	want := "guidelines" + regoPart(area) + regoPart(name)
	at, got := packageOf(f)
	switch {
	case got == "":
		r.report(at, "no package stands here: write package %s", want)
		return
	case unquote(got) != unquote(want):
		r.report(at, "the package is not named as the file is: write package %s", want)
	}
	text, found := metadataOf(f.text, at.Line)
	d := r.parse(f.path, text)
	if !found || d.root == nil && !d.failed {
		r.report(at, missingMetadata)
		return
	}
	if g, ok := d.readMetadata(); ok {
		g.ID, g.Module, g.Place = area+"/"+name, f.path, at
		r.addGuideline(g)
	}
}

// readLibrary reads Rego that guidelines share.
func (r *reader) readLibrary(f file) {
	r.policy.Modules = append(r.policy.Modules, Module{f.path, string(f.text)})
	if at, name := packageOf(f); name == "guidelines" || strings.HasPrefix(name, "guidelines.") {
		r.report(at, "a guideline stands in guidelines/AREA/NAME.rego: move the file, or write package lib.NAME")
	}
}

// packageOf gives the name after "package" as it is written, and where it stands.
func packageOf(f file) (Place, string) {
	m := packageLine.FindSubmatchIndex(f.text)
	if m == nil {
		return Place{f.path, 1, 1}, ""
	}
	before := f.text[:m[2]]
	return Place{f.path, 1 + bytes.Count(before, []byte("\n")), m[2] - bytes.LastIndexByte(before, '\n')}, string(f.text[m[2]:m[3]])
}

// regoPart is a name as a part of a package's name, with what joins it to the part before.
func regoPart(name string) string {
	if regoName.MatchString(name) {
		return "." + name
	}
	return `["` + name + `"]`
}

func unquote(packageName string) string { return quotedPart.ReplaceAllString(packageName, ".$1") }

// metadataOf gives the METADATA comment that stands before a line, as YAML whose every character stands where it does in
// the file: what else stands there is blank. As in OPA, the comment is the lines that follow "# METADATA" without a gap.
func metadataOf(text []byte, before int) (metadata []byte, found bool) {
	lines := bytes.SplitAfter(text, []byte("\n"))[:before-1]
	start := len(lines) - 1
	for start >= 0 && !isMetadata(lines[start]) {
		start--
	}
	if start < 0 {
		return nil, false
	}
	metadata = bytes.Repeat([]byte("\n"), start+1)
	for _, line := range lines[start+1:] {
		if !bytes.HasPrefix(line, []byte("#")) {
			break
		}
		metadata = append(metadata, ' ')
		if rest := line[1:]; len(bytes.TrimSpace(rest)) > 0 && rest[0] != ' ' {
			metadata = append(metadata, ' ') // OPA takes #title for # title
		}
		metadata = append(metadata, line[1:]...)
	}
	return metadata, true
}

func isMetadata(line []byte) bool {
	return bytes.HasPrefix(line, []byte("#")) && bytes.HasPrefix(bytes.TrimSpace(line[1:]), []byte("METADATA"))
}

// readMetadata reads what OPA leaves to us: the title and description, and everything in custom.
func (d *document) readMetadata() (g Guideline, ok bool) {
	o := d.rootObject()
	if !o.readable {
		return g, false
	}
	o.required("title", "description", "custom")
	o.name("scope", oneOf("package"))
	custom := o.child("custom")
	rule := custom.rule()
	g = Guideline{
		Title: o.text("title"), Reason: o.text("description"), AppliesTo: readAppliesTo(custom),
		Owner: rule.Owner, Decision: rule.Decision, ReviewBy: rule.ReviewBy,
	}
	custom.readOptional(&g)
	custom.done()
	o.done()
	return g, true
}

func readAppliesTo(custom *object) Selector {
	custom.required("applies_to")
	key, n := custom.find("applies_to")
	switch {
	case n == nil:
		return Selector{}
	case n.Kind == yaml.ScalarNode && n.Value == "repository":
		return Selector{Repository: true}
	case n.Kind == yaml.ScalarNode, n.Kind == yaml.MappingNode && len(n.Content) == 0:
		custom.problem(key, "applies_to selects nothing: write %s", meaning["applies_to"])
		return Selector{}
	}
	o := custom.child("applies_to")
	s := readSelector(o)
	o.judgeable(&s)
	o.done()
	return s
}
