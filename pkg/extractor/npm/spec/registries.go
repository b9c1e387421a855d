package spec

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// Registries are the addresses of registries by the scopes whose packages they serve: @acme. They are those of .npmrc, Yarn's
// .yarnrc.yml and pnpm-workspace.yaml.
type Registries map[string]string

// AnyScope stands for all packages of no scope in Registries: their registry is the public one, or stands in for it.
const AnyScope = ""

// Of gives the registry that a package comes from because of its scope, "" if that is the one of all others. What is no address, such
// as a variable, tells nothing.
func (r Registries) Of(name string) string {
	scope, _, scoped := strings.Cut(name, "/")
	address := r[scope]
	if scoped && isAddress.MatchString(address) && purl.Registry("", address) != purl.Registry("", r[AnyScope]) {
		return address
	}
	return ""
}

var isAddress = lazyregexp.New(`(?i)^https?://[^\s$%\\]+$`)

// Add notes the registry that a scalar names, if it does.
func (r Registries) Add(scope string, address *yaml.Node) {
	if address.Is(yaml.Scalar) && address.Text != "" {
		r[scope] = address.Text
	}
}
