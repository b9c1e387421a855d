package report

import (
	"io"

	"github.com/dna-group/techcheck/pkg/exception"
)

// wireException is an exception and where it stands.
type wireException struct {
	ID           string   `json:"id"`
	Path         string   `json:"path"`
	State        string   `json:"state"`
	Status       string   `json:"status"`
	Doubt        string   `json:"doubt"`
	Guideline    string   `json:"guideline"`
	Component    string   `json:"component"`
	Technology   string   `json:"technology"`
	Repositories []string `json:"repositories"`
	Paths        []string `json:"paths"`
	Versions     string   `json:"versions"`
	Reason       string   `json:"reason"`
	Ticket       string   `json:"ticket"`
	RequestedBy  string   `json:"requested_by"`
	RequestedOn  string   `json:"requested_on"`
	DecidedBy    string   `json:"decided_by"`
	DecidedOn    string   `json:"decided_on"`
	Note         string   `json:"note"`
	ExpiresOn    string   `json:"expires_on"`
	LastDay      string   `json:"last_day"`
	Because      string   `json:"because"`
	Expiring     bool     `json:"expiring"`
	Decision     string   `json:"decision"`
	Renews       string   `json:"renews"`
	Renewals     int      `json:"renewals"`
	Findings     int      `json:"findings"`
	Unused       string   `json:"unused"`
	NotYet       string   `json:"not_yet"`
}

func toException(st *exception.Standing) wireException {
	return wireException{
		ID: st.ID, Path: st.Path, State: string(st.State), Status: string(st.Status), Doubt: st.Doubt,
		Guideline: st.Guideline, Component: st.Component, Technology: st.Technology,
		Repositories: strs(st.Repositories), Paths: strs(st.Paths), Versions: st.Versions,
		Reason: st.Reason, Ticket: st.Ticket, RequestedBy: st.RequestedBy, RequestedOn: string(st.RequestedOn),
		DecidedBy: st.DecidedBy, DecidedOn: string(st.DecidedOn), Note: st.Note,
		ExpiresOn: string(st.ExpiresOn), LastDay: string(st.LastDay), Because: st.Because, Expiring: st.Lapsing,
		Decision: st.Decision, Renews: st.Renews, Renewals: st.Renewals,
		Findings: st.Findings, Unused: st.Unused, NotYet: st.NotYet,
	}
}

type wireExceptions struct {
	Schema     string                `json:"schema"`
	Tool       Tool                  `json:"tool"`
	Policy     wirePolicy            `json:"policy"`
	Repository string                `json:"repository"`
	Trusted    wireTrusted           `json:"trusted"`
	AsOf       string                `json:"as_of"`
	MedianDays *int                  `json:"median_days_to_decision"` // null: nothing was decided
	Exceptions []wireListedException `json:"exceptions"`
	Problems   []wireTolerable       `json:"problems"`
}

type wireListedException struct {
	wireException
	Owner          wireOwner `json:"owner"`
	DaysToDecision *int      `json:"days_to_decision"` // null: it was not decided
}

func writeExceptionsJSON(w io.Writer, e Exceptions, o Options) error {
	document := wireExceptions{
		Schema: "techcheck/exceptions/v1", Tool: o.Tool, Policy: wirePolicy{e.Policy.Settings.Name, e.Policy.Revision}, Repository: e.Repository,
		Trusted: toTrusted(&e.Trusted), AsOf: string(e.AsOf),
		Exceptions: list(e.Listed, func(st *exception.Standing) wireListedException {
			listed := wireListedException{wireException: toException(st), Owner: e.owner(st)}
			if days, ok := daysToDecision(st); ok {
				listed.DaysToDecision = &days
			}
			return listed
		}),
		Problems: list(e.Problems, toTolerable),
	}
	if days, ok := e.median(); ok {
		document.MedianDays = &days
	}
	return writeJSON(w, document)
}
