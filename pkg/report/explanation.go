package report

import (
	"io"
	"strings"

	"github.com/dna-group/techcheck/pkg/advice"
	"github.com/dna-group/techcheck/pkg/guideline"
)

// ExplanationText is for people.
var ExplanationText = &FormatOf[[]advice.Explanation]{
	Name:  "text",
	Doc:   "for people: sentences",
	Write: writeExplanationText,
}

// ExplanationJSON is for programs.
var ExplanationJSON = &FormatOf[[]advice.Explanation]{
	Name:  "json",
	Doc:   "for programs: the same sentences and lists, whole (schema techcheck/explanation/v1)",
	Write: writeExplanationJSON,
}

// maxListed is how many patterns and places text shows.
const maxListed = 10

func writeExplanationText(w io.Writer, all []advice.Explanation, o Options) error {
	p := newPrinter(w, o)
	for i := range all {
		x := &all[i]
		if i > 0 {
			p.line("")
		}
		p.line("%v %v", x.Kind, p.paint(bold, x.ID))
		p.prose("%v.", strings.TrimSuffix(x.Title, "."))
		p.line("")
		for _, sentence := range x.Sentences {
			p.prose("  %v", sentence)
		}
		for _, link := range x.Links {
			p.line("  See %v: %v", link.Name, link.URL)
		}
		p.listed("Recognised by", x.Recognised)
		p.listed("In this repository", x.Places)
		if len(x.Places) == 0 {
			p.line("")
			p.line("This repository has none of it.")
		}
	}
	return p.Flush()
}

func (p *printer) listed(head string, entries []string) {
	if len(entries) == 0 {
		return
	}
	p.line("")
	p.line("%v:", head)
	for i, entry := range entries {
		if i == maxListed {
			p.line("  and %v more", len(entries)-i)
			return
		}
		p.line("  %v", entry)
	}
}

type wireExplanations struct {
	Schema       string            `json:"schema"`
	Tool         Tool              `json:"tool"`
	Explanations []wireExplanation `json:"explanations"`
}

type wireExplanation struct {
	Kind       string     `json:"kind"`
	ID         string     `json:"id"`
	Title      string     `json:"title"`
	Sentences  []string   `json:"sentences"`
	Recognised []string   `json:"recognised"`
	Links      []wireLink `json:"links"`
	Places     []string   `json:"places"`
}

func writeExplanationJSON(w io.Writer, all []advice.Explanation, o Options) error {
	return writeJSON(w, wireExplanations{"techcheck/explanation/v1", o.Tool, list(all, toExplanation)})
}

func toExplanation(x *advice.Explanation) wireExplanation {
	return wireExplanation{
		x.Kind, x.ID, x.Title, strs(x.Sentences), strs(x.Recognised),
		list(x.Links, func(l *guideline.Link) wireLink { return wireLink(*l) }), strs(x.Places),
	}
}
