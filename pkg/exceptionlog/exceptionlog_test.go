package exceptionlog_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/exceptionlog"
	"github.com/dna-group/techcheck/pkg/source"
)

const asked = "guideline = \"data/mongodb\"\nreason = \"Why.\"\nrequested_by = \"payments\"\nrequested_on = 2026-01-10\nstatus = \"requested\"\nexpires_on = 2026-03-10\n"

var approved = strings.Replace(asked, `"requested"`, "\"approved\"\ndecided_by = \"data\"\ndecided_on = 2026-01-12", 1)

// history makes a history of steps, a commit each, on one day after the other from 2026-01-10 on: "PATH" is removed, "PATH=TEXT"
// is written, "FROM>PATH=TEXT" is renamed. Authors alternate.
func history(steps ...string) *source.History {
	h := &source.History{Data: map[string][]byte{}}
	there := map[string]string{}
	for i, step := range steps {
		who := source.Person{Name: "Ada", Email: fmt.Sprintf("%d@example.com", i%2), When: fmt.Sprintf("2026-01-%02dT10:00:00Z", 10+i)}
		names, text, written := strings.Cut(step, "=")
		from, name, renamed := strings.Cut(names, ">")
		if !renamed {
			from, name = "", names
		}
		change := source.Change{Path: name, From: from, Before: there[name]}
		if renamed {
			change.Before = there[from]
		}
		if written {
			change.After = fmt.Sprint("id", i)
			h.Data[change.After] = []byte(text)
		}
		there[name] = change.After
		h.Commits = append(h.Commits, source.Commit{ID: fmt.Sprint("commit", i), Author: who, Committer: who, Changes: []source.Change{change}})
	}
	return h
}

func said(events []exceptionlog.Event) []string {
	var all []string
	for _, e := range events {
		all = append(all, strings.TrimSpace(strings.Join([]string{e.When[:10], e.ID, string(e.Kind), e.By, strings.Join(e.Details, "; ")}, " ")))
	}
	return all
}

func TestLog(t *testing.T) {
	later := strings.Replace(approved, "2026-03-10", "2026-04-10", 1)
	for name, test := range map[string]struct {
		steps   []string
		present string // the text of x.toml at the end; "" if it is gone
		want    []string
	}{
		"asked and approved by one": {
			[]string{"e/x.toml=" + approved, "e/y.md=text"}, approved,
			[]string{
				"2026-01-10 x asked payments data/mongodb until 2026-03-10; Why.",
				"2026-01-10 x approved data the same author committed the request; until 2026-03-10",
				"2026-03-11 x lapsed  its last day was 2026-03-10",
			},
		},
		"prolonged afterwards, in force": {
			[]string{"e/x.toml=" + asked, "e/x.toml=" + approved, "e/x.toml=" + later}, later,
			[]string{
				"2026-01-10 x asked payments data/mongodb until 2026-03-10; Why.",
				"2026-01-11 x approved data until 2026-03-10",
				"2026-01-12 x changed  expires_on: 2026-03-10 → 2026-04-10; it was approved",
			},
		},
		"removed in time": {
			[]string{"e/x.toml=" + approved, "e/x.toml"}, "",
			[]string{
				"2026-01-10 x asked payments data/mongodb until 2026-03-10; Why.",
				"2026-01-10 x approved data the same author committed the request; until 2026-03-10",
				"2026-01-11 x deleted  it was approved",
			},
		},
		"renamed and signed": {
			[]string{"e/w.toml=" + asked, "e/w.toml>e/x.toml=" + asked, "e/x.toml.sig=s", "e/x.toml.sig"}, asked,
			[]string{
				"2026-01-10 w asked payments data/mongodb until 2026-03-10; Why.",
				"2026-01-11 x renamed  it was w", "2026-01-12 x signed  the signature is not verified here: techcheck exception verify does that", "2026-01-13 x unsigned",
			},
		},
		"broken and mended": {
			[]string{"e/x.toml==", "e/x.toml=" + asked}, asked,
			[]string{"2026-01-10 x unreadable", "2026-01-11 x asked payments data/mongodb until 2026-03-10; Why."},
		},
		"a merge left another state": {
			[]string{"e/x.toml=" + approved}, asked,
			[]string{
				"2026-01-10 x asked payments data/mongodb until 2026-03-10; Why.",
				"2026-01-10 x approved data the same author committed the request; until 2026-03-10",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var present []exception.File
			if test.present != "" {
				present = []exception.File{{Path: "e/x.toml", Data: []byte(test.present)}}
			}
			events := exceptionlog.Log(history(test.steps...), present, "2026-03-20")
			if diff := cmp.Diff(test.want, said(events)); diff != "" {
				t.Error(diff)
			}
			if got := exceptionlog.Of(events, "x"); len(got) != len(events) {
				t.Errorf("%d of %d events are of it", len(got), len(events))
			}
			if got := exceptionlog.Of(events, "other"); len(got) != 0 {
				t.Errorf("%v are of another one", said(got))
			}
		})
	}
}

// FuzzLog holds that no file of the past breaks the log.
func FuzzLog(f *testing.F) {
	f.Add(asked, approved, "= \x00")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		steps := []string{"e/x.toml=" + a, "e/x.toml=" + b, "e/x.toml>e/y.toml=" + c, "e/y.toml", "e/x.toml=" + c}
		for _, e := range exceptionlog.Log(history(steps...), nil, "2026-03-20") {
			if e.ID == "" || !slices.Contains(exceptionlog.Kinds, e.Kind) {
				t.Errorf("%+v", e)
			}
		}
	})
}
