package gradlebuild

import (
	"iter"
	"path"
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/dna-group/techcheck/pkg/syntax/gradle"
	"github.com/dna-group/techcheck/pkg/syntax/lex"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// Model is what a script says.
type Model struct {
	text.Origin
	language *lex.Language
	calls    []*gradle.Call
	sets     map[string][]assignment
	follow   map[*gradle.Call][]*gradle.Call // by a call, those that go on with it
	versions map[*gradle.Call][]*gradle.Call // by a call, those in its block "version"
}

// assignment is a value of a variable.
type assignment struct {
	call  *gradle.Call
	value []lex.Token
}

func newModel(origin text.Origin, data []byte) *Model {
	m := &Model{
		Origin: origin, language: lex.Groovy, sets: map[string][]assignment{},
		follow: map[*gradle.Call][]*gradle.Call{}, versions: map[*gradle.Call][]*gradle.Call{},
	}
	if extension := path.Ext(origin.Path); extension == ".kts" || extension == ".kt" {
		m.language = lex.Kotlin
	}
	m.calls = gradle.Parse(data, m.language)
	for _, c := range m.calls {
		m.learn(c)
		if c.Owner != nil {
			m.follow[c.Owner] = append(m.follow[c.Owner], c)
		}
		if c.Block != nil && c.Block.Is("version") && c.Block.Block != nil {
			m.versions[c.Block.Block] = append(m.versions[c.Block.Block], c)
		}
	}
	return m
}

// learn notes the value that a call gives to a variable: x = 1, ext.set("x", 1).
func (m *Model) learn(c *gradle.Call) {
	switch {
	case c.Set && len(c.Args) == 1:
		name := plain(c.Path)
		m.sets[name] = append(m.sets[name], assignment{c, value(c.Args[0])})
		if object := objectOf(c); object != "" {
			name = object + "." + name
			m.sets[name] = append(m.sets[name], assignment{c, value(c.Args[0])})
		}
	case c.Is("set") && len(c.Args) == 2 && len(c.Args[0].Value) == 1 && isExtra(c):
		name := c.Args[0].Value[0].Text
		m.sets[name] = append(m.sets[name], assignment{c, c.Args[1].Value})
	}
}

// value is that of an assignment, in which x = y: z and x = y = z are no named arguments.
func value(arg gradle.Arg) []lex.Token {
	if arg.Key != "" {
		return nil
	}
	return arg.Value
}

// isExtra tells whether a call is of the extra properties: ext.set, or set in the block ext.
func isExtra(c *gradle.Call) bool {
	if len(c.Path) > 1 {
		return slices.Contains(extras, c.Path[len(c.Path)-2].Text)
	}
	return c.In("ext") || c.In("extra") || c.Block != nil && c.Block.Is("apply")
}

var extras = []string{"ext", "extra"}

// owners are the words before a variable that say whose it is.
var owners = []string{"project", "rootProject", "ext", "extra", "this", "gradle", "settings", "parent", "properties", "buildscript"}

// plain is the name of a variable without its owners: a.b of rootProject.ext.a.b.
func plain(words []lex.Token) string {
	var names []string
	for i, t := range words {
		if i < len(words)-1 && len(names) == 0 && slices.Contains(owners, t.Text) {
			continue
		}
		names = append(names, t.Text)
	}
	return strings.Join(names, ".")
}

// objectOf is the name of the object in Kotlin that a variable belongs to: A.B.
func objectOf(c *gradle.Call) string {
	var names []string
	for block := range c.Blocks() {
		if name := block.Name().Text; name != "" && unicode.IsUpper(rune(name[0])) {
			names = append([]string{name}, names...)
		}
	}
	return strings.Join(names, ".")
}

// neutral are the blocks whose variables are known outside of them.
var neutral = []string{"ext", "extra", "buildscript", "allprojects", "subprojects", "if", "else", "apply", "run", "beforeProject"}

// maxSets is how many assignments of one variable are looked at, before a use and after it.
const maxSets = 50

// find gives the assignments of a variable that may count where it is used: the last one before it first, and those after
// it last. A use in another script is nil.
func (m *Model) find(name string, use *gradle.Call) iter.Seq[assignment] {
	sets := m.sets[name]
	before := len(sets)
	if use != nil {
		before = sort.Search(len(sets), func(i int) bool { return sets[i].call.Name().Span.Start >= use.Name().Span.Start })
	}
	around := map[*gradle.Call]bool{}
	if use != nil && len(sets) > 0 {
		for block := range use.Blocks() {
			around[block] = true
		}
	}
	return func(yield func(assignment) bool) {
		for _, set := range slices.Backward(sets[max(0, before-maxSets):before]) {
			if isVisible(set.call, around) && !yield(set) {
				return
			}
		}
		for _, set := range sets[before:min(before+maxSets, len(sets))] {
			if set.call != use && isVisible(set.call, around) && !yield(set) {
				return
			}
		}
	}
}

// isVisible tells whether what a call sets is known where it is used, in the blocks around that.
func isVisible(set *gradle.Call, around map[*gradle.Call]bool) bool {
	for block := range set.Blocks() {
		name := block.Name().Text
		if !around[block] && !slices.Contains(neutral, name) && (name == "" || !unicode.IsUpper(rune(name[0]))) {
			return false
		}
	}
	return true
}
