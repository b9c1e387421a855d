package report

import (
	"github.com/dna-group/techcheck/pkg/inventory"
)

// The parts that a result and an inventory have in common, as json writes them. Keys are never left out.

type wireComponent struct {
	PURL            string         `json:"purl"`
	Type            string         `json:"type"`
	Name            string         `json:"name"`
	Version         string         `json:"version"`
	Requirement     string         `json:"requirement"`
	Kind            string         `json:"kind"`
	Scope           string         `json:"scope"`
	Direct          bool           `json:"direct"`
	Technologies    []string       `json:"technologies"`
	Project         string         `json:"project"`
	Extractor       string         `json:"extractor"`
	Resolution      string         `json:"resolution"`
	Attributes      wireAttributes `json:"attributes"`
	Location        wireLocation   `json:"location"`
	VersionLocation *wireLocation  `json:"version_location"`
}

type wireAttributes struct {
	Registry   string `json:"registry"`
	Digest     string `json:"digest"`
	Tag        string `json:"tag"`
	Platform   string `json:"platform"`
	Stage      string `json:"stage"`
	ReplacedBy string `json:"replaced_by"`
	Source     string `json:"source"`
}

type wireLocation struct {
	Path      string `json:"path"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"end_line"`
	EndColumn int    `json:"end_column"`
}

type wireProblem struct {
	Path    string `json:"path"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

type wireOmitted struct {
	Reason string `json:"reason"`
	Files  int    `json:"files"`
}

type wireUnread struct {
	Path   string `json:"path"`
	Format string `json:"format"`
}

func toComponent(c *inventory.Component) wireComponent {
	w := wireComponent{
		PURL: c.PURL, Type: c.Type, Name: c.Name, Version: c.Version, Requirement: c.Requirement,
		Kind: string(c.Kind), Scope: string(c.Scope), Direct: c.Direct,
		Technologies: strs(c.Technologies), Project: c.Project,
		Extractor: c.Extractor, Resolution: string(c.Resolution),
		Attributes: wireAttributes(c.Attributes), Location: wireLocation(c.Location),
	}
	if c.VersionLocation != (inventory.Location{}) {
		at := wireLocation(c.VersionLocation)
		w.VersionLocation = &at
	}
	return w
}

func toProblem(p *inventory.Problem) wireProblem {
	return wireProblem{p.Path, p.Line, p.Column, p.Message}
}

func toOmitted(o *inventory.Omitted) wireOmitted { return wireOmitted(*o) }

func toUnread(u *inventory.Unread) wireUnread { return wireUnread(*u) }

// strs makes [] of nil.
func strs(s []string) []string { return append([]string{}, s...) }
