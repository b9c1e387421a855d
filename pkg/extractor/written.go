package extractor

import "github.com/dna-group/techcheck/pkg/inventory"

// AddWritten is Add of a component whose texts may stand in the file with escapes, or over several lines: it is a literal only if
// both its name and its version stand there as they are, which a literal's spans promise.
func (f *File) AddWritten(c inventory.Component) {
	if c.Resolution == inventory.Literal && !(f.Holds(c.NameSpan, c.Name) && f.Holds(c.VersionSpan, c.Version+c.Requirement)) {
		c.Resolution = inventory.Variable
	}
	f.Add(c)
}
