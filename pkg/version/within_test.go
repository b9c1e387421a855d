package version

import "testing"

// TestWithin holds that a pre-release of what a range leaves out is left out, in every ecosystem's way to write one.
func TestWithin(t *testing.T) {
	for _, test := range []struct {
		purlType, version, requirement string
		versions                       string
		want                           bool
	}{
		{"golang", "v1.17.1", "", "<2", true},
		{"golang", "v2.0.0", "", "<2", false},
		{"golang", "v2.0.0-0", "", "<2", false},
		{"golang", "v2.0.0-rc.1+incompatible", "", "<2", false},
		{"golang", "v2.0.0-20240116215550-a9fa1716bcac", "", "<2", false},
		{"golang", "v1.9.0-rc.1", "", "<2", true},
		{"golang", "v1.2.4-0.20191109021931-daa7c04131f5", "", "<2", true},
		{"golang", "v0.0.0-20240116215550-a9fa1716bcac", "", "<1", true},
		{"golang", "v2.0.0-rc.1", "", "<2.0.0-rc.2", true},
		{"golang", "v2.0.0-rc.2", "", "<2.0.0-rc.2", false},
		{"golang", "v2.0.0-rc.1", "", "=2.0.0-rc.1", true},
		{"golang", "v3.0.0-rc.1", "", "<3, !=2.0.0-rc.1", false},
		{"golang", "v3.0.0-rc.1", "", "<3 || >=4", false},
		{"golang", "v3.0.0-rc.1", "", "<2 || >=2.5, <4", true},
		{"golang", "v2.0.0-rc.1", "", "", true},
		{"npm", "2.0.0-0", "", "<2", false},
		{"npm", "", "^2.0.0-0", "<2", false},
		{"npm", "", ">=1.0.0 <2.0.0-rc.1", "<2", false},
		{"npm", "", ">=2.0.0-alpha <2.0.0", "<2", false},
		{"npm", "", "^1.2.3", "<2", true},
		{"npm", "", "<2", "<2", true},
		{"npm", "", "latest", "<2", false},
		{"npm", "", "latest", "", true},
		{"cargo", "2.0.0-alpha", "", "<2", false},
		{"pypi", "2.0.dev1", "", "<2", false},
		{"pypi", "2.0a1", "", "<2", false},
		{"pypi", "2.0rc1.post1", "", "<2", false},
		{"pypi", "1.9.post1", "", "<2", true},
		{"pypi", "1!2.0rc1", "", "<1!2", false},
		{"pypi", "", "==2.0rc1", "<2", false},
		{"gem", "2.0.0.rc1", "", "<2", false},
		{"gem", "1.9.0.rc1", "", "<2", true},
		{"maven", "2.0-SNAPSHOT", "", "<2", false},
		{"maven", "2.0-alpha-1", "", "<2", false},
		{"maven", "2.0.0.M1", "", "<2", false},
		{"maven", "2.0-rc1", "", "<2", false},
		{"maven", "1.9.Final", "", "<2", true},
		{"maven", "1.9-jre", "", "<2", true},
		{"nuget", "2.0.0-beta1", "", "<2", false},
		{"composer", "2.0.0-beta1", "", "<2", false},
		{"composer", "2.0.0-dev", "", "<2", false},
		{"hex", "2.0.0-rc.0", "", "<2", false},
		{"helm", "2.0.0-rc.0", "", "<2", false},
		{"terraform", "2.0.0-beta1", "", "<2", false},
		{"docker", "2.0-rc1-alpine", "", "<2", false},
		{"docker", "1.9-rc1", "", "<2", true},
		{"docker", "1.9-alpine", "", "<2", true},
		{"generic", "2.0.0-rc1", "", "<2", false},
		{"generic", "3.14rc1", "", "<3.14", false},
		{"github", "v2-beta", "", "<2", false},
		{"swift", "2.0.0-beta", "", "<2", false},
	} {
		r, err := ParseRange(test.versions)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Within(test.purlType, test.version, test.requirement); got != test.want {
			t.Errorf("%s %s%s within %q: %v", test.purlType, test.version, test.requirement, test.versions, got)
		}
	}
}
