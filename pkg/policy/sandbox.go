package policy

import (
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
)

// denied are builtins that a guideline has no use for and that reach outside of its input, or that cost every policy
// something: schemas and metadata make the compiler read more than the modules.
var denied = []string{
	"json.match_schema", "json.verify_schema", "opa.runtime", "providers.aws.sign_req", "rego.metadata.chain",
	"rego.metadata.rule", "rego.parse_module", "trace",
}

// sandbox is what Rego may use: no network, no environment, no clock and no randomness. The date is input.as_of.
var sandbox = sync.OnceValue(func() *ast.Capabilities {
	capabilities := ast.CapabilitiesForThisVersion()
	capabilities.AllowNet = []string{} // empty is none, nil is any
	capabilities.Builtins = slices.DeleteFunc(capabilities.Builtins, func(b *ast.Builtin) bool {
		return b.Nondeterministic || slices.Contains(denied, b.Name) || strings.HasPrefix(b.Name, "io.jwt.encode_sign")
	})
	return capabilities
})

func parse(path, source string) (*ast.Module, error) {
	return ast.ParseModuleWithOpts(path, source, ast.ParserOptions{Capabilities: sandbox(), RegoVersion: ast.RegoV1})
}
