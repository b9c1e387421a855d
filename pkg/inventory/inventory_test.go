package inventory_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/inventory"
)

func TestPackage(t *testing.T) {
	for _, c := range []struct{ typ, purl, want string }{
		{"npm", "pkg:npm/%40scope/name@1.0.0", "pkg:npm/%40scope/name"},
		{"npm", "pkg:npm/name", "pkg:npm/name"},
		{"docker", "pkg:docker/team/app@1.0?repository_url=registry.example.com", "pkg:docker/team/app?repository_url=registry.example.com"},
		{"golang", "pkg:golang/example.com/a/v2@v2.0.0", "pkg:golang/example.com/a"},
		{"github", "pkg:github/acme/ci@v1#.github/workflows/build.yml", "pkg:github/acme/ci#.github/workflows/build.yml"},
		{"github", "pkg:github/acme/ci@v2?repository_url=git.example.com#setup", "pkg:github/acme/ci?repository_url=git.example.com#setup"},
		{"cocoapods", "pkg:cocoapods/Firebase#Auth", "pkg:cocoapods/Firebase#Auth"},
		{"cocoapods", "pkg:cocoapods/Firebase@8.0.0#Auth", "pkg:cocoapods/Firebase#Auth"},
	} {
		component := inventory.Component{Type: c.typ, PURL: c.purl}
		if got := component.Package(); got != c.want {
			t.Errorf("%s: %s, want %s", c.purl, got, c.want)
		}
	}
}
