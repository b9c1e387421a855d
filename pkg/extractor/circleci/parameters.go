package circleci

import (
	"slices"

	"github.com/dna-group/techcheck/pkg/extractor/pipeline"
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

// call is a use of a job or an executor, in the scope that its arguments are written in.
type call struct {
	arguments *yaml.Node
	scope     *pipeline.Scope
}

// add adds a value that a parameter may have, or those of the parameter that it hands on.
func (r *reader) add(s *pipeline.Scope, name string, value *yaml.Node, how imageref.Origin, from *pipeline.Scope) {
	if !value.Is(yaml.Scalar) {
		return
	}
	choices := []pipeline.Choice{{Text: value.Whole(), How: how}}
	if m := passed.FindStringSubmatch(value.Text); m != nil {
		choices = from.Lookup(m[1])
	} else if expression.MatchString(value.Text) {
		return
	}
	if !r.Afford(len(choices)) {
		return
	}
	for _, c := range choices {
		c.How = max(c.How, how)
		s.Add(name, c)
	}
}

// whole is the scope of a configuration: its parameters have their defaults.
func (r *reader) whole(root *yaml.Node) *pipeline.Scope {
	s := pipeline.NewScope(nil)
	for name, parameter := range root.Get("parameters").Each() {
		r.add(s, "pipeline.parameters."+name.Text, parameter.Get("default"), imageref.Default, nil)
	}
	return s
}

// inside is the scope of a job or an executor that is used so.
func (r *reader) inside(job *yaml.Node, outer *pipeline.Scope, calls []call) *pipeline.Scope {
	s := pipeline.NewScope(outer)
	parameters := job.Get("parameters")
	if parameters == nil || !r.Afford(len(parameters.Members)) {
		return s
	}
	for name, parameter := range parameters.Each() {
		key, given := "parameters."+name.Text, 0
		for _, c := range calls {
			values := append([]*yaml.Node{c.arguments.Get(name.Text)}, c.arguments.Get("matrix").Get("parameters").Get(name.Text).Items()...)
			if !r.Afford(len(values)) {
				return s
			}
			for _, value := range values {
				r.add(s, key, value, imageref.Variable, c.scope)
			}
			if slices.ContainsFunc(values, func(value *yaml.Node) bool { return value.Is(yaml.Scalar) }) {
				given++
			}
		}
		if given < max(1, len(calls)) {
			r.add(s, key, parameter.Get("default"), imageref.Default, nil)
		}
	}
	return s
}

// callsOf finds what uses the jobs (workflows) and the executors (jobs) of a configuration.
func (r *reader) callsOf(root *yaml.Node, outer *pipeline.Scope) map[string][]call {
	calls := map[string][]call{}
	add := func(key string, c call) { calls[key] = append(calls[key], c) }
	for _, workflow := range root.Get("workflows").Each() {
		for _, job := range workflow.Get("jobs").Items() {
			if !r.Afford(1 + len(job.Members)) {
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
