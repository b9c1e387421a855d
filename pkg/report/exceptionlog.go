package report

import (
	"cmp"
	"fmt"
	"io"

	"github.com/dna-group/techcheck/pkg/exceptionlog"
	"github.com/dna-group/techcheck/pkg/guideline"
)

// ExceptionLog is what happened to exceptions.
type ExceptionLog struct {
	Repository string
	Revision   string // whose history it is, as a person knows it; "" if there is none
	Commit     string
	AsOf       guideline.Date
	Shallow    bool // older commits are not here, so that the beginning is missing
	Events     []exceptionlog.Event
}

// ExceptionLogFormats lists the formats of the log. The first is the default.
var ExceptionLogFormats = []*FormatOf[ExceptionLog]{
	{Name: "text", Doc: "for people: the events, the oldest first", Write: writeExceptionLogText},
	{Name: "json", Doc: "for programs (schema techcheck/exceptionlog/v1)", Write: writeExceptionLogJSON},
}

func writeExceptionLogText(w io.Writer, l ExceptionLog, o Options) error {
	p := newPrinter(w, o)
	p.line("exceptions of %v, as in the history of %v", cmp.Or(l.Repository, "this repository"), orDash(joined(" ", l.Revision, shortRevision(l.Commit))))
	p.line("")
	for i := range l.Events {
		e := &l.Events[i]
		p.line("%v %v %v%v", e.When, p.paint(bold, e.ID), p.paint(blue, string(e.Kind)), joined("", prefixed(" by ", e.By), prefixed(" on ", string(e.On))))
		for _, detail := range e.Details {
			p.line("    %v", detail)
		}
		if e.Commit != "" {
			p.line("    %v", committed(e))
		}
	}
	if len(l.Events) > 0 {
		p.line("")
	}
	p.line("%v", count(len(l.Events), "event"))
	return p.Flush()
}

// committed says who wrote a commit, and who committed it if that was somebody else.
func committed(e *exceptionlog.Event) string {
	text := person(e.Author) + " in " + shortRevision(e.Commit)
	if e.Committer.Email != e.Author.Email {
		text += ", committed by " + person(e.Committer)
	}
	if e.Signed != "" {
		text += fmt.Sprintf(", signed (%s, not verified)", e.Signed)
	}
	return text
}

func person(p exceptionlog.Person) string { return p.Name + " <" + p.Email + ">" }

func prefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}

type wireExceptionLog struct {
	Schema     string      `json:"schema"`
	Tool       Tool        `json:"tool"`
	Repository string      `json:"repository"`
	Revision   string      `json:"revision"`
	Commit     string      `json:"commit"`
	AsOf       string      `json:"as_of"`
	Shallow    bool        `json:"shallow"`
	Events     []wireEvent `json:"events"`
}

type wireEvent struct {
	When      string     `json:"when"`
	Kind      string     `json:"kind"`
	ID        string     `json:"id"`
	By        string     `json:"by"`
	On        string     `json:"on"`
	Details   []string   `json:"details"`
	Commit    string     `json:"commit"`
	Author    wirePerson `json:"author"`
	Committer wirePerson `json:"committer"`
	Signed    string     `json:"signed"`
}

type wirePerson struct {
	Name  string `json:"name"`
	Email string `json:"email"`
	When  string `json:"when"`
}

func writeExceptionLogJSON(w io.Writer, l ExceptionLog, o Options) error {
	return writeJSON(w, wireExceptionLog{
		Schema: "techcheck/exceptionlog/v1", Tool: o.Tool, Repository: l.Repository, Revision: l.Revision, Commit: l.Commit,
		AsOf: string(l.AsOf), Shallow: l.Shallow,
		Events: list(l.Events, func(e *exceptionlog.Event) wireEvent {
			return wireEvent{
				When: e.When, Kind: string(e.Kind), ID: e.ID, By: e.By, On: string(e.On), Details: strs(e.Details),
				Commit: e.Commit, Author: wirePerson(e.Author), Committer: wirePerson(e.Committer), Signed: e.Signed,
			}
		}),
	})
}
