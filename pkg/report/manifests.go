package report

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
)

// Manifests are the formats that techcheck reads, and those that it only recognises.
type Manifests struct {
	Read   []*extractor.Extractor
	Unread []extractor.Unread
}

// ManifestsFormats lists the formats of the list of what is read. The first is the default.
var ManifestsFormats = []*FormatOf[Manifests]{
	{Name: "text", Doc: "for people: a line for each format", Write: writeManifestsText},
	{Name: "json", Doc: "for programs (schema techcheck/formats/v1)", Write: writeManifestsJSON},
}

// ByEcosystem gives the formats in the order of a list for readers.
func (m Manifests) ByEcosystem() []*extractor.Extractor {
	return slices.SortedStableFunc(slices.Values(m.Read), func(a, b *extractor.Extractor) int {
		return cmp.Compare(strings.ToLower(a.Ecosystem), strings.ToLower(b.Ecosystem))
	})
}

// Yields says what a format's components are: "library, language; also indirect".
func Yields(e *extractor.Extractor) string {
	kinds := make([]string, len(e.Kinds))
	for i, kind := range e.Kinds {
		kinds[i] = string(kind)
	}
	indirect := ""
	if e.Indirect {
		indirect = "also indirect"
	}
	return cmp.Or(joined("; ", strings.Join(kinds, ", "), indirect), "details of others")
}

func writeManifestsText(w io.Writer, m Manifests, o Options) error {
	p := newPrinter(w, o)
	read := [][]string{{"ECOSYSTEM", "FORMAT", "YIELDS", "READ BY", "FILES"}}
	for _, e := range m.ByEcosystem() {
		read = append(read, []string{e.Ecosystem, e.Doc, Yields(e), e.Name, strings.Join(e.Files, ", ")})
	}
	p.table(read)
	p.line("")
	p.line("Recognised and counted by a scan, but not read yet:")
	p.line("")
	unread := [][]string{{"ECOSYSTEM", "FILES"}}
	for _, u := range m.Unread {
		unread = append(unread, []string{u.Ecosystem, strings.Join(u.Files, ", ")})
	}
	p.table(unread)
	return p.Flush()
}

type wireManifests struct {
	Schema  string       `json:"schema"`
	Tool    Tool         `json:"tool"`
	Formats []wireFormat `json:"formats"`
	Unread  []wireNames  `json:"unread"`
}

type wireFormat struct {
	Name      string   `json:"name"`
	Ecosystem string   `json:"ecosystem"`
	Title     string   `json:"title"`
	Files     []string `json:"files"`
	Kinds     []string `json:"kinds"`
	Indirect  bool     `json:"indirect"`
}

type wireNames struct {
	Ecosystem string   `json:"ecosystem"`
	Files     []string `json:"files"`
}

func writeManifestsJSON(w io.Writer, m Manifests, o Options) error {
	return writeJSON(w, wireManifests{
		Schema: "techcheck/formats/v1", Tool: o.Tool,
		Formats: list(m.ByEcosystem(), func(e **extractor.Extractor) wireFormat { return toFormat(*e) }),
		Unread:  list(m.Unread, func(u *extractor.Unread) wireNames { return wireNames{u.Ecosystem, strs(u.Files)} }),
	})
}

func toFormat(e *extractor.Extractor) wireFormat {
	w := wireFormat{Name: e.Name, Ecosystem: e.Ecosystem, Title: e.Doc, Files: strs(e.Files), Kinds: []string{}, Indirect: e.Indirect}
	for _, kind := range e.Kinds {
		w.Kinds = append(w.Kinds, string(kind))
	}
	return w
}
