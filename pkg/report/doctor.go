package report

import (
	"io"
	"slices"
)

// Fact is one thing that techcheck knows about how it stands in a repository.
type Fact struct {
	Topic string // policy, git, configuration …; facts of one topic stand together
	Name  string
	Value string
	Why   string // where the value comes from; "" if that goes without saying
	Wrong string // what is wrong, and the next step; "" if nothing is
}

// Diagnosis is all of it, in order.
type Diagnosis []Fact

// Wrong counts what is wrong.
func (d Diagnosis) Wrong() int {
	return len(slices.DeleteFunc(slices.Clone(d), func(f Fact) bool { return f.Wrong == "" }))
}

// DiagnosisFormats lists the formats of a diagnosis. The first is the default.
var DiagnosisFormats = []*FormatOf[Diagnosis]{
	{Name: "text", Doc: "for people: what techcheck knows here, and what is wrong", Write: writeDiagnosisText},
	{Name: "json", Doc: "for programs (schema techcheck/doctor/v1)", Write: writeDiagnosisJSON},
}

func writeDiagnosisText(w io.Writer, d Diagnosis, o Options) error {
	p := newPrinter(w, o)
	wide, topic := 0, ""
	for _, f := range d {
		wide = max(wide, width(harmless(f.Name)))
	}
	for _, f := range d {
		if f.Topic != topic {
			topic = f.Topic
			p.line("%v", p.paint(bold, topic))
		}
		why := ""
		if f.Why != "" {
			why = " (" + f.Why + ")"
		}
		if f.Value != "" {
			p.line("  %v  %v%v", pad(harmless(f.Name), wide), f.Value, why)
		}
		if f.Wrong != "" {
			p.line("  %v  %v: %v", pad(harmless(f.Name), wide), p.paint(red, "wrong"), f.Wrong)
		}
	}
	p.line("")
	switch n := d.Wrong(); n {
	case 0:
		p.line("Nothing is wrong.")
	case 1:
		p.line("1 thing is wrong: see above.")
	default:
		p.line("%v things are wrong: see above.", n)
	}
	return p.Flush()
}

type wireDiagnosis struct {
	Schema string     `json:"schema"`
	Tool   Tool       `json:"tool"`
	Wrong  int        `json:"wrong"`
	Facts  []wireFact `json:"facts"`
}

type wireFact struct {
	Topic string `json:"topic"`
	Name  string `json:"name"`
	Value string `json:"value"`
	Why   string `json:"why"`
	Wrong string `json:"wrong"`
}

func writeDiagnosisJSON(w io.Writer, d Diagnosis, o Options) error {
	return writeJSON(w, wireDiagnosis{
		Schema: "techcheck/doctor/v1", Tool: o.Tool, Wrong: d.Wrong(),
		Facts: list(d, func(f *Fact) wireFact { return wireFact(*f) }),
	})
}
