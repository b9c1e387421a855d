package policy

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
)

// limits of one guideline's evaluation. A builtin that does not heed its cancellation is left behind after patience.
const (
	timeLimit   = 2 * time.Second
	memoryLimit = 512 << 20 // bytes of heap; GOMEMLIMIT would only slow the run down
	patience    = 200 * time.Millisecond
)

var (
	errTime   = fmt.Errorf("it ran longer than %v", timeLimit)
	errMemory = fmt.Errorf("it used more than %d MB of memory", memoryLimit>>20)
)

// ruleSets are the sets that a guideline may define, and the level of what stands in them.
var ruleSets = []ruleSet{{"deny", finding.Error}, {"warn", finding.Warning}, {"inform", finding.Note}}

type ruleSet struct {
	name  string
	level finding.Level
}

// engine evaluates compiled guidelines.
type engine struct {
	compiler    *ast.Compiler
	timeLimit   time.Duration
	store       storage.Store
	transaction storage.Transaction
}

// newEngine compiles modules and loads what they read of data.
func newEngine(ctx context.Context, p *guideline.Policy, compiler *ast.Compiler) (*engine, error) {
	data, err := documents(p, compiler)
	if err != nil {
		return nil, err
	}
	e := &engine{compiler: compiler, timeLimit: timeLimit, store: inmem.NewFromASTObject(data)}
	e.transaction, err = e.store.NewTransaction(ctx)
	return e, err
}

// checks are the stages of OPA's compiler that only look for mistakes. Modules that are known to be sound are compiled
// without them, which is a fifth of the time; a test holds that the findings are the same.
var checks = []ast.StageID{
	ast.StageCheckUnusedImports, ast.StageCheckDuplicateImports, ast.StageCheckKeywordOverrides, ast.StageCheckVoidCalls,
	ast.StageCheckRuleConflicts, ast.StageCheckUndefinedFuncs, ast.StageCheckRecursion, ast.StageCheckTypes,
	ast.StageCheckUnsafeBuiltins, ast.StageCheckDeprecatedBuiltins, ast.StageBuildRequiredCapabilities,
	ast.StageParseMetadataBlocks, ast.StageSetAnnotationSet, ast.StageRewriteRegoMetadataCalls,
}

// compile compiles modules that are known to be sound.
func compile(modules []guideline.Module) (*ast.Compiler, error) {
	parsed := make(map[string]*ast.Module, len(modules))
	for _, m := range modules {
		module, err := parse(m.Path, m.Source)
		if err != nil {
			return nil, err
		}
		parsed[m.Path] = module
	}
	compiler := ast.NewCompiler().WithCapabilities(sandbox()).WithSkipStages(checks...)
	if compiler.Compile(parsed); compiler.Failed() {
		return nil, compiler.Errors
	}
	return compiler, nil
}

// compiled are the modules that were compiled last: a scan that compares judges twice, mostly by the same ones.
type compiled struct {
	lock     sync.Mutex
	modules  []guideline.Module
	compiler *ast.Compiler
}

func (c *compiled) get(modules []guideline.Module) (*ast.Compiler, error) {
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.compiler != nil && slices.Equal(c.modules, modules) {
		return c.compiler, nil
	}
	compiler, err := compile(modules)
	c.modules, c.compiler = modules, compiler
	return compiler, err
}

// needed picks the modules of the guidelines to evaluate, and the library if one of them imports it.
func needed(p *guideline.Policy, wanted map[string]bool) []guideline.Module {
	var picked, library []guideline.Module
	imports := false
	for _, m := range p.Modules {
		switch {
		case wanted[m.Path]:
			picked = append(picked, m)
			imports = imports || strings.Contains(m.Source, "data.lib")
		case strings.HasPrefix(m.Path, "lib/") && m.Path != statusModule:
			library = append(library, m)
		}
	}
	if imports {
		picked = append(picked, library...)
	}
	return picked
}

// said is one element of a guideline's sets.
type said struct {
	level   finding.Level
	element *ast.Term
}

// evaluate gives what the package at path says of the input. It returns within timeLimit and a little patience, and
// stops when the heap passes memoryLimit: then the error is errMemory and nothing more should be evaluated.
func (e *engine) evaluate(ctx context.Context, path ast.Ref, input ast.Value) ([]said, error) {
	ctx, stop := context.WithTimeoutCause(ctx, e.timeLimit, errTime)
	defer stop()
	ctx, stopWatching := watchMemory(ctx)
	defer stopWatching()

	type answer struct {
		all []said
		err error
	}
	done := make(chan answer, 1)
	go func() {
		all, err := e.query(ctx, path, input)
		done <- answer{all, err}
	}()
	select {
	case a := <-done:
		return a.all, explain(ctx, a.err)
	case <-ctx.Done():
	}
	select {
	case <-done:
	case <-time.After(patience):
	}
	return nil, context.Cause(ctx)
}

// explain prefers the reason of a cancellation to the evaluator's word for it.
func explain(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); err != nil && cause != nil {
		return cause
	}
	return err
}

func (e *engine) query(ctx context.Context, path ast.Ref, input ast.Value) (all []said, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("evaluating it crashed: %v", r)
		}
	}()
	for _, set := range ruleSets {
		ref := path.Append(ast.StringTerm(set.name))
		if len(e.compiler.GetRulesExact(ref)) == 0 {
			continue
		}
		elements, err := e.set(ctx, ref, input)
		if err != nil {
			return nil, err
		}
		for _, element := range elements {
			all = append(all, said{set.level, element})
		}
	}
	return all, nil
}

// set evaluates one set. Errors of builtins are collected: OPA itself would take them for "undefined".
func (e *engine) set(ctx context.Context, ref ast.Ref, input ast.Value) ([]*ast.Term, error) {
	var builtinErrors []topdown.Error
	cancel := topdown.NewCancel()
	defer context.AfterFunc(ctx, cancel.Cancel)()
	var elements []*ast.Term
	err := topdown.NewQuery(ast.NewBody(ast.Equality.Expr(ast.VarTerm("x"), ast.NewTerm(ref)))).
		WithCompiler(e.compiler).WithStore(e.store).WithTransaction(e.transaction).
		WithInput(ast.NewTerm(input)).WithCancel(cancel).WithBuiltinErrorList(&builtinErrors).
		Iter(ctx, func(result topdown.QueryResult) error {
			set, ok := result["x"].Value.(ast.Set)
			if !ok {
				return errors.New("its result is not a set")
			}
			elements = append(elements, set.Slice()...)
			return nil
		})
	if err == nil && len(builtinErrors) > 0 {
		err = &builtinErrors[0]
	}
	return elements, err
}
