package sbtbuild

import (
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/syntax/lex"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// Model is what a file says.
type Model struct {
	text.Origin
	modules []module
	scala   []setting
	java    []setting
	values  map[string][]lex.Token // of val x = …, by x and by the objects around it: Versions.x
}

// module is group % name % version % configuration.
type module struct {
	parts  [][]lex.Token
	cross  bool   // %%, %%%: the version of Scala belongs to the name
	around string // the key or the method that it is for: libraryDependencies, addSbtPlugin
}

// setting is a name and the value that it is given.
type setting struct {
	name  lex.Token
	value []lex.Token
}

// reader goes through the tokens once.
type reader struct {
	*Model
	tokens []lex.Token
	at     int
	around []string // by bracket: what the list in it is for
	now    string   // what the statement is for
	blocks []string // by brace: the object that it is of, "" of anything else
	next   string   // the object whose brace follows
}

func newModel(origin text.Origin, data []byte) *Model {
	r := &reader{
		Model: &Model{Origin: origin, values: map[string][]lex.Token{}}, tokens: lex.Scan(data, lex.Scala), around: []string{""},
	}
	for r.at < len(r.tokens) {
		r.step()
	}
	return r.Model
}

// keys are what modules are listed for, and methods are given modules.
var keys = []string{"libraryDependencies", "dependencyOverrides", "libraryDependencySchemes", "excludeDependencies", "addSbtPlugin",
	"addCompilerPlugin", "compilerPlugin", "allDependencies", "conflictWarning"}

func (r *reader) step() {
	switch t := r.tokens[r.at]; {
	case t.Kind == lex.Newline:
		if before := r.peek(-1); before.Kind != lex.Punct || closes(before) {
			r.now = r.around[len(r.around)-1]
		}
	case isPercent(t):
		r.module()
		return
	case t.Kind == lex.String:
		r.option(t)
	case t.Kind == lex.Word:
		r.word(t)
	case t.Is(","):
		r.now = r.around[len(r.around)-1]
	case t.Is(":="):
		r.set()
	case opens(t):
		r.open(t)
	case closes(t):
		r.close(t)
	}
	r.at++
}

// option reads "-target", "17".
func (r *reader) option(name lex.Token) {
	if value := r.peek(2); r.peek(1).Is(",") && value.Kind == lex.String && slices.Contains(javaOptions, name.Text) {
		r.java = append(r.java, setting{name, []lex.Token{value}})
	}
}

func (r *reader) word(t lex.Token) {
	switch {
	case t.Is("object"):
		r.next = r.peek(1).Text
	case t.Is("val") || t.Is("def"):
		r.value()
	case t.Is("scalaVersion") || t.Is("crossScalaVersions"):
		r.setting(t)
	case slices.Contains(keys, t.Text):
		r.now = t.Text
	}
}

// javaOptions say for which Java the compilers of Java and Scala compile, the strongest first.
var javaOptions = []string{"--release", "-release", "-java-output-version", "-target", "-source"}

func opens(t lex.Token) bool     { return t.Is("(") || t.Is("[") || t.Is("{") }
func closes(t lex.Token) bool    { return t.Is(")") || t.Is("]") || t.Is("}") }
func isPercent(t lex.Token) bool { return t.Is("%") || t.Is("%%") || t.Is("%%%") }

func (r *reader) open(t lex.Token) {
	r.around = append(r.around, r.now)
	if t.Is("{") {
		r.blocks = append(r.blocks, r.next)
		r.next = ""
	}
}

func (r *reader) close(t lex.Token) {
	if len(r.around) > 1 {
		r.around = r.around[:len(r.around)-1]
	}
	if n := len(r.blocks); t.Is("}") && n > 0 {
		r.blocks = r.blocks[:n-1]
	}
}

// module reads the chain whose first operator stands here.
func (r *reader) module() {
	m := module{cross: !r.tokens[r.at].Is("%"), around: r.now}
	m.parts = append(m.parts, r.before())
	for isPercent(r.peek(0)) {
		r.at++
		r.skipLines()
		m.parts = append(m.parts, r.operand())
		if from := r.at; r.peek(0).Kind == lex.Newline {
			if r.skipLines(); !isPercent(r.peek(0)) {
				r.at = from
			}
		}
	}
	if len(m.parts) > 2 {
		r.modules = append(r.modules, m)
	}
}

// before is the operand that ends before the operator here: a string or a.b.c.
func (r *reader) before() []lex.Token {
	start := r.at
	for start > 0 {
		t := r.tokens[start-1]
		isPart := t.Kind == lex.Word && (start == r.at || r.tokens[start].Is(".")) || t.Is(".") && start < r.at && r.tokens[start].Kind == lex.Word ||
			t.Kind == lex.String && start == r.at
		if !isPart {
			break
		}
		start--
	}
	return r.tokens[start:r.at]
}

// operand reads a string or a.b.c.
func (r *reader) operand() []lex.Token {
	start := r.at
	t := r.peek(0)
	if t.Kind == lex.Word && r.peek(1).Kind == lex.String && !r.peek(1).Spaced { // s"…"
		start++
		r.at++
		t = r.peek(0)
	}
	switch t.Kind {
	case lex.String, lex.Number:
		r.at++
	case lex.Punct:
		return r.inBrackets()
	case lex.Word:
		r.at++
		for r.peek(0).Is(".") && r.peek(1).Kind == lex.Word {
			r.at += 2
		}
	}
	return r.tokens[start:r.at]
}

// maxBrackets is how many tokens an operand in brackets may have.
const maxBrackets = 20

// inBrackets reads ("a" + b).
func (r *reader) inBrackets() []lex.Token {
	if !r.peek(0).Is("(") {
		return nil
	}
	for i := 1; i < maxBrackets; i++ {
		switch t := r.peek(i); {
		case t.Is(")"):
			value := r.tokens[r.at+1 : r.at+i]
			r.at += i + 1
			return value
		case t.Kind == lex.Newline, t.Is("("):
			return nil
		}
	}
	return nil
}

func (r *reader) skipLines() {
	for r.peek(0).Kind == lex.Newline && r.at < len(r.tokens) {
		r.at++
	}
}

// value notes val x = …, val x: T = …, if the value is a string or another value.
func (r *reader) value() {
	name, i := r.peek(1), 2
	if name.Kind != lex.Word {
		return
	}
	if r.peek(i).Is(":") && r.peek(i+1).Kind == lex.Word {
		i += 2
	}
	if !r.peek(i).Is("=") {
		return
	}
	from := r.at
	r.at += i + 1
	r.skipLines()
	value := r.operand()
	next := r.peek(0)
	r.at = from
	if len(value) == 0 || next.Kind == lex.Punct && !closes(next) && !next.Is(";") {
		return
	}
	r.values[name.Text] = value
	var objects []string
	for _, object := range r.blocks {
		if object != "" {
			objects = append(objects, object)
		}
	}
	if len(objects) > 0 {
		r.values[strings.Join(append(objects, name.Text), ".")] = value
	}
}

// set notes key := …, also key in X := …, if the value is a string or another value.
func (r *reader) set() {
	key := r.peek(-1)
	if r.peek(-2).Is("in") {
		key = r.peek(-3)
	}
	from := r.at
	defer func() { r.at = from }()
	r.at++
	r.skipLines()
	if value := r.operand(); len(value) > 0 && key.Kind == lex.Word && r.values[key.Text] == nil {
		r.values[key.Text] = value
	}
}

// setting reads scalaVersion := "2.13.12", scalaVersion in ThisBuild := x and crossScalaVersions := Seq("2.13.12", x).
func (r *reader) setting(name lex.Token) {
	i := 1
	for ; i < 6 && !r.peek(i).Is(":="); i++ {
		if r.peek(i).Kind != lex.Word && !r.peek(i).Is(".") {
			return
		}
	}
	if !r.peek(i).Is(":=") {
		return
	}
	from := r.at
	defer func() { r.at = from }()
	r.at += i + 1
	r.skipLines()
	if !name.Is("crossScalaVersions") {
		if value := r.operand(); len(value) > 0 {
			r.scala = append(r.scala, setting{name, value})
		}
		return
	}
	r.at += 2 // Seq(
	for {
		r.skipLines()
		value := r.operand()
		if len(value) == 0 {
			return
		}
		if !value[0].Is("scalaVersion") {
			r.scala = append(r.scala, setting{name, value})
		}
		r.skipLines()
		if !r.peek(0).Is(",") {
			return
		}
		r.at++
	}
}

// peek gives a token by its distance; a Newline before the first and after the last.
func (r *reader) peek(distance int) lex.Token {
	if i := r.at + distance; i >= 0 && i < len(r.tokens) {
		return r.tokens[i]
	}
	return lex.Token{}
}
