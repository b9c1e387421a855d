package guideline

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// document is YAML text and where its nodes stand in the file named path. The text may be the part of a file that is
// YAML (front matter, METADATA), as long as every line of it stands where it does in the file.
type document struct {
	*reader
	path   string
	text   []byte
	lines  *inventory.Lines
	root   *yaml.Node // nil: empty, or failed
	failed bool       // not YAML, which is reported
}

// parse reads one YAML document. What YAML allows and a policy does not is reported and left out.
func (r *reader) parse(path string, text []byte) *document {
	d := &document{reader: r, path: path, text: text, lines: inventory.NewLines(text)}
	if guard, ok := errors.AsType[*syntax.GuardError](syntax.Guard(text)); ok {
		line, column := d.lines.Position(guard.Offset)
		d.unreadable(line, column, guard.Error())
		return d
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var root, second yaml.Node
	switch err := decoder.Decode(&root); {
	case errors.Is(err, io.EOF):
		return d
	case err != nil:
		d.syntaxError(err)
		return d
	}
	switch err := decoder.Decode(&second); {
	case err == nil:
		d.problem(&second, "a second document starts here: keep one document a file")
	case !errors.Is(err, io.EOF):
		d.syntaxError(err)
	}
	d.root = root.Content[0]
	d.check(d.root)
	return d
}

// yamlError takes the library's message apart. Its parser counts lines from 0, its scanner from 1.
var (
	yamlError   = lazyregexp.New(`(?s)^yaml: (?:line (\d+): )?(.*)$`)
	parserError = lazyregexp.New(`^did not find expected (key|node|<|'|,)`)
)

func (d *document) syntaxError(err error) {
	line, message := 1, err.Error()
	if m := yamlError.FindStringSubmatch(message); m != nil {
		message = m[2]
		if n, err := strconv.Atoi(m[1]); err == nil {
			line = n
			if parserError.MatchString(message) {
				line++
			}
		}
	}
	d.unreadable(line, 1, "this is not YAML: "+message+": check indentation, quotes and brackets from here on")
}

// unreadable reports a file of which nothing is known: what others say about its entries is not to be judged.
func (d *document) unreadable(line, column int, message string) {
	d.broken, d.failed = true, true
	d.report(Place{d.path, line, column}, "%s", message)
}

// check reports anchors, aliases, tags, and keys that are not text or stand twice, and drops these keys.
func (d *document) check(n *yaml.Node) {
	switch {
	case n.Kind == yaml.AliasNode:
		d.problem(n, "*%s is an alias: write the value out, a policy has no anchors and aliases", n.Value)
		return
	case n.Anchor != "":
		d.problem(n, "&%s is an anchor: remove it, and write the value out where it is used", n.Anchor)
	case n.Style&yaml.TaggedStyle != 0:
		d.problem(n, "the tag %s has no meaning in a policy: remove it", n.Tag)
	}
	if n.Kind == yaml.MappingNode {
		n.Content = d.sound(n.Content)
	}
	for _, child := range n.Content {
		d.check(child)
	}
}

// sound is the pairs of a mapping whose key is text and stands there for the first time.
func (d *document) sound(pairs []*yaml.Node) []*yaml.Node {
	kept := pairs[:0]
	lines := make(map[string]int, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		key := pairs[i]
		first, twice := lines[key.Value]
		switch {
		case key.Kind != yaml.ScalarNode || key.Tag == "!!null":
			d.problem(key, "a key must be a word: write KEY: VALUE")
		case key.Tag == "!!merge":
			d.problem(key, "<< merges an alias: write the keys out, a policy has no anchors and aliases")
		case twice:
			d.problem(key, "%s stands twice, first in line %d: keep one", key.Value, first)
		default:
			lines[key.Value] = key.Line
			kept = append(kept, key, pairs[i+1])
		}
	}
	return kept
}

// place is where a node stands. The library counts columns in characters, places count them in bytes.
func (d *document) place(n *yaml.Node) Place {
	start := d.lines.Start(n.Line)
	end := start
	for range n.Column - 1 {
		if end >= len(d.text) {
			break
		}
		_, size := utf8.DecodeRune(d.text[end:])
		end += size
	}
	return Place{d.path, n.Line, end - start + 1}
}

func (d *document) problem(n *yaml.Node, format string, args ...any) {
	d.report(d.place(n), format, args...)
}

// report adds a problem, whose message is one line whatever it quotes.
func (r *reader) report(at Place, format string, args ...any) {
	r.problems = append(r.problems, problem(at, fmt.Sprintf(format, args...)))
}

// problem is one of a place, with a message of one line.
func problem(at Place, message string) inventory.Problem {
	return inventory.Problem{Path: at.Path, Line: at.Line, Column: at.Column, Message: strings.Join(strings.Fields(message), " ")}
}
