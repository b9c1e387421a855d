package report

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"io"
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/scan"
)

// JUnit is XML as test reports have it: a suite for each manifest, a case for each finding. What fails the scan is a
// failure, what keeps techcheck from deciding an error, what an exception covers is skipped, and a warning is told by a case
// that passes.
var JUnit = &Format{
	Name:  "junit",
	Doc:   "for test reports, as of Jenkins, Azure Pipelines or CircleCI: JUnit XML",
	Write: writeJUnit,
}

type junitSuites struct {
	XMLName xml.Name `xml:"testsuites"`
	Name    string   `xml:"name,attr"`
	junitCounts
	Suites []*junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name string `xml:"name,attr"`
	junitCounts
	Cases []junitCase `xml:"testcase"`
}

type junitCounts struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Errors   int `xml:"errors,attr"`
	Skipped  int `xml:"skipped,attr"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	File    string        `xml:"file,attr,omitempty"`
	Line    int           `xml:"line,attr,omitempty"`
	Failure *junitOutcome `xml:"failure"`
	Error   *junitOutcome `xml:"error"`
	Skipped *junitOutcome `xml:"skipped"`
	Out     string        `xml:"system-out,omitempty"`
}

type junitOutcome struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Text    string `xml:",chardata"`
}

func writeJUnit(w io.Writer, r *scan.Result, o Options) error {
	all := junitSuites{Name: o.Tool.Name}
	byPath := map[string]*junitSuite{}
	add := func(c junitCase) {
		name := cmp.Or(c.File, o.Tool.Name)
		suite := byPath[name]
		if suite == nil {
			suite = &junitSuite{Name: name}
			byPath[name] = suite
			all.Suites = append(all.Suites, suite)
		}
		suite.add(c)
		all.count(&c)
	}
	for _, p := range blocking(r) {
		add(junitCase{
			Name: logged(p.Message), Class: undecidedRule.ID, File: logged(p.Path), Line: p.Line,
			Error: &junitOutcome{Message: logged(p.Message), Type: "undecided"},
		})
	}
	for _, f := range weighed(r.Findings) {
		add(toCase(r, f))
	}
	for i := range r.Inventory.Manifests {
		if m := &r.Inventory.Manifests[i]; m.Parsed && byPath[logged(m.Path)] == nil {
			add(junitCase{Name: "nothing is to be said", Class: "techcheck", File: logged(m.Path)})
		}
	}
	add(junitCase{Name: logged(scanned(r)), Class: "techcheck", Out: epilogue(r)})

	b := bufio.NewWriter(w)
	_, _ = b.WriteString(xml.Header) // the writer keeps the error for Flush
	encoder := xml.NewEncoder(b)
	encoder.Indent("", "  ")
	if err := encoder.Encode(all); err != nil {
		return err
	}
	_ = b.WriteByte('\n')
	return b.Flush()
}

func toCase(r *scan.Result, f *finding.Finding) junitCase {
	c := junitCase{
		Name: logged(joined(" ", joined(":", f.Location.Path, lineOf(f)), f.Message)), Class: logged(f.Guideline),
		File: logged(f.Location.Path), Line: f.Location.Line,
	}
	text := []string{joined(": ", string(f.Level), joined(" ", f.Message, marks(f)))}
	for _, h := range hints(r.Policy, f) {
		text = append(text, h.label+": "+h.text)
	}
	for i := range text {
		text[i] = logged(text[i])
	}
	told := strings.Join(text, "\n")
	switch {
	case f.Fails:
		c.Failure = &junitOutcome{Message: logged(f.Message), Type: logged(f.Guideline), Text: told}
	case f.State == finding.Excepted:
		c.Skipped = &junitOutcome{Message: logged(strings.Join(f.Notes, " ")), Text: told}
	default:
		c.Out = told
	}
	return c
}

// epilogue is what there is to know beside the findings.
func epilogue(r *scan.Result) string {
	all := append(background(r), unchecked(r)...)
	for i := range r.Exceptions {
		if text := attention(r.Policy, &r.Exceptions[i]); text != "" {
			all = append(all, "exception "+r.Exceptions[i].ID+": "+text)
		}
	}
	for i := range all {
		all[i] = logged(all[i])
	}
	return strings.Join(all, "\n")
}

func (s *junitSuite) add(c junitCase) {
	s.Cases = append(s.Cases, c)
	s.count(&c)
}

func (n *junitCounts) count(c *junitCase) {
	n.Tests++
	switch {
	case c.Failure != nil:
		n.Failures++
	case c.Error != nil:
		n.Errors++
	case c.Skipped != nil:
		n.Skipped++
	}
}
