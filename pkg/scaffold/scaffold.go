// Package scaffold drafts new files of a policy: decisions, guidelines and technologies that load as they are, and that
// their author then corrects. It reads a policy and writes nothing.
package scaffold

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// Draft is what is to be written into a policy folder.
type Draft struct {
	Edits []Edit
	Next  []string // what its author does then, in sentences
}

// Edit is a new file of a policy folder, or what comes at the end of one that is there.
type Edit struct {
	Path   string // slash-separated, in the folder
	Text   string
	Append bool // the file is there, and stays as it is before Text
}

// Folder is the policy folder that a draft is for.
type Folder struct {
	fs.FS
	Name   string            // as its author calls it on the command line
	Policy *guideline.Policy // as far as it could be read
	Today  guideline.Date
}

// Lacking is the error of a draft that needs what the policy does not have, or what could not be read of it.
type Lacking struct {
	From    string // the file or folder that would have it
	Message string
}

func (l Lacking) Error() string { return l.Message }

// inAYear is the day of the first review of what is written today.
func (f *Folder) inAYear() guideline.Date { return f.Today.AddDays(365) }

// extend drafts entries of a YAML file: at the end of the file, or of a new one that starts with head.
func (f *Folder) extend(path, head, entry string) (Edit, error) {
	there, err := fs.ReadFile(f, path)
	switch {
	case isMissing(err):
		return Edit{Path: path, Text: head + entry}, nil
	case err != nil:
		return Edit{}, fmt.Errorf("reading %s: %w", path, err)
	case len(there) > 0 && !bytes.HasSuffix(there, []byte("\n")):
		entry = "\n\n" + entry
	case len(there) > 0:
		entry = "\n" + entry
	}
	return Edit{Path: path, Text: entry, Append: true}, nil
}

//go:embed template
var templates embed.FS

// fill gives a template with its {WORDS} replaced: pairs of a word and what stands in its place.
func fill(name string, pairs ...string) string {
	text, err := templates.ReadFile("template/" + name)
	if err != nil {
		panic(err) // a mistake of the build, which every test shows
	}
	return strings.NewReplacer(pairs...).Replace(string(text))
}

// oneLine is a text that somebody wrote, on one line and in UTF-8.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
}

// mapping is YAML whose keys stand in the order in which they were added. Nothing is added for an empty value.
type mapping struct{ yaml.Node }

func newMapping(style yaml.Style) *mapping {
	return &mapping{yaml.Node{Kind: yaml.MappingNode, Style: style}}
}

func (m *mapping) add(key string, value *yaml.Node) {
	m.Content = append(m.Content, scalar(key), value)
}

func (m *mapping) text(key, value string) {
	if value != "" {
		m.add(key, scalar(value))
	}
}

func (m *mapping) date(key string, day guideline.Date) {
	if day != "" {
		m.add(key, &yaml.Node{Kind: yaml.ScalarNode, Value: string(day)})
	}
}

func (m *mapping) list(key string, values []string, style yaml.Style) {
	if len(values) > 0 {
		m.add(key, sequence(values, style))
	}
}

func sequence(values []string, style yaml.Style) *yaml.Node {
	list := &yaml.Node{Kind: yaml.SequenceNode, Style: style}
	for _, value := range values {
		list.Content = append(list.Content, scalar(value))
	}
	return list
}

// scalar is a text, which is quoted if any YAML would take it for something else: yes, 1.0, a date.
func scalar(s string) *yaml.Node {
	var n yaml.Node
	if err := n.Encode(oneLine(s)); err != nil {
		panic(err) // not of a text
	}
	return &n
}

// encode writes YAML as people do, with two spaces and a line break at the end.
func encode(n *yaml.Node) string {
	var b bytes.Buffer
	encoder := yaml.NewEncoder(&b)
	encoder.SetIndent(2)
	if err := encoder.Encode(n); err != nil {
		panic(err) // only of a node that is none, or a writer that fails
	}
	return b.String()
}

// inline is encode within a line.
func inline(n *yaml.Node) string { return strings.TrimSuffix(encode(n), "\n") }
