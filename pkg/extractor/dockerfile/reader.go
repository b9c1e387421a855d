package dockerfile

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"

	"github.com/moby/buildkit/frontend/dockerfile/command"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// reader follows a Dockerfile's stages and collects the images they use.
type reader struct {
	scan     *scanner
	args     *expander // of the ARGs before the first FROM, the only ones that count in FROM
	noArgs   *expander // for where BuildKit expands nothing
	stages   []stage
	byName   map[string]int // lower case: the last stage of that name
	uses     []use
	frontend bool // "# syntax=" names another frontend than Docker's, which may know more instructions
	any      bool // a known instruction was read
	unknown  bool // the last instruction was unknown
	refusals
}

// stage is what a FROM begins.
type stage struct {
	name string // the alias as written, else its index
	base int    // the stage it builds on, -1 for an image
}

// use is an image at one place, before the stages are known that decide what it is for.
type use struct {
	component inventory.Component
	source    string // the name by which COPY, ADD or RUN takes it, which may turn out to be a stage's
	stage     int    // -1 before the first FROM
	mounted   bool   // by RUN: nothing of it stays in the image
}

func newReader(scan *scanner) *reader {
	const budget = 1 << 20
	return &reader{
		scan:   scan,
		args:   &expander{values: map[string]imageref.Value{}, escape: scan.escape, budget: budget},
		noArgs: &expander{escape: scan.escape, budget: budget},
		byName: map[string]int{},
	}
}

func (r *reader) instruction(t text) {
	keyword, rest := splitKeyword(t)
	name := strings.ToLower(keyword.s)
	_, known := command.Commands[name]
	if !known && !r.unknown && !r.scan.open {
		r.refuse(keyword.span(), "Docker knows no instruction %s; correct it, or end the line before it with the continuation character", short(keyword.s))
	}
	r.unknown = !known
	r.any = r.any || known

	flags, arguments := splitFlags(rest, r.scan.escape)
	switch name {
	case command.Run, command.Cmd, command.Entrypoint, command.Healthcheck: // the program that is run may know {{ }}
	default:
		r.scan.template = r.scan.template || holdsMarkup(t.s)
	}
	switch name {
	case command.Arg:
		r.arg(arguments)
	case command.From:
		r.from(keyword, flags, splitWords(arguments, r.scan.escape))
	case command.Copy, command.Add:
		r.copyFrom(flags)
	case command.Run:
		r.mount(flags)
	case command.Onbuild:
		r.onbuild(rest)
	}
}

// onbuild reads the instruction that is run when another image builds on this one.
func (r *reader) onbuild(trigger text) {
	keyword, _ := splitKeyword(trigger)
	switch strings.ToLower(keyword.s) {
	case command.From, command.Onbuild, command.Maintainer:
		r.refuse(keyword.span(), "Docker refuses %s after ONBUILD; remove it", keyword.s)
	case "":
	default:
		r.instruction(trigger)
	}
}

// fits tells whether an image's name may be so long.
func (r *reader) fits(word text) bool {
	if len(word.s) <= maxWord {
		return true
	}
	r.refuse(word.span(), "no image's name is longer than %d bytes; correct it", maxWord)
	return false
}

// arg keeps the default of an ARG before the first FROM.
func (r *reader) arg(arguments text) {
	if len(r.stages) > 0 {
		return
	}
	for _, word := range splitWords(arguments, r.scan.escape) {
		name, _, found := strings.Cut(word.s, "=")
		switch {
		case len(word.s) > maxWord:
			delete(r.args.values, name)
		case found:
			r.args.values[name] = r.args.expand(word.cut(len(name)+1, len(word.s)))
		}
	}
}

func (r *reader) from(keyword text, flags, words []text) {
	as := len(words) > 2 && strings.EqualFold(words[1].s, "as")
	if len(words) != 1 && (len(words) != 3 || !as) {
		r.refuse(keyword.span(), "Docker refuses this FROM: write FROM image or FROM image AS name, and a comment on its own line")
	}
	if len(words) == 0 || !r.fits(words[0]) {
		return
	}
	alias := ""
	if as {
		alias = words[2].s
	}
	image := r.args.expand(words[0])
	isImage := r.begin(image.String(), alias)
	if !isImage {
		return
	}
	if len(image) == 0 {
		image = words[0].value(imageref.Unresolved)
	}
	c := imageref.Component(image)
	for _, platform := range flagValues(flags, "platform") {
		c.Attributes.Platform = strings.Trim(platform.s, `"'`)
	}
	r.uses = append(r.uses, use{component: c, stage: len(r.stages) - 1})
}

// begin begins a stage, and tells whether it builds on an image, not on another stage or on nothing.
func (r *reader) begin(from, alias string) (isImage bool) {
	base, found := r.byName[strings.ToLower(from)]
	if !found {
		base = -1
	}
	next := stage{name: cmp.Or(alias, strconv.Itoa(len(r.stages))), base: base}
	if alias != "" {
		r.byName[strings.ToLower(alias)] = len(r.stages)
	}
	r.stages = append(r.stages, next)
	return !found && from != "scratch"
}

// copyFrom notes the source of COPY --from. A number is a stage's index.
func (r *reader) copyFrom(flags []text) {
	for _, word := range flagValues(flags, "from") {
		if !r.fits(word) {
			continue
		}
		source := r.noArgs.expand(word)
		if _, err := strconv.Atoi(source.String()); err != nil && len(source) > 0 {
			r.take(source, false)
		}
	}
}

// mount notes the source of RUN --mount=type=bind,from=source,…
func (r *reader) mount(flags []text) {
	for _, word := range flagValues(flags, "mount") {
		if !r.fits(word) {
			continue
		}
		fields := r.noArgs.expand(word)
		end := -1
		for field := range strings.SplitSeq(fields.Masked(), ",") {
			end += 1 + len(field)
			key, from, _ := strings.Cut(field, "=")
			if strings.EqualFold(key, "from") && from != "" {
				r.take(fields[end-len(from):end], true)
			}
		}
	}
}

// take notes what COPY, ADD or RUN takes files from.
func (r *reader) take(source imageref.Value, mounted bool) {
	r.uses = append(r.uses, use{component: imageref.Component(source), source: source.String(), stage: len(r.stages) - 1, mounted: mounted})
}

// syntaxImage adds the frontend that the file is built with: # syntax=docker/dockerfile:1.
func (r *reader) syntaxImage(f *extractor.File) {
	name, directive, location, found := parser.DetectSyntax([]byte(r.scan.data))
	if !found {
		return
	}
	start := f.Lines().Start(location[0].Start.Line)
	line, _, _ := strings.Cut(r.scan.data[start:], "\n")
	line = strings.TrimRightFunc(line, unicode.IsSpace)
	if !strings.HasSuffix(line, directive) {
		return // in JSON, which no Dockerfile is
	}
	c := imageref.Component(textAt(name, start+len(line)-len(directive)).value(imageref.Literal))
	c.Kind, c.Scope = inventory.Tool, inventory.Build
	r.frontend = !strings.HasSuffix(strings.TrimSuffix(c.Name, "-upstream"), "docker/dockerfile")
	r.add(f, c)
}

// addTo adds the images to f, now that all stages are known.
func (r *reader) addTo(f *extractor.File) {
	runtime := map[int]bool{}
	for i := len(r.stages) - 1; i >= 0; i = r.stages[i].base {
		runtime[i] = true
	}
	for _, u := range r.uses {
		_, isStage := r.byName[strings.ToLower(u.source)]
		if isStage || u.source == "scratch" {
			continue
		}
		c := u.component
		c.Scope = inventory.Build
		if runtime[u.stage] && !u.mounted {
			c.Scope = inventory.Runtime
		}
		if u.stage >= 0 {
			c.Attributes.Stage = r.stages[u.stage].name
		}
		r.add(f, c)
	}
}

// add adds an image, if its name can be read.
func (r *reader) add(f *extractor.File, c inventory.Component) {
	if c.Name == "" {
		f.Problem(c.NameSpan, "this image has no name; write one before its tag")
		return
	}
	if strings.ContainsRune(c.Name+c.Attributes.Tag+c.Attributes.Digest, unreadable) {
		f.Problem(c.NameSpan, "this image's name holds bytes that are not UTF-8 text; correct it")
		return
	}
	if c.Resolution == inventory.Literal && !(spells(f.Data, c.NameSpan, c.Name) && spells(f.Data, c.VersionSpan, c.Version)) {
		c.Resolution = inventory.Variable // a literal's span promises the text itself
	}
	f.Add(c)
}

// spells tells whether a span holds the text, quotes and bare line continuations aside. A comment between two lines of
// a name, or an escaped letter, is more than that.
func spells(data []byte, span inventory.Span, want string) bool {
	written := string(data[span.Start:span.End])
	return written == want || spelling.Replace(written) == want && !strings.Contains(want, `\`)
}

var spelling = strings.NewReplacer("\\\r\n", "", "\\\n", "", "`\r\n", "", "`\n", "", `"`, "", "'", "")
