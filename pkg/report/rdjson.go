package report

import (
	"io"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/markdown"
	"github.com/dna-group/techcheck/pkg/scan"
)

// RDJSON is the Reviewdog Diagnostic Format (github.com/reviewdog/reviewdog, proto/rdf).
var RDJSON = &Format{
	Name:  "rdjson",
	Doc:   "for reviewdog, which reaches other services",
	Write: writeRDJSON,
}

type rdResult struct {
	Source      rdSource       `json:"source"`
	Severity    string         `json:"severity"`
	Diagnostics []rdDiagnostic `json:"diagnostics"`
}

type rdSource struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type rdDiagnostic struct {
	Message  string      `json:"message"`
	Location rdLocation  `json:"location"`
	Severity string      `json:"severity"`
	Code     *rdCode     `json:"code,omitempty"`
	Related  []rdRelated `json:"related_locations,omitempty"`
}

type rdCode struct {
	Value string `json:"value"`
	URL   string `json:"url,omitempty"`
}

type rdLocation struct {
	Path  string   `json:"path"`
	Range *rdRange `json:"range,omitempty"`
}

type rdRange struct {
	Start rdPosition `json:"start"`
	End   rdPosition `json:"end"`
}

// rdPosition counts columns as a location does: from 1, in UTF-8 bytes, the end exclusive.
type rdPosition struct {
	Line   int `json:"line"`
	Column int `json:"column,omitzero"`
}

type rdRelated struct {
	Message  string     `json:"message"`
	Location rdLocation `json:"location"`
}

var rdSeverities = map[finding.Level]string{finding.Error: "ERROR", finding.Warning: "WARNING", finding.Note: "INFO"}

// writeRDJSON writes messages that are harmless in Markdown, too: reviewdog posts them as comments.
func writeRDJSON(w io.Writer, r *scan.Result, o Options) error {
	result := rdResult{Source: rdSource{o.Tool.Name, homepage}, Severity: "INFO", Diagnostics: []rdDiagnostic{}}
	for _, p := range blocking(r) {
		result.Severity = "ERROR"
		result.Diagnostics = append(result.Diagnostics, rdDiagnostic{
			Message: markdown.Plain("techcheck could not decide: " + p.Message), Severity: "ERROR", Location: rdAt(placed(&p)),
			Code: &rdCode{Value: undecidedRule.ID},
		})
	}
	for _, f := range openFindings(r) {
		if f.Fails {
			result.Severity = "ERROR"
		}
		result.Diagnostics = append(result.Diagnostics, toDiagnostic(r, f))
	}
	for i := range r.Exceptions {
		st := &r.Exceptions[i]
		if text := attention(r.Policy, st); text != "" {
			result.Diagnostics = append(result.Diagnostics, rdDiagnostic{
				Message: markdown.Plain("exception " + st.ID + ": " + text), Severity: "INFO", Location: rdAt(inventory.Location{Path: st.Path}),
			})
		}
	}
	return writeJSON(w, result)
}

func toDiagnostic(r *scan.Result, f *finding.Finding) rdDiagnostic {
	d := rdDiagnostic{
		Message: markdown.Plain(told(r.Policy, f)), Severity: rdSeverities[f.Level], Location: rdAt(anchor(r, f)), Code: &rdCode{Value: f.Guideline},
	}
	if f.Level == finding.Error && !f.Fails {
		d.Severity = "WARNING"
	}
	g := judgement(r.Policy, f.Guideline)
	d.Code.URL = firstPage(&g)
	if version := versionElsewhere(f); version.Path != "" {
		d.Related = []rdRelated{{"The version stands here.", rdAt(version)}}
	}
	return d
}

func rdAt(at inventory.Location) rdLocation {
	if at.Line == 0 {
		return rdLocation{Path: at.Path}
	}
	return rdLocation{at.Path, &rdRange{rdPosition{at.Line, at.Column}, rdPosition{at.EndLine, at.EndColumn}}}
}
