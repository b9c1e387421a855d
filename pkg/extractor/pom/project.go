package pom

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/xml"
)

// Project is a model and those that it inherits from: what Maven calls the effective one.
type Project struct {
	Chain  []*Model                   // the model itself, its parent, and so on
	Import func(name string) *Project // gives the project of a group:artifact, for bills of materials; nil, or gives nil, if it is not known
	Local  func(name string) string   // where a group:artifact is in the repository, relative to the model; nil, or gives "", if it is not
	values map[string]value           // of properties
	busy   map[string]bool            // properties that are being looked up
	named  map[string]*management     // made by variable
	bills  []*Project                 // made by billsOfMaterials
}

// NewProject makes the project of a model. Chain, Import and Local may be completed before its first use.
func NewProject(m *Model) *Project {
	return &Project{Chain: []*Model{m}, values: map[string]value{}, busy: map[string]bool{}}
}

// value is a text with its variables replaced.
type value struct {
	text     string
	model    *Model // in whose file the text stands
	span     inventory.Span
	verbatim bool // it stands there as it is
	through  bool // a variable was replaced
	unknown  bool // it still holds a variable
}

// maxText is how long a value may get through variables that repeat others.
const maxText = 1 << 10

// expand replaces the variables of a text of a model: ${name}. A text that is one variable stands where that is defined.
func (p *Project) expand(t xml.Text, m *Model) value {
	written := value{text: t.String(), model: m, span: t.Span(), verbatim: t.Verbatim()}
	rest := t.String()
	if !strings.Contains(rest, "${") {
		return written
	}
	var all strings.Builder
	for {
		before, after, found := strings.Cut(rest, "${")
		all.WriteString(before)
		if !found {
			break
		}
		name, next, closed := strings.Cut(after, "}")
		v := p.property(name)
		if !closed || v.unknown || all.Len()+len(v.text) > maxText {
			written.unknown = true
			return written
		}
		if before == "" && next == "" && all.Len() == 0 {
			v.through = true
			return v
		}
		all.WriteString(v.text)
		rest = next
	}
	written.text, written.through = all.String(), true
	return written
}

// property gives the value of a property or of one of the model's own fields.
func (p *Project) property(name string) value {
	if v, known := p.values[name]; known {
		return v
	}
	if p.busy[name] {
		return value{unknown: true}
	}
	p.busy[name] = true
	defer delete(p.busy, name)
	v := value{unknown: true}
	if t, m := p.find(name); m != nil {
		v = p.expand(t, m)
	}
	p.values[name] = v
	return v
}

// find looks a variable up where Maven does: the project's fields, then properties, its own before those that it inherits.
func (p *Project) find(name string) (xml.Text, *Model) {
	own := p.Chain[0]
	if t := own.field(strings.TrimPrefix(strings.TrimPrefix(name, "project."), "pom.")); t.Len() > 0 {
		return t, own
	}
	for _, m := range p.Chain {
		if t, found := m.properties[name]; found {
			return t, m
		}
	}
	return xml.Text{}, nil
}

// field gives a field of the project, which has its group and its version from its parent if it has none: version,
// groupId, artifactId, parent.version and so on.
func (m *Model) field(name string) xml.Text {
	parent := &coordinates{}
	if m.Parent != nil {
		parent = &m.Parent.coordinates
	}
	if ofParent, found := strings.CutPrefix(name, "parent."); found {
		return parent.field(ofParent)
	}
	if t := m.own.field(name); t.Len() > 0 || name == "artifactId" {
		return t
	}
	return parent.field(name)
}

func (c *coordinates) field(name string) xml.Text {
	switch name {
	case "groupId":
		return c.group
	case "artifactId":
		return c.artifact
	case "version":
		return c.version
	}
	return xml.Text{}
}

// management is a declaration that says the version of others, and the project in which it is to be read.
type management struct {
	*declaration
	project *Project
	model   *Model
}

// managed finds what manages a declaration: nearest first, and bills of materials after everything that is written out.
func (p *Project) managed(key string, seen map[*Model]bool) *management {
	if seen[p.Chain[0]] {
		return nil
	}
	seen[p.Chain[0]] = true
	for _, m := range p.Chain {
		if d := m.managed[key]; d != nil {
			return &management{d, p, m}
		}
	}
	if found := p.variable()[key]; found != nil {
		return found
	}
	for _, bill := range p.billsOfMaterials() {
		if found := bill.managed(key, seen); found != nil {
			return found
		}
	}
	return nil
}

// billsOfMaterials are those that the project imports and that are known.
func (p *Project) billsOfMaterials() []*Project {
	if p.bills == nil && p.Import != nil {
		p.bills = []*Project{}
		known := map[*Project]bool{nil: true}
		for _, m := range p.Chain {
			for _, d := range m.imports {
				if bill := p.Import(d.name(p, m).text); !known[bill] {
					known[bill] = true
					p.bills = append(p.bills, bill)
				}
			}
		}
	}
	return p.bills
}

// variable is what manages under names that hold variables, by the names that these make in this project.
func (p *Project) variable() map[string]*management {
	if p.named == nil {
		p.named = map[string]*management{}
		for _, m := range p.Chain {
			for _, d := range m.variable {
				if key := d.key(d.name(p, m).text); p.named[key] == nil {
					p.named[key] = &management{d, p, m}
				}
			}
		}
	}
	return p.named
}
