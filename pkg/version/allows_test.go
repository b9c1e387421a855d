package version_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/version"
)

func TestAllows(t *testing.T) {
	for _, c := range []struct{ purlType, requirement, version, want string }{
		{purl.Cargo, "1", "1.9.3", "yes"},
		{purl.Cargo, "1", "2.0.0", "no"},
		{purl.Cargo, "0.3", "0.4.0", "no"},
		{purl.Cargo, "=1.2", "1.2.7", "yes"},
		{purl.Cargo, "=1.2.3", "1.2.3+build", "yes"},
		{purl.Cargo, "=1.2.3", "1.2.4", "no"},
		{purl.Cargo, ">=1, <1.5", "1.4.9", "yes"},
		{purl.Cargo, ">=1, <1.5", "1.5.0", "no"},
		{purl.Cargo, ">1.5", "1.5.0", "no"},
		{purl.Cargo, "*", "9.0.0", "yes"},
		{purl.Cargo, "nonsense", "1.0.0", "unknown"},
		{purl.Cargo, "1", "nonsense", "unknown"},
		{purl.Cargo, "", "1.0.0", "unknown"},
		{purl.NPM, "^1 || ^3", "3.2.0", "yes"},
		{purl.NPM, "^1 || ^3", "2.0.0", "no"},
		{purl.Composer, "~1.2", "1.9.0", "yes"},
		{purl.Composer, "~1.2", "2.0.0", "no"},
		{purl.Terraform, "~> 1.2.0", "1.3.0", "no"},
		{purl.Golang, ">=1", "v1.0.0", "unknown"},
	} {
		got := "no"
		switch allowed, known := version.Allows(c.purlType, c.requirement, c.version); {
		case !known:
			got = "unknown"
		case allowed:
			got = "yes"
		}
		if got != c.want {
			t.Errorf("%s: does %q allow %q? %s, want %s", c.purlType, c.requirement, c.version, got, c.want)
		}
	}
}
