package circleci

import (
	"slices"

	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

var (
	// expression is << parameters.x >>, or a variable of the environment, whose value is not known
	// (https://circleci.com/docs/reference/reusing-config, "Using the parameters declaration").
	expression = lazyregexp.New(`<<\s*([\w.-]+)\s*>>|(\$\{\w+\})|(\$\w+)`)
	// passed is a parameter that is handed on as it is.
	passed = lazyregexp.New(`^\s*<<\s*([\w.-]+)\s*>>\s*$`)
)

// scope holds the values that parameters may have where a text stands, by what an expression calls them.
type scope struct {
	values map[string][]choice
	outer  *scope // nil: none
}

// choice is a value of a parameter: its default, or one that it is given somewhere.
type choice struct {
	text yaml.Text
	how  imageref.Origin
}

// call is a use of a job or an executor, in the scope that its arguments are written in.
type call struct {
	arguments *yaml.Node
	scope     *scope
}

// What is looked at of one job or executor; real ones stay far below.
const (
	maxCalls   = 100
	maxChoices = 100 // of a parameter
)

func (s *scope) lookup(name string) []choice {
	for ; s != nil; s = s.outer {
		if choices := s.values[name]; len(choices) > 0 {
			return choices
		}
	}
	return nil
}

// add adds a value that a parameter may have, or those of the parameter that it hands on.
func (s *scope) add(key string, value *yaml.Node, how imageref.Origin, from *scope) {
	if !value.Is(yaml.Scalar) {
		return
	}
	choices := []choice{{value.Whole(), how}}
	if m := passed.FindStringSubmatch(value.Text); m != nil {
		choices = from.lookup(m[1])
	} else if expression.MatchString(value.Text) {
		return
	}
	for _, c := range choices {
		same := func(known choice) bool { return known.text.String() == c.text.String() }
		if len(s.values[key]) < maxChoices && !slices.ContainsFunc(s.values[key], same) {
			s.values[key] = append(s.values[key], choice{c.text, max(c.how, how)})
		}
	}
}

// whole is the scope of a configuration: its parameters have their defaults.
func (r *reader) whole(root *yaml.Node) *scope {
	s := &scope{values: map[string][]choice{}}
	for name, parameter := range root.Get("parameters").Each() {
		s.add("pipeline.parameters."+name.Text, parameter.Get("default"), imageref.Default, nil)
	}
	return s
}

// inside is the scope of a job or an executor that is used so.
func (r *reader) inside(job *yaml.Node, outer *scope, calls []call) *scope {
	s := &scope{values: map[string][]choice{}, outer: outer}
	parameters := job.Get("parameters")
	if parameters == nil || !r.afford(len(parameters.Members)) {
		return s
	}
	for name, parameter := range parameters.Each() {
		key, given := "parameters."+name.Text, 0
		for _, c := range calls {
			before := len(s.values[key])
			s.add(key, c.arguments.Get(name.Text), imageref.Variable, c.scope)
			if matrix := c.arguments.Get("matrix").Get("parameters").Get(name.Text).Items(); r.afford(len(matrix)) {
				for _, value := range matrix {
					s.add(key, value, imageref.Variable, c.scope)
				}
			}
			if len(s.values[key]) > before {
				given++
			}
		}
		if given == 0 || given < len(calls) {
			s.add(key, parameter.Get("default"), imageref.Default, nil)
		}
	}
	return s
}

// callsOf finds what uses the jobs (workflows) and the executors (jobs) of a configuration.
func (r *reader) callsOf(root *yaml.Node, outer *scope) map[string][]call {
	calls := map[string][]call{}
	add := func(key string, c call) {
		if len(calls[key]) < maxCalls {
			calls[key] = append(calls[key], c)
		}
	}
	for _, workflow := range root.Get("workflows").Each() {
		for _, job := range workflow.Get("jobs").Items() {
			if !r.afford(1 + len(job.Members)) {
				return calls
			}
			for name, arguments := range job.Each() {
				add("jobs "+name.Text, call{arguments, outer})
			}
			if job.Is(yaml.Scalar) {
				add("jobs "+job.Text, call{nil, outer})
			}
		}
	}
	for name, job := range root.Get("jobs").Each() {
		arguments := job.Get("executor")
		executor := arguments
		if arguments.Is(yaml.Mapping) {
			executor = arguments.Get("name")
		}
		if executor.Is(yaml.Scalar) {
			add("executors "+executor.Text, call{arguments, r.inside(job, outer, calls["jobs "+name.Text])})
		}
	}
	return calls
}

// each reads a text once for each choice of the parameters in it.
func (r *reader) each(t yaml.Text, s *scope, read func(yaml.Text)) {
	var used []string
	for _, m := range expression.FindAllStringSubmatchIndex(t.String(), -1) {
		if m[2] >= 0 {
			used = append(used, t.String()[m[2]:m[3]])
		}
	}
	r.choose(used, s, func() { read(t) })
}

func (r *reader) choose(names []string, s *scope, read func()) {
	if len(names) == 0 {
		if r.afford(1) {
			read()
		}
		return
	}
	delete(r.chosen, names[0])
	choices := s.lookup(names[0])
	if len(choices) == 0 {
		r.choose(names[1:], s, read)
	}
	for _, c := range choices {
		r.chosen[names[0]] = c
		r.choose(names[1:], s, read)
	}
}

// value is that of a parameter, as it is chosen.
func (r *reader) value(name string) (yaml.Text, imageref.Origin) {
	if c, found := r.chosen[name]; found {
		return c.text, c.how
	}
	return yaml.Text{}, imageref.Unresolved
}
