package spec

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Registries are the addresses of registries by the scopes whose packages they serve: @acme. They are those of .npmrc, Yarn's
// .yarnrc.yml and pnpm-workspace.yaml.
type Registries map[string]string

// AnyScope stands for all packages of no scope in Registries: their registry is the public one, or stands in for it.
const AnyScope = ""

// Of gives the registry that a package comes from because of its scope, "" if that is the one of all others.
func (r Registries) Of(name string) string {
	scope, _, scoped := strings.Cut(name, "/")
	if address := r[scope]; scoped && address != r[AnyScope] {
		return address
	}
	return ""
}

// Add notes the registry that a scalar names, if it does.
func (r Registries) Add(scope string, address *yaml.Node) {
	if address.Is(yaml.Scalar) && address.Text != "" {
		r[scope] = address.Text
	}
}
