package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/scan"
)

// Show says which findings text and concise tell.
type Show struct {
	Name  string // as in --show
	tells func(*finding.Finding) bool
}

// Shows lists what can be shown, from little to all.
var Shows = []*Show{showFailing, showNew, showViolations, showOpen, showAll}

var (
	showFailing    = &Show{"failing", func(f *finding.Finding) bool { return f.Fails }}
	showNew        = &Show{"new", func(f *finding.Finding) bool { return f.Introduced && isOpen(f) }}
	showViolations = &Show{"violations", func(f *finding.Finding) bool { return f.Fails || f.State != "" && isOpen(f) }} // warnings may fail, too
	showOpen       = &Show{"open", isOpen}
	showAll        = &Show{"all", func(*finding.Finding) bool { return true }}
)

func isOpen(f *finding.Finding) bool { return f.State != finding.Excepted }

// ShowNamed finds what to show by its name.
func ShowNamed(name string) (*Show, error) {
	known := make([]string, len(Shows))
	for i, s := range Shows {
		if s.Name == name {
			return s, nil
		}
		known[i] = s.Name
	}
	return nil, fmt.Errorf("it is one of %s", strings.Join(known, ", "))
}

// show is what the options say, or leave to be said.
func (o *Options) show() *Show {
	switch {
	case o.Show != nil:
		return o.Show
	case o.Quiet:
		return showViolations
	}
	return showOpen
}

// listed are the findings that text and concise tell.
func listed(r *scan.Result, o Options) []*finding.Finding {
	tells := o.show().tells
	return slices.DeleteFunc(weighed(r.Findings), func(f *finding.Finding) bool { return !tells(f) })
}

// unlisted counts what is open and not told, by level: "3 violations", "1 warning".
func unlisted(r *scan.Result, o Options) []string {
	hidden := map[finding.Level]int{}
	for i := range r.Findings {
		if f := &r.Findings[i]; isOpen(f) && !o.show().tells(f) {
			hidden[f.Level]++
		}
	}
	return []string{some(hidden[finding.Error], "violation", ""), some(hidden[finding.Warning], "warning", ""), some(hidden[finding.Note], "note", "")}
}
