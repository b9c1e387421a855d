package report

import (
	"fmt"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/markdown"
	"github.com/dna-group/techcheck/pkg/scan"
)

// invocation tells how the scan ended, what it could not do, and what there is to know of it beside its results.
func invocation(r *scan.Result, leftOut int) sarifInvocation {
	run := sarifInvocation{Successful: !r.Undecided(), ExitCode: int(r.Exit())}
	for i := range r.Problems {
		run.Execution = append(run.Execution, problemNotification(&r.Problems[i]))
	}
	note := func(level, text, path string) {
		n := sarifNotification{Level: level, Message: sarifMessage(text)}
		if path != "" {
			n.Locations = []sarifLocation{{PhysicalLocation: sarifPlace{ArtifactLocation: artifact(path)}}}
		}
		run.Configuration = append(run.Configuration, n)
	}
	if leftOut > 0 {
		note("warning", fmt.Sprintf("%s that matter less are left out: code scanning keeps %d results; --format json has all of them.",
			count(leftOut, "finding"), sarifResults), "")
	}
	note("note", scanned(r)+".", "")
	for _, text := range background(r) {
		note("note", text+".", "")
	}
	for _, text := range unchecked(r) {
		note("note", text+".", "")
	}
	for i := range r.Exceptions {
		st, level := &r.Exceptions[i], "note"
		if urgent(st) {
			level = "warning"
		}
		if text := attention(r.Policy, st); text != "" {
			note(level, "exception "+st.ID+": "+text+".", st.Path)
		}
	}
	run.Execution = run.Execution[:min(len(run.Execution), sarifNotifications)]
	run.Configuration = run.Configuration[:min(len(run.Configuration), sarifNotifications)]
	return run
}

func problemNotification(p *inventory.Problem) sarifNotification {
	n := sarifNotification{Level: "error", Message: sarifMessage("techcheck could not decide: " + p.Message)}
	if p.Tolerated {
		n.Level, n.Message.Text = "warning", markdown.Plain("not of this change: "+p.Message)
	}
	if p.Path != "" {
		n.Locations = []sarifLocation{sarifAt(placeOf(p), "")}
	}
	return n
}
