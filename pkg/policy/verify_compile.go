package policy

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// compile type-checks modules against the input's schema, in OPA's strict mode. OPA's compiler ends at the first kind of
// mistake that it meets. So that all are told at once, the types are then checked alone, and guidelines with mistakes are
// taken out of modules until the others compile. The compiler is nil if they do not.
func (v *verifier) compile(modules map[string]*ast.Module) *ast.Compiler {
	for v.separable(modules) {
		compiler, err := v.compiler()
		if err != nil {
			v.report(nil, "reading the input's schema: %v", err)
			return nil
		}
		if compiler.WithStrict(true).Compile(modules); !compiler.Failed() {
			return compiler
		}
		v.reportErrors("", compiler.Errors)
		v.checkTypes(modules)
		if !takeOut(modules, compiler.Errors) {
			return nil
		}
	}
	return nil
}

// checkTypes compiles modules with no check but that of types. What else is wrong without the other checks is an effect of
// what they have found.
func (v *verifier) checkTypes(modules map[string]*ast.Module) {
	others := slices.DeleteFunc(slices.Clone(checks), func(stage ast.StageID) bool { return stage == ast.StageCheckTypes })
	compiler, err := v.compiler()
	if err != nil {
		return // reported already
	}
	compiler.WithSkipStages(others...).Compile(modules)
	v.reportErrors("", slices.DeleteFunc(compiler.Errors, func(e *ast.Error) bool { return e.Code != ast.TypeErr }))
}

// takeOut removes the modules in which errors are, and tells whether there were any.
func takeOut(modules map[string]*ast.Module, errors ast.Errors) bool {
	all := len(modules)
	for _, e := range errors {
		if e.Location != nil {
			delete(modules, e.Location.File)
		}
	}
	return len(modules) < all
}

// separable tells whether modules can be verified without the others of the policy: those are guidelines, to which no
// module refers.
func (v *verifier) separable(modules map[string]*ast.Module) bool {
	missing, refers := false, false
	for _, m := range v.policy.Modules {
		switch {
		case modules[m.Path] != nil:
			refers = refers || strings.Contains(m.Source, "data.guidelines")
		case strings.HasPrefix(m.Path, "guidelines/"):
			missing = true
		default:
			return false
		}
	}
	return !missing || !refers
}

func (v *verifier) compiler() (*ast.Compiler, error) {
	schema, err := inputSchema(v.policy.Settings.Attributes)
	if err != nil {
		return nil, err
	}
	schemas := ast.NewSchemaSet()
	schemas.Put(ast.SchemaRootRef, schema)
	return ast.NewCompiler().WithCapabilities(sandbox()).WithSchemas(schemas), nil
}
