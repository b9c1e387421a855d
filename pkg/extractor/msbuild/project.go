package msbuild

import (
	"iter"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/xml"
)

// Project is a file and those around it that have a say in it.
type Project struct {
	Chain  []*Model         // the file itself, then the others, those that count more first
	values map[string]value // of properties
	busy   map[string]bool  // properties that are being looked up
}

// NewProject makes the project of a file. Chain may be completed before its first use.
func NewProject(m *Model) *Project {
	return &Project{[]*Model{m}, map[string]value{}, map[string]bool{}}
}

// value is a text with its properties replaced.
type value struct {
	text     string
	model    *Model // in whose file the text stands
	span     inventory.Span
	verbatim bool // it stands there as it is
	how      inventory.Resolution
}

func (v value) unknown() bool { return v.how == inventory.Unresolved }

// maxText is how long a value may get through properties that repeat others.
const maxText = 1 << 10

var reference = lazyregexp.New(`\$\(\s*([A-Za-z_][\w.-]*)\s*\)`)

// expand replaces the properties in a text of a file: $(Name). A text that is one property stands where that is defined.
// Functions, $([MSBuild]::…) and $(A.Replace(…)), stay.
func (p *Project) expand(t xml.Text, m *Model) value {
	text := t.String()
	written := value{text, m, t.Span(), t.Verbatim(), inventory.Literal}
	if !strings.Contains(text, "$(") {
		return written
	}
	var all strings.Builder
	end := 0
	for _, at := range reference.FindAllStringSubmatchIndex(text, -1) {
		v := p.property(strings.ToLower(text[at[2]:at[3]]))
		if v.unknown() || all.Len()+len(v.text) > maxText {
			break
		}
		if at[0] == 0 && at[1] == len(text) {
			return v
		}
		written.how = v.how
		all.WriteString(text[end:at[0]] + v.text)
		end = at[1]
	}
	if rest := text[end:]; strings.Contains(rest, "$(") {
		written.how = inventory.Unresolved
		return written
	}
	written.text, written.verbatim = all.String()+text[end:], false
	return written
}

// property gives the value of a property: Variable, or Default if it is only set under a condition.
func (p *Project) property(name string) value {
	if v, known := p.values[name]; known {
		return v
	}
	v := value{how: inventory.Unresolved}
	if p.busy[name] {
		return v
	}
	p.busy[name] = true
	defer delete(p.busy, name)
	for _, m := range p.Chain {
		set := m.properties[name]
		if set == nil {
			continue
		}
		if v = p.expand(set.text, m); v.unknown() {
			continue
		}
		if v.how == inventory.Literal {
			v.how = inventory.Variable
		}
		if set.conditional {
			v.how = inventory.Default
		}
		break
	}
	p.values[name] = v
	return v
}

// split gives the parts of a value between semicolons, trimmed.
func (v value) split() iter.Seq[value] {
	return func(yield func(value) bool) {
		start := 0
		for text := range strings.SplitSeq(v.text, ";") {
			trimmed := strings.TrimSpace(text)
			first := start + strings.Index(text, trimmed)
			if !yield(v.part(first, first+len(trimmed))) {
				return
			}
			start += len(text) + 1
		}
	}
}

// part is a piece of a value, counted from its start.
func (v value) part(start, end int) value {
	if v.verbatim {
		v.span = inventory.Span{Start: v.span.Start + start, End: v.span.Start + end}
	}
	v.text = v.text[start:end]
	return v
}
