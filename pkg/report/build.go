package report

import (
	"cmp"
	"io"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// Build is what this program was built from; its name and version are the Tool of the options.
type Build struct {
	Commit   string // "" if the build does not know it
	Modified bool   // there were changes that were not committed
	Sum      string // of the module's source, as Go's checksum database has it; "" if it was not built as a module's version
	Go       string
	Platform string // as in linux/amd64
	OPA      string
	Starter  *guideline.Policy
}

// BuildFormats lists the formats of what this program was built from. The first is the default.
var BuildFormats = []*FormatOf[Build]{
	{Name: "text", Doc: "for people: a line for each fact", Write: writeBuildText},
	{Name: "json", Doc: "for programs (schema techcheck/version/v1)", Write: writeBuildJSON},
}

func writeBuildText(w io.Writer, b Build, o Options) error {
	p := newPrinter(w, o)
	p.line("%v %v", o.Tool.Name, o.Tool.Version)
	modified := ""
	if b.Modified {
		modified = " (modified)"
	}
	p.line("commit %v%v", cmp.Or(b.Commit, "unknown"), modified)
	if b.Sum != "" {
		p.line("source %v", b.Sum)
	}
	p.line("go %v %v", b.Go, b.Platform)
	p.line("opa %v", b.OPA)
	p.line("policy %v %v", b.Starter.Settings.Name, b.Starter.Revision)
	return p.Flush()
}

type wireBuild struct {
	Schema   string     `json:"schema"`
	Tool     Tool       `json:"tool"`
	Commit   string     `json:"commit"`
	Modified bool       `json:"modified"`
	Sum      string     `json:"sum"`
	Go       string     `json:"go"`
	Platform string     `json:"platform"`
	OPA      string     `json:"opa"`
	Policy   wirePolicy `json:"policy"`
}

func writeBuildJSON(w io.Writer, b Build, o Options) error {
	return writeJSON(w, wireBuild{
		Schema: "techcheck/version/v1", Tool: o.Tool, Commit: b.Commit, Modified: b.Modified, Sum: b.Sum,
		Go: b.Go, Platform: b.Platform, OPA: b.OPA, Policy: wirePolicy{b.Starter.Settings.Name, b.Starter.Revision},
	})
}
