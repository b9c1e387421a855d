package requirements

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/pep508"
)

// entry reads a requirement, a URL, or a path.
func (r *reader) entry(l line) {
	if l.text == "" || pep508.Own(l.text) {
		return
	}
	c, found := pep508.Read(l.text, l.span)
	if !found {
		r.file.Problem(l.span(0, len(l.text)), "%q is no requirement; write it as name==1.2, or remove it", l.text)
		return
	}
	c.Scope = r.scope
	if c.VersionSpan != (inventory.Span{}) && c.Requirement != "" {
		written := string(r.file.Data[c.VersionSpan.Start:c.VersionSpan.End])
		c.Requirement = continuation.Replace(written)
	}
	r.components = append(r.components, c)
	r.via = append(r.via, via{})
}

// continuation takes the joints of a logical line out of what it is written as.
var continuation = strings.NewReplacer("\\\r\n", "", "\\\n", "")
