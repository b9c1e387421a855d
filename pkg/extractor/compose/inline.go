package compose

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/dockerfile"
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// inline reads the Dockerfile that stands in a build section. Compose interpolates it first: $$ is its $.
func (r *reader) inline(node *yaml.Node) {
	if !r.first(node) {
		return
	}
	t := node.Whole()
	content := interpolate(text{t.String(), t.Offsets()}, nil)
	file := extractor.NewFile("Dockerfile", []byte(content.String()))
	result := dockerfile.Extractor.Run(file)
	for _, c := range result.Components {
		name, version := content[c.NameSpan.Start:c.NameSpan.End], content[c.VersionSpan.Start:c.VersionSpan.End]
		if c.Resolution == inventory.Literal {
			c.Resolution = imageref.Resolution(name, version)
		}
		c.NameSpan, c.VersionSpan, c.VersionLocation = name.Use(), version.Source(), inventory.Location{}
		r.file.AddWritten(c)
	}
	for _, p := range result.Problems {
		at := file.Lines().Start(p.Line) + p.Column - 1
		r.file.Problem(content[min(at, len(content)):].Use(), "%s", p.Message)
	}
}
