package policy

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// Verify parses, type-checks and verifies all Rego of a policy, matched or not, and compiles it. It reports everything
// that OPA would overlook and that makes a guideline silently say nothing. With any Problem the compiler is nil.
func Verify(p *guideline.Policy) (*ast.Compiler, []inventory.Problem) {
	v := &verifier{policy: p}
	modules := v.parseAll()
	for _, m := range p.Modules {
		if module := modules[m.Path]; module != nil {
			v.checkPackage(m.Path, module)
			v.checkLiterals(module)
		}
	}
	compiler := v.compile(modules)
	if compiler != nil {
		v.checkData(compiler)
		v.checkFunctions(modules)
	}
	if len(v.problems) > 0 {
		return nil, v.sorted()
	}
	return compiler, nil
}

type verifier struct {
	policy   *guideline.Policy
	problems []inventory.Problem
}

func (v *verifier) sorted() []inventory.Problem {
	slices.SortFunc(v.problems, inventory.CompareProblems)
	return slices.Compact(v.problems)
}

func (v *verifier) report(at *ast.Location, format string, args ...any) {
	p := inventory.Problem{Message: fmt.Sprintf(format, args...)}
	if at != nil {
		p.Path, p.Line, p.Column = at.File, at.Row, at.Col
	}
	v.problems = append(v.problems, p)
}

func (v *verifier) parseAll() map[string]*ast.Module {
	modules := make(map[string]*ast.Module, len(v.policy.Modules))
	for _, m := range v.policy.Modules {
		module, err := parse(m.Path, m.Source)
		if err != nil {
			v.reportErrors(m.Path, err)
			continue
		}
		if module == nil {
			v.report(&ast.Location{File: m.Path, Row: 1, Col: 1}, "the file holds no Rego: start it with a package")
			continue
		}
		modules[m.Path] = module
	}
	return modules
}

// reportErrors reports OPA's own errors, each where it is, with what to write instead where OPA knows it.
func (v *verifier) reportErrors(path string, err error) {
	var all ast.Errors
	if !errors.As(err, &all) {
		v.report(&ast.Location{File: path, Row: 1, Col: 1}, "%v", err)
		return
	}
	for _, e := range all {
		v.report(e.Location, "%s%s", generated.ReplaceAllString(e.Message, "_"), advice(e))
	}
}

// generated is a variable of OPA's own, in the place of one that its author wrote or of none.
var generated = regexp.MustCompile(`__local\d+__`)

// advice adds to an error of OPA what to write instead.
func advice(e *ast.Error) string {
	switch detail := e.Details.(type) {
	case *ast.RefErrInvalidDetail:
		if len(detail.OneOf) == 0 {
			break
		}
		known := make([]string, len(detail.OneOf))
		for i, value := range detail.OneOf {
			known[i] = strings.Trim(value.String(), `"`)
		}
		return guideline.Instead(strings.Trim(detail.Ref[detail.Pos].Value.String(), `"`), known)
	case *ast.UnificationErrDetail:
		return fmt.Sprintf(": one side is of type %v, the other of type %v", detail.Left, detail.Right)
	}
	name, undefined := strings.CutPrefix(e.Message, "undefined function ")
	switch {
	case undefined && outside(name):
		return ": guidelines run without network, environment, clock and randomness; the date is input.as_of"
	case strings.Contains(e.Message, "`contains` keyword is required"):
		return `: write deny contains {"component": component, "message": message} if { … }`
	case strings.HasSuffix(e.Message, "is unsafe"):
		return ": nothing gives it a value; write some component in input.components, or name := …"
	case e.Code == ast.ParseErr:
		return ": correct the syntax (opa fmt shows how Rego is written)"
	}
	return ""
}

// outside tells whether OPA has a builtin that the sandbox takes away.
func outside(name string) bool {
	return slices.ContainsFunc(ast.Builtins, func(b *ast.Builtin) bool { return b.Name == name })
}

// checkPackage checks what a module of a guideline defines: only sets that are read. guideline.Read checks its package.
func (v *verifier) checkPackage(path string, module *ast.Module) {
	judges := false
	for _, rule := range module.Rules {
		name := string(rule.Head.Ref()[0].Value.(ast.Var))
		isSet := rule.Head.RuleKind() == ast.MultiValue
		known := slices.ContainsFunc(ruleSets, func(s ruleSet) bool { return s.name == name })
		switch {
		case known && !isSet, known && len(rule.Head.Ref()) > 1:
			v.report(rule.Location, `%s must be a set: write %s contains {"component": component, "message": message} if { … }`, name, name)
			judges = true
		case known:
			judges = true
		case isSet && !reads(module, name) && strings.HasPrefix(path, "guidelines/"):
			v.report(rule.Location, "the set %s is never read%s", name, guideline.Instead(name, setNames()))
		}
	}
	if !judges && strings.HasPrefix(path, "guidelines/") {
		v.report(module.Package.Location, "this guideline never judges: define at least one of the sets %s", strings.Join(setNames(), ", "))
	}
}

func setNames() []string {
	names := make([]string, len(ruleSets))
	for i, s := range ruleSets {
		names[i] = s.name
	}
	return names
}

// reads tells whether a rule of the module refers to one of its own names.
func reads(module *ast.Module, name string) bool {
	found := false
	for _, rule := range module.Rules {
		ast.WalkRefs(rule.Body, func(ref ast.Ref) bool {
			found = found || ref[0].Equal(ast.VarTerm(name))
			return found
		})
		ast.WalkVars(rule.Body, func(v ast.Var) bool {
			found = found || string(v) == name
			return found
		})
	}
	return found
}
