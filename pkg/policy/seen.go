package policy

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/types"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// Unseen runs the Rego tests of a policy that loads, and reports the sets of its guidelines that no test sees both
// non-empty and empty: a rule that is never seen to judge may never judge, and one that is never seen to be silent may judge
// everything. Of tests that do not compile it reports only that.
//
// Traces cannot tell that a set was empty: OPA's index may leave out all of its rules without an event, and cached values
// leave none. So the modules are compiled with a watch instead. Each set, say deny, gets another name, and deny becomes
// a rule whose value is that set and that tells of it: whatever reads deny, in whatever way and with whatever input and
// data put in its place, asks for the whole set and is seen.
func Unseen(ctx context.Context, p *guideline.Policy, tests []guideline.Module) []inventory.Problem {
	ctx, stop := watchMemory(ctx)
	defer stop()
	s := newSuite("", p, tests)
	modules := s.parseAll()
	if len(s.problems) == 0 {
		s.checkTests(modules)
	}
	if len(s.problems) > 0 {
		return s.sorted()
	}
	w := &watch{seen: map[string]sizes{}}
	sets := w.put(p, modules)
	// The checks are done, and those of types do not fit what the watch makes of a set.
	compiler := ast.NewCompiler().WithCapabilities(withBuiltin(watchBuiltin)).WithSkipStages(checks...).WithEnablePrintStatements(true)
	s.run(ctx, s.runner(compiler).SetModules(modules).AddCustomBuiltins([]*tester.Builtin{w.builtin()}))
	if cause := context.Cause(ctx); cause != nil {
		s.report(nil, "the tests were ended before all had run: %v", cause)
		return s.sorted()
	}
	for _, set := range sets {
		s.reportUnseen(set, w.seen[set.id()])
	}
	return s.sorted()
}

// checkTests compiles the tests, and reports what is wrong in them.
func (s *suite) checkTests(modules map[string]*ast.Module) {
	compiler := s.testCompiler()
	if compiler == nil {
		return
	}
	if compiler.Compile(modules); compiler.Failed() {
		s.reportErrors("", compiler.Errors)
		return
	}
	s.checkData(compiler)
}

// watchedSet is a set of a guideline.
type watchedSet struct {
	guideline *guideline.Guideline
	name      string
	at        *ast.Location // of its first rule
}

func (s watchedSet) id() string { return s.guideline.ID + " " + s.name }

// sizes are what tests have seen of a set.
type sizes struct{ empty, filled bool }

// watch learns what tests see of sets.
type watch struct {
	lock sync.Mutex // tests run in parallel
	seen map[string]sizes
}

// watchBuiltin is called with a set's id and the set.
var watchBuiltin = &ast.Builtin{Name: "techcheck.see", Decl: types.NewFunction(types.Args(types.S, types.A), types.B)}

func withBuiltin(b *ast.Builtin) *ast.Capabilities {
	capabilities := *sandbox()
	capabilities.Builtins = append(slices.Clip(capabilities.Builtins), b)
	return &capabilities
}

func (w *watch) builtin() *tester.Builtin {
	see := func(_ rego.BuiltinContext, id, set *ast.Term) (*ast.Term, error) {
		w.lock.Lock()
		defer w.lock.Unlock()
		seen := w.seen[string(id.Value.(ast.String))]
		if set.Value.(ast.Set).Len() == 0 {
			seen.empty = true
		} else {
			seen.filled = true
		}
		w.seen[string(id.Value.(ast.String))] = seen
		return ast.BooleanTerm(true), nil
	}
	function := &rego.Function{Name: watchBuiltin.Name, Decl: watchBuiltin.Decl}
	return &tester.Builtin{Decl: watchBuiltin, Func: rego.Function2(function, see)}
}

// put puts the watch into the modules of guidelines, and lists the sets that it watches.
func (w *watch) put(p *guideline.Policy, modules map[string]*ast.Module) []watchedSet {
	var sets []watchedSet
	for i := range p.Guidelines {
		g := &p.Guidelines[i]
		module := modules[g.Module]
		if module == nil {
			continue // a judgement
		}
		for _, set := range ruleSets {
			if at := rename(module, set.name); at != nil {
				watched := watchedSet{g, set.name, at}
				sets = append(sets, watched)
				rule := ast.MustParseRule(fmt.Sprintf("%s := %s if %s(%q, %s)", set.name, watchedName(set.name), watchBuiltin.Name, watched.id(), watchedName(set.name)))
				rule.Module = module
				module.Rules = append(module.Rules, rule)
			}
		}
	}
	return sets
}

func watchedName(set string) string { return "techcheck_watched_" + set }

// rename gives the rules of a set another name, and the place of the first. Nil if the module does not define the set.
func rename(module *ast.Module, set string) *ast.Location {
	var first *ast.Location
	for _, rule := range module.Rules {
		if string(rule.Head.Name) != set {
			continue
		}
		if first == nil {
			first = rule.Location
		}
		head := rule.Head.Copy()
		head.Name = ast.Var(watchedName(set))
		head.Reference = ast.Ref{ast.VarTerm(watchedName(set))}
		rule.Head = head
	}
	return first
}

func (s *suite) reportUnseen(set watchedSet, seen sizes) {
	tests := strings.TrimSuffix(set.guideline.Module, ".rego") + "_test.rego"
	switch {
	case !seen.filled && !seen.empty:
		s.report(set.at, "no test sees %s at all: write two into %s, one where it judges and one where it does not", set.name, tests)
	case !seen.filled:
		s.report(set.at, "no test sees %s judge: write one into %s in which it is not empty", set.name, tests)
	case !seen.empty:
		s.report(set.at, "no test sees %s empty: write one into %s in which all is as it should be", set.name, tests)
	}
}
