package policyinit

import (
	"regexp"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// separators part the alternatives in a cell.
var separators = regexp.MustCompile(`\s*[,;|&]\s*|\s+(?:or|and)\s+`)

// recommend gives a judgement the alternatives that may stand: known technologies that are not ruled out themselves.
func (m *importer) recommend(g *guideline.Guideline, cell string) {
	for _, written := range m.alternatives(cell) {
		match := m.names.Find(written)
		switch {
		case match.ID == "":
			m.say(g.Place.Line, "the alternative %q is no technology that techcheck knows%s and is left out", written, m.perhaps(match.Near))
			continue
		case match.ID == g.Technology:
			m.say(g.Place.Line, "%s is its own alternative, which is left out", m.name(g.Technology))
			continue
		case m.ruledOut(match.ID):
			m.say(g.Place.Line, "the alternative %s is itself ruled out by line %d and is left out", m.name(match.ID), m.judged[match.ID])
			continue
		case match.Guessed:
			m.say(g.Place.Line, "the alternative %q is taken for %s (%s): correct the entry if that is wrong", written, m.name(match.ID), match.ID)
		}
		if !slices.Contains(g.Alternatives, match.ID) {
			g.Alternatives = append(g.Alternatives, match.ID)
		}
	}
}

// alternatives are the names in a cell: the whole of it, if that is one, as in google/uuid.
func (m *importer) alternatives(cell string) []string {
	if none := words(cell); none == "" || none == "none" || none == "n a" {
		return nil
	}
	if match := m.names.Find(cell); match.ID != "" && !match.Guessed {
		return []string{cell}
	}
	var written []string
	for _, part := range separators.Split(cell, -1) {
		parts := []string{part}
		if m.names.Find(part).ID == "" {
			parts = strings.Split(part, "/") // of google/uuid the slash is part
		}
		for _, name := range parts {
			if name = strings.TrimSpace(name); name != "" {
				written = append(written, name)
			}
		}
	}
	return written
}

// ruledOut tells whether the table puts a technology on hold or disallows it.
func (m *importer) ruledOut(id string) bool {
	return slices.ContainsFunc(m.Judgements, func(g guideline.Guideline) bool {
		return g.Technology == id && (g.Status == guideline.Hold || g.Status == guideline.Disallowed)
	})
}
