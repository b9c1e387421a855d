package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/scan"
)

// summary ends a report: what was found, in what, and what was not looked at.
func (p *printer) summary(r *scan.Result, o Options) {
	p.prose("%v", p.paint(bold, scanned(r)))
	if !o.Quiet {
		p.list("Not shown:", unlisted(r, o)...)
	}
	for _, line := range unchecked(r) {
		p.prose("%v", line)
	}
	open := len(blocking(r))
	if open > 0 {
		p.prose("techcheck could not decide: %v (above, on standard error)", count(open, "problem"))
	}
	if tolerated := len(r.Problems) - open; tolerated > 0 {
		p.prose("%v that this change did not bring (above, on standard error)", count(tolerated, "problem"))
	}
}

// scanned says what was found, and in what.
func scanned(r *scan.Result) string {
	found := joined(", ", outcome(r), beside(r))
	if r.Summary.Manifests+r.Summary.Unparsed == 0 {
		return found
	}
	return found + " · " + checked(r)
}

// outcome says what matters of what was found.
func outcome(r *scan.Result) string {
	switch s := &r.Summary; {
	case s.Manifests+s.Unparsed+s.Unread == 0:
		return "No manifest was found: nothing was checked"
	case s.Manifests+s.Unparsed == 0:
		return "No manifest was read: nothing was checked"
	}
	return verdict(r)
}

// beside counts what else was found: "1 excepted (next expiry 2027-05-31), 2 warnings".
func beside(r *scan.Result) string {
	s := &r.Summary
	excepted := ""
	if s.Excepted > 0 {
		excepted = fmt.Sprintf("%d excepted%s", s.Excepted, nextExpiry(r))
	}
	warnings := some(s.Warnings, "warning", "")
	if s.Failing > s.NeedsReview {
		warnings += " (warnings fail this scan, too)"
	}
	return joined(", ", excepted, warnings, some(s.Notes, "note", ""))
}

// checked says in what.
func checked(r *scan.Result) string {
	return components(&r.Summary) + " in " + count(r.Summary.Manifests, "manifest")
}

// unchecked says what was not looked at, a line each.
func unchecked(r *scan.Result) []string {
	return slices.DeleteFunc([]string{
		captioned("Not checked:", leftOut(r.Inventory.Omitted), some(r.Summary.Indirect, "indirect component", ""),
			some(r.Summary.Unparsed, "manifest", " that could not be read")),
		unread(r.Inventory.Unread),
	}, func(line string) bool { return line == "" })
}

// components counts what was checked, and how much of it nothing is known of: "4 components (1 with an unresolved name)".
func components(s *scan.Summary) string {
	all := count(s.Components, "component")
	if s.Unresolved > 0 {
		all += fmt.Sprintf(" (%d with an unresolved name)", s.Unresolved)
	}
	return all
}

// verdict counts the violations: "1 violation needs an exception review". Where techcheck could not decide,
// that nothing was found is not said in words that read as a pass.
func verdict(r *scan.Result) string {
	s := &r.Summary
	review := "Nothing needs an exception review"
	switch {
	case s.NeedsReview == 0 && r.Undecided():
		review = "Undecided"
	case s.NeedsReview == 1:
		review = "1 violation needs an exception review"
	case s.NeedsReview > 1:
		review = fmt.Sprintf("%d violations need an exception review", s.NeedsReview)
	}
	switch {
	case s.NeedsReview == 0 || s.Failing >= s.NeedsReview:
	case s.Failing == 0:
		review += " (none fails this scan: see enforce in the policy)"
	case s.Failing == 1:
		review += " (1 of them fails this scan: see enforce in the policy)"
	default:
		review += fmt.Sprintf(" (%d of them fail this scan: see enforce in the policy)", s.Failing)
	}
	return review
}

// captioned is what there is to say, if anything.
func captioned(caption string, parts ...string) string {
	if text := joined(", ", parts...); text != "" {
		return joined(" ", caption, text)
	}
	return ""
}

// list writes what there is to say, if anything.
func (p *printer) list(caption string, parts ...string) {
	if text := captioned(caption, parts...); text != "" {
		p.prose("%v", text)
	}
}

// leftOut says how many manifests, or folders with them, no extractor saw: "3 vendored, 2 excluded".
func leftOut(omitted []inventory.Omitted) string {
	parts := make([]string, len(omitted))
	for i, o := range omitted {
		parts[i] = fmt.Sprintf("%d %s", o.Files, o.Reason)
	}
	return strings.Join(parts, ", ")
}

// unread names the manifests of formats that are not read yet: "3 manifests of formats that are not read yet: 2 Chart.yaml, 1 mix.exs".
func unread(manifests []inventory.Unread) string {
	counts := map[string]int{}
	for _, m := range manifests {
		counts[m.Format]++
	}
	var formats []string
	for _, format := range slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(-cmp.Compare(counts[a], counts[b]), cmp.Compare(a, b))
	}) {
		formats = append(formats, fmt.Sprintf("%d %s", counts[format], format))
	}
	return captioned(some(len(manifests), "manifest", " of formats that are not read yet:"), strings.Join(formats, ", "))
}

// count writes a number with its noun: "0 warnings", "1 warning".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// some counts like count, and says nothing of nothing.
func some(n int, noun, which string) string {
	if n == 0 {
		return ""
	}
	return count(n, noun) + which
}
