package policy

import (
	"context"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/testrun"
)

// TestOptions says which Rego tests run, and what is told of them.
type TestOptions struct {
	Matching string // a regular expression of their names, data.PACKAGE.NAME; "" takes all
	Coverage bool
}

// RunTests runs the Rego tests in the folder of the policy, together with its modules, type-checked and in the sandbox as
// in a scan. An error of a builtin fails a test, as it makes a scan untrusted. Tests that cannot be read, do not compile,
// or refer to what nothing defines, are Problems; then there is no run.
func (j *Judge) RunTests(ctx context.Context, folder fs.FS, o TestOptions) (*testrun.Run, []inventory.Problem) {
	tests, problems := guideline.Tests(folder)
	if len(problems) > 0 {
		below(j.dir, problems)
		return nil, problems
	}
	ctx, stop := watchMemory(ctx)
	defer stop()
	s := newSuite(j.dir, j.Policy, tests)
	modules := s.parseAll()
	compiler := s.testCompiler()
	if len(s.problems) > 0 {
		return nil, s.sorted()
	}
	covered := cover.New()
	runner := s.runner(compiler).SetModules(modules).Filter(o.Matching)
	if o.Coverage {
		// The passes that are left out would only tell why a line is not covered.
		runner.SetCoverageQueryTracer(covered).SetCoverageRuns(nil)
	}
	results := s.run(ctx, runner)
	if len(s.problems) == 0 {
		s.checkData(compiler)
	}
	if len(s.problems) > 0 {
		return nil, s.sorted()
	}
	run := &testrun.Run{}
	for _, r := range s.traced(ctx, compiler, results) {
		run.Results = append(run.Results, outcomes(ctx, r)...)
	}
	run.Sort()
	if o.Coverage {
		run.Coverage = coverage(covered.Report(modules))
	}
	return run, nil
}

// suite is a policy and its tests on their way to be run.
type suite struct {
	verifier // of both
	store    storage.Store
}

// newSuite joins a policy and its tests. Paths start with dir.
func newSuite(dir string, p *guideline.Policy, tests []guideline.Module) *suite {
	whole := *p
	whole.Modules = slices.Concat(p.Modules, tests)
	for i := range whole.Modules {
		whole.Modules[i].Path = path.Join(dir, whole.Modules[i].Path)
	}
	s := &suite{verifier: verifier{policy: &whole}}
	data, err := allDocuments(p)
	if err != nil {
		s.report(nil, "%v", err)
		return s
	}
	s.store = inmem.NewFromASTObject(data)
	return s
}

// testCompiler is the verifier's compiler, with what tests need: print, and values for the report of a failure.
func (s *suite) testCompiler() *ast.Compiler {
	compiler, err := s.compiler()
	if err != nil {
		s.report(nil, "reading the input's schema: %v", err)
		return nil
	}
	return compiler.WithStrict(true).WithEnablePrintStatements(true).WithRewriteTestRules(true)
}

func (s *suite) runner(compiler *ast.Compiler) *tester.Runner {
	return tester.NewRunner().SetCompiler(compiler).SetStore(s.store).SetTimeout(timeLimit).RaiseBuiltinErrors(true)
}

// run runs tests, and reports what does not compile. The results come in no order.
func (s *suite) run(ctx context.Context, runner *tester.Runner) []*tester.Result {
	results, err := runner.RunTests(ctx, nil)
	if err != nil {
		s.reportErrors("", err)
		return nil
	}
	var all []*tester.Result
	for r := range results {
		all = append(all, r)
	}
	return all
}

// traced runs the failed among the tests once more, for a trace that tells why, and puts the results in their place. A
// trace is large: only the packages that need one are traced.
func (s *suite) traced(ctx context.Context, compiler *ast.Compiler, results []*tester.Result) []*tester.Result {
	failed := map[string]int{}
	var packages []ast.Ref
	for i, r := range results {
		if r.Fail {
			failed[testName(r)] = i
			packages = append(packages, ast.MustParseRef(r.Package))
		}
	}
	if len(packages) == 0 {
		return results
	}
	for _, r := range s.run(ctx, s.runner(compiler).EnableTracing(true).SetPrefixMatchers(packages...)) {
		if i, found := failed[testName(r)]; found && r.Fail {
			results[i] = r
		}
	}
	return results
}

// testName is a test's name with its package: guidelines.images.pinned_test.test_tag.
func testName(r *tester.Result) string {
	return strings.TrimPrefix(r.Package, "data.") + "." + r.Name
}
