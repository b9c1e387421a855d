package report

import (
	"io"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/scan"
)

// JSON is for programs: schema techcheck/result/v1.
var JSON = &Format{
	Name:  "json",
	Doc:   "for programs: everything (schema techcheck/result/v1)",
	Write: writeResultJSON,
}

type wireResult struct {
	Schema     string          `json:"schema"`
	Tool       Tool            `json:"tool"`
	Policy     wirePolicy      `json:"policy"`
	Repository string          `json:"repository"`
	Revision   string          `json:"revision"`
	Base       string          `json:"base"`
	Trusted    wireTrusted     `json:"trusted"`
	AsOf       string          `json:"as_of"`
	Exit       int             `json:"exit"`
	Summary    wireSummary     `json:"summary"`
	Findings   []wireFinding   `json:"findings"`
	Guidelines []wireGuideline `json:"guidelines"`
	Exceptions []wireException `json:"exceptions"`
	Problems   []wireTolerable `json:"problems"`
	Omitted    []wireOmitted   `json:"omitted"`
	Unread     []wireUnread    `json:"unread"`
}

type wirePolicy struct {
	Name     string `json:"name"`
	Revision string `json:"revision"`
}

type wireTrusted struct {
	Revision string   `json:"revision"`
	Commit   string   `json:"commit"`
	Why      string   `json:"why"`
	Ignored  []string `json:"ignored"`
}

func toTrusted(t *scan.Trusted) wireTrusted {
	return wireTrusted{t.Name, t.Commit, t.Why, strs(t.Ignored)}
}

// wireTolerable is a problem that need not keep techcheck from deciding.
type wireTolerable struct {
	wireProblem
	Tolerated bool `json:"tolerated"`
}

func toTolerable(p *inventory.Problem) wireTolerable { return wireTolerable{toProblem(p), p.Tolerated} }

type wireSummary struct {
	Violations  int `json:"violations"`
	NeedsReview int `json:"needs_review"`
	Failing     int `json:"failing"`
	Excepted    int `json:"excepted"`
	Warnings    int `json:"warnings"`
	Notes       int `json:"notes"`
	Components  int `json:"components"`
	Indirect    int `json:"indirect"`
	Unresolved  int `json:"unresolved"`
	Manifests   int `json:"manifests"`
	Unparsed    int `json:"unparsed"`
	Unread      int `json:"unread"`
}

type wireFinding struct {
	ID         string                `json:"id"`
	Guideline  string                `json:"guideline"`
	Level      string                `json:"level"`
	State      string                `json:"state"`
	Fails      bool                  `json:"fails"`
	Message    string                `json:"message"`
	Notes      []string              `json:"notes"`
	Component  *wireFindingComponent `json:"component"` // null: about the repository
	Technology string                `json:"technology"`
	Introduced bool                  `json:"introduced"`
	Location   wireLocation          `json:"location"`
	Exception  *wireException        `json:"exception"` // null: none decides its state
}

// wireFindingComponent is a component that a scan may have compared with a base.
type wireFindingComponent struct {
	wireComponent
	Introduced bool `json:"introduced"`
}

type wireGuideline struct {
	ID           string            `json:"id"`
	Title        string            `json:"title"`
	Status       string            `json:"status"`
	Technology   string            `json:"technology"`
	Reason       string            `json:"reason"`
	Alternatives []wireAlternative `json:"alternatives"`
	Links        []wireLink        `json:"links"`
	Owner        wireOwner         `json:"owner"`
	Decision     wireDecision      `json:"decision"`
	ReviewBy     string            `json:"review_by"`
	Since        string            `json:"since"`
	Until        string            `json:"until"`
}

type wireAlternative struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type wireLink struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type wireOwner struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Contact string `json:"contact"`
}

type wireDecision struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Status string `json:"status"`
	Date   string `json:"date"`
}

func writeResultJSON(w io.Writer, r *scan.Result, o Options) error {
	return writeJSON(w, wireResult{
		Schema:     "techcheck/result/v1",
		Tool:       o.Tool,
		Policy:     wirePolicy{r.Policy.Settings.Name, r.Policy.Revision},
		Repository: r.Repository,
		Revision:   r.Revision,
		Base:       r.Base,
		Trusted:    toTrusted(&r.Trusted),
		AsOf:       string(r.AsOf),
		Exit:       int(r.Exit()),
		Summary:    wireSummary(r.Summary),
		Findings:   list(r.Findings, func(f *finding.Finding) wireFinding { return toFinding(r, f) }),
		Guidelines: list(fired(r.Policy, r.Findings), func(g *guideline.Guideline) wireGuideline { return toGuideline(r.Policy, g) }),
		Exceptions: list(r.Exceptions, toException),
		Problems:   list(r.Problems, toTolerable),
		Omitted:    list(r.Inventory.Omitted, toOmitted),
		Unread:     list(r.Inventory.Unread, toUnread),
	})
}

func toFinding(r *scan.Result, f *finding.Finding) wireFinding {
	w := wireFinding{
		ID: f.ID, Guideline: f.Guideline, Level: string(f.Level), State: string(f.State), Fails: f.Fails,
		Message: f.Message, Notes: strs(f.Notes), Technology: f.Technology, Introduced: f.Introduced,
		Location: wireLocation(f.Location),
	}
	if st := r.Exception(f); st != nil {
		decides := toException(st)
		w.Exception = &decides
	}
	if f.Component != nil {
		w.Component = &wireFindingComponent{toComponent(f.Component), f.Component.Introduced}
	}
	return w
}

func toGuideline(p *guideline.Policy, g *guideline.Guideline) wireGuideline {
	d := decision(p, g.Decision)
	return wireGuideline{
		ID: g.ID, Title: g.Title, Status: string(g.Status), Technology: g.Technology, Reason: g.Reason,
		Alternatives: list(g.Alternatives, func(id *string) wireAlternative {
			return wireAlternative{*id, p.TechnologyName(*id)}
		}),
		Links:    list(g.Links, func(l *guideline.Link) wireLink { return wireLink(*l) }),
		Owner:    wireOwner(owner(p, g.Owner)),
		Decision: toDecision(&d),
		ReviewBy: string(g.ReviewBy), Since: string(g.Since), Until: string(g.Until),
	}
}

func toDecision(d *guideline.Decision) wireDecision {
	return wireDecision{d.ID, d.Title, string(d.Status), string(d.Date)}
}
