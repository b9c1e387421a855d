package policy

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// task is a guideline that has something to judge.
type task struct {
	guideline  *guideline.Guideline
	components []matched // none for a guideline about the repository
}

// Judge evaluates every guideline that is about something in the facts. It returns the findings without states, sorted,
// and a Problem for each guideline that could not be evaluated.
func (j *Judge) Judge(ctx context.Context, facts guideline.Facts) ([]finding.Finding, []inventory.Problem) {
	in := newInput(j, facts)
	tasks := j.tasks(in)
	said := findings{judge: j, asOf: facts.AsOf}
	var problems []inventory.Problem
	engine, err := j.engine(ctx, tasks)
	if err != nil {
		problems = append(problems, inventory.Problem{Message: fmt.Sprintf("the guidelines do not compile: %v", err)})
		tasks = nil
	}
	for i, t := range tasks {
		err := j.run(ctx, engine, in, t, &said)
		if err == nil {
			continue
		}
		problems = append(problems, j.problem(t.guideline, "the guideline %s could not be evaluated: %v; correct it, or ask its owner to", t.guideline.ID, err))
		if errors.Is(err, errMemory) || ctx.Err() != nil {
			for _, rest := range tasks[i+1:] {
				problems = append(problems, j.problem(rest.guideline, "the guideline %s was not evaluated, because the run was ended", rest.guideline.ID))
			}
			break
		}
	}
	return said.sorted(), problems
}

func (j *Judge) problem(g *guideline.Guideline, format string, args ...any) inventory.Problem {
	p := inventory.Problem{Line: g.Place.Line, Column: g.Place.Column, Message: fmt.Sprintf(format, args...)}
	if g.Place.Path != "" {
		p.Path = path.Join(j.dir, g.Place.Path)
	}
	return p
}

func (j *Judge) tasks(in *input) []task {
	var all []task
	components := sortOut(in.facts.Inventory)
	for i := range j.Policy.Guidelines {
		g := &j.Policy.Guidelines[i]
		if g.AppliesTo.Repository {
			if len(in.uses) > 0 {
				all = append(all, task{guideline: g})
			}
			continue
		}
		if about := j.match(&j.selectors[i], components); len(about) > 0 {
			all = append(all, task{g, about})
		}
	}
	return all
}

// engine gives the compiled modules of the tasks; of a policy that was verified just now, all modules.
func (j *Judge) engine(ctx context.Context, tasks []task) (*engine, error) {
	compiler := j.verified
	if compiler == nil {
		wanted := map[string]bool{}
		for _, t := range tasks {
			if path := modulePath(t.guideline); path != "" {
				wanted[path] = true
			}
		}
		var err error
		if compiler, err = j.compiled.get(needed(j.Policy, wanted)); err != nil {
			return nil, err
		}
	}
	e, err := newEngine(ctx, j.Policy, compiler)
	if err == nil && j.patient {
		e.timeLimit = time.Minute
	}
	return e, err
}

// modulePath is the module that judges a guideline: its own, or the one that gives a status its meaning.
func modulePath(g *guideline.Guideline) string {
	if g.Status != "" {
		return statusModule
	}
	return g.Module
}

// packageRef is the package of a module: its path below data, with the file's name as the last part.
func packageRef(path string) ast.Ref {
	ref := ast.Ref{ast.DefaultRootDocument}
	for part := range strings.SplitSeq(strings.TrimSuffix(path, ".rego"), "/") {
		ref = ref.Append(ast.StringTerm(part))
	}
	return ref
}

// run evaluates one guideline. What it said before an error is kept.
func (j *Judge) run(ctx context.Context, e *engine, in *input, t task, into *findings) error {
	path := modulePath(t.guideline)
	if path == "" {
		j.judgeSetting(t, into)
		return nil
	}
	all, err := e.evaluate(ctx, packageRef(path), in.of(t.guideline, t.components))
	if err != nil {
		return err
	}
	equal := map[int][]matched{}
	for _, m := range t.components {
		hash := in.component(t.guideline, m.component).Value.Hash()
		equal[hash] = append(equal[hash], m)
	}
	for _, s := range all {
		if err := interpret(in, t.guideline, s, equal, into); err != nil {
			return err
		}
	}
	return nil
}

// interpret turns an element of a set into findings. A component stands for every equal one of the input, which are
// found by their hash.
func interpret(in *input, g *guideline.Guideline, s said, equal map[int][]matched, into *findings) error {
	fields, message, err := fieldsOf(s.element)
	if err != nil {
		return err
	}
	if g.AppliesTo.Repository {
		id, ok := fields["technology"].(ast.String)
		i := slices.IndexFunc(in.uses, func(u use) bool { return ok && u.technology == string(id) })
		if i < 0 {
			return fmt.Errorf(`it returned %.200s: return {"technology": id, "message": …} with the id of one of input.technologies`, s.element.String())
		}
		into.add(g, s.level, message, in.uses[i].first, string(id), matched{})
		return nil
	}
	component, ok := fields["component"].(ast.Object)
	found := false
	for _, m := range equal[hash(component, ok)] {
		if in.component(g, m.component).Value.Compare(component) == 0 {
			into.add(g, s.level, message, m.component, "", m)
			found = true
		}
	}
	if !found {
		return fmt.Errorf(`it returned %.200s: return {"component": component, "message": …} with one of input.components, whole`, s.element.String())
	}
	return nil
}

func hash(o ast.Object, ok bool) int {
	if !ok {
		return -1
	}
	return o.Hash()
}

// fieldsOf checks that an element is an object of message and one more key.
func fieldsOf(element *ast.Term) (map[string]ast.Value, string, error) {
	object, ok := element.Value.(ast.Object)
	if !ok {
		return nil, "", fmt.Errorf("it returned %.200s: return objects with a component or a technology, and a message", element.String())
	}
	fields := map[string]ast.Value{}
	object.Foreach(func(key, value *ast.Term) {
		fields[strings.Trim(key.String(), `"`)] = value.Value
	})
	message, ok := fields["message"].(ast.String)
	if !ok || message == "" || len(fields) != 2 {
		return nil, "", fmt.Errorf(`it returned the keys %v: return a component or a technology, and a "message" of text`, slices.Sorted(maps.Keys(fields)))
	}
	return fields, string(message), nil
}
