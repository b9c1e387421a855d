package version

import "testing"

func TestRelate(t *testing.T) {
	const (
		inside  = Inside
		outside = Outside
		maybe   = MaybeInside
		old     = OldInside
	)
	tests := []struct {
		purlType, version, requirement string
		versions                       string
		want                           Relation
	}{
		// The empty range, and what is unknown.
		{"npm", "1.2.3", "", "", inside},
		{"npm", "", "^1", "", inside},
		{"npm", "", "", "", inside},
		{"docker", "latest", "", "", inside},
		{"npm", "", "", "<17", maybe},
		{"npm", "", "", ">=1 || <1", inside}, // whatever it is
		{"npm", "", "", "!=1", maybe},
		{"luarocks", "1.2.3", "", "<2", inside}, // a type without a row
		{"luarocks", "", "~> 1.2", "<2", maybe},
		{"", "nonsense", "", "<2", maybe},

		// Go modules.
		{"golang", "v1.17.1", "", "<2", inside},
		{"golang", "v1.17.1", "", "<v2.0.0", inside},
		{"golang", "v1.17.1", "", "<1.17", outside},
		{"golang", "v1.17.1", "", "<1.17.1", outside},
		{"golang", "v1.17.1", "", "<=1.17.1", inside},
		{"golang", "v1.17.1", "", "=1.17.1", inside},
		{"golang", "v1.17.1", "", "!=v1.17.1", outside},
		{"golang", "v1.17.0", "", "=1.17", inside},
		{"golang", "1.17.1", "", ">1.17", inside},
		{"golang", "v24.0.7+incompatible", "", ">=24, <25", inside},
		{"golang", "v24.0.7+incompatible", "", "=24.0.7", inside},
		{"golang", "v0.0.0-20240116215550-a9fa1716bcac", "", "<0.1", inside},
		{"golang", "v0.0.0-20240116215550-a9fa1716bcac", "", "<v0.0.0-20240101000000-000000000000", outside},
		{"golang", "v1.2.4-0.20191109021931-daa7c04131f5", "", ">1.2.3, <1.2.4", inside},
		{"golang", "v1.0.0-rc.9", "", "<1.0.0-rc.10", inside},
		{"golang", "master", "", "<2", maybe},
		{"golang", "", "v1.2.3", "<2", maybe}, // go.mod has no ranges

		// npm, exact.
		{"npm", "16.20.2", "", "<17", inside},
		{"npm", "17.0.0", "", "<17", outside},
		{"npm", "17.0.0-rc.1", "", "<17", inside},
		{"npm", "17.0.0-rc.1", "", ">=17", outside},
		{"npm", "17.0.0+build.5", "", "=17.0.0", inside},
		{"npm", "1.5.0", "", ">=1, <2 || >=3", inside},
		{"npm", "2.5.0", "", ">=1, <2 || >=3", outside},
		{"npm", "3.0.0", "", ">=1, <2 || >=3", inside},
		{"npm", "3.0.0", "^1", "<2", outside}, // the version counts
		{"npm", "latest", "^1", "<2", inside}, // unless it is none
		{"npm", "1.2.3.4", "", "<2", maybe},
		{"npm", "1.2.3", "", "<2.0.0.Final", maybe},

		// npm, requirements.
		{"npm", "", "^16.0.0", "<17", inside},
		{"npm", "", "^16.0.0", "<=16", maybe},
		{"npm", "", "^16.0.0", ">=16, <17", inside},
		{"npm", "", "^16.0.0", ">16", maybe},
		{"npm", "", "^16.0.0", ">=17", outside},
		{"npm", "", "^16.0.0", "<16", outside},
		{"npm", "", "^16.5.0", "<16.6", old},
		{"npm", "", "^16.5.0", "!=16.7.0", maybe},
		{"npm", "", "^16.5.0", "!=16.4.0", inside},
		{"npm", "", "^0.3.1", "<0.4", inside},
		{"npm", "", "^0.0.3", "=0.0.3", inside},
		{"npm", "", "^0.0", "<0.1", inside},
		{"npm", "", "^0", "<1", inside},
		{"npm", "", "~1.2.3", "<1.3", inside},
		{"npm", "", "~1.2", "<1.2.9", old},
		{"npm", "", "~1", "<2", inside},
		{"npm", "", "16", "<17", inside},
		{"npm", "", "16.x", "<17", inside},
		{"npm", "", "16.*", "<16", outside},
		{"npm", "", "v16.2", "<16.3", inside},
		{"npm", "", "1.2.3 - 2.3", "<2.4", inside},
		{"npm", "", "1.2.3 - 2.3", "<2.3", old},
		{"npm", "", "1.2.3 - 2.3.4", "<=2.3.4", inside},
		{"npm", "", "<17.0.0", "<17", inside},
		{"npm", "", "<=17.0.0", "<17", old},
		{"npm", "", ">=17", "<17", outside},
		{"npm", "", ">16", "<17", outside}, // npm's >16 is >=17.0.0
		{"npm", "", ">16.0.0", "<17", old},
		{"npm", "", ">= 0.8.0 < 11", "<11", inside},
		{"npm", "", "< 11 >= 0.8.0", "<11", inside},
		{"npm", "", "^1 || ^2", "<3", inside},
		{"npm", "", "^1 || ^3", "<3", old},
		{"npm", "", "^1||^3", "<2 || >=3, <4", inside},
		{"npm", "", "^1 || >=3", "<2 || >=3", inside},
		{"npm", "", "^1 || ^3", ">=2, <3", outside},
		{"npm", "", ">=1.0.0 <3 || >=1.5.0-beta <4 || ^2", "<3", old}, // the library's union loses 3.x
		{"npm", "", "^1 || latest", "<2", maybe},
		{"npm", "", "^17.0.0-rc.1", "<17", old},
		{"npm", "", "^17.0.0-rc.1", ">=17.0.0-rc.1", inside},
		{"npm", "", "*", "<17", old},
		{"npm", "", "x", "<17", old},
		{"npm", "", "*", ">=1 || <1", inside},
		{"npm", "", ">2 <1", "<17", maybe},
		{"npm", "", "latest", "<17", outside},
		{"npm", "", "workspace:^16.0.0", "<17", maybe},
		{"npm", "", "npm:react@^16", "<17", maybe},
		{"npm", "", "git+https://example.com/a.git#v1", "<17", maybe},

		// Images: the tag's leading numbers, of which one or two may move.
		{"docker", "1.25-alpine3.20", "", "<1.26", inside},
		{"docker", "1.25-alpine3.20", "", "<1.25", outside},
		{"docker", "1.25-alpine3.20", "", "<1.25.3", outside},
		{"docker", "1.25.3-alpine3.20", "", "<=1.25.3", inside},
		{"docker", "3.11.2-slim", "", "<3.12", inside},
		{"docker", "3", "", "<3.12", outside},
		{"docker", "3", "", ">=3, <4", inside},
		{"docker", "3", "", ">=4", outside},
		{"docker", "11", "", "<17", inside},
		{"docker", "11", "", "=11", maybe},
		{"docker", "v1.2", "", "<1.3", inside},
		{"docker", "20.04", "", "<22.04", inside},
		{"docker", "20.04", "", "<20.04", outside},
		{"docker", "1.23rc1-bookworm", "", "<1.23", inside},
		{"docker", "17beta1", "", "<17", inside},
		{"docker", "17-RC1-alpine", "", ">17beta9, <17rc2", inside},
		{"docker", "17-beta.1", "", ">=17", outside},
		{"docker", "8u292-jdk", "", "<11", inside},
		{"docker", "8u292-jdk", "", "<8u300", maybe}, // not a version that can be compared
		{"docker", "11.0.16.1_1-jre", "", ">11.0.16", inside},
		{"docker", "20240101", "", "<20250101", inside},
		{"docker", "2024.01.05", "", "<2024.02", inside},
		{"docker", "2024-01-05", "", "<2024", outside},
		{"docker", "bookworm", "", "<12", maybe},
		{"docker", "lts", "", "<22", outside},
		{"docker", "latest", "", "<22", outside},
		{"docker", "", "", "<22", maybe},
		{"docker", "8f4b7f8", "", "<9", maybe},
		{"docker", "sha-8f4b7f8", "", "<9", maybe},
		{"docker", "3.19a", "", "<4", maybe},
		{"docker", "99999999999999999999", "", "<4", maybe},
		{"github", "v4", "", "<5", inside},
		{"github", "v4", "", "<4.1", outside},
		{"github", "v4.1.2", "", "<4.2", inside},
		{"github", "main", "", "<4", maybe},
		{"github", "8f4b7f84864484a7bf31766abe9204da3cbe65b3", "", "<9", maybe},

		// Languages and tools: a version is what is declared, a requirement is npm's.
		{"generic", "1.22", "", "<1.22.1", inside},
		{"generic", "1.22", "", "=1.22", inside},
		{"generic", "1.23rc1", "", "<1.23", inside},
		{"generic", "1.23rc1", "", ">1.23beta2, <1.23rc10", inside},
		{"generic", "1.9", "", "<1.10", inside},
		{"generic", "v20.11.1", "", "<21", inside},
		{"generic", "lts/iron", "", "<21", maybe},
		{"generic", "", ">=18", "<18", outside},
		{"generic", "", ">=18", "<20", old},
		{"generic", "", ">=22", "<22 || >=23,<24 || >=25,<26", outside}, // nobody writes what leaves out 23 and 25
		{"generic", "", ">=20", "<22 || >=23,<24 || >=25,<26", old},
		{"generic", "", "^22 || >=23", "<22 || >=23,<24 || >=25,<26", old},
		{"generic", "", ">=22 <26", "<22 || >=23,<24 || >=25,<26", maybe},
		{"npm", "", ">=22", "<22 || >=23,<24 || >=25,<26", old},
		{"generic", "", "lts/iron", "<21", inside},
		{"generic", "", "lts/Hydrogen", ">=20", outside},
		{"generic", "", "lts/unobtainium", "<21", maybe},
		{"generic", "", "lts/-1", "<21", maybe},
		{"generic", "", "18.x", "<20", inside},
		{"generic", "", ">= 0.8.0 < 11", "<11", inside},
		{"generic", "", "^18.0.0-nightly || ^20", ">=18", inside},
		{"generic", "", "lts/*", "<20", outside},
		{"generic", "", "3.14t", "<3", outside},
		{"generic", "", "3.9.1t", "<3.10", inside},
		{"generic", "", "pypy3.9", "<3.10", inside},
		{"generic", "", "pypy-3.11", "<3.11", outside},
		{"generic", "", "pypy3.10-7.3.17", ">=3.10, <3.11", inside},
		{"generic", "", "graalpy-24.0", "<3", maybe}, // its own version
		{"generic", "", "jruby-9.4", "<3", maybe},

		// The other ecosystems.
		{"cargo", "1.2.3", "", "<1.3", inside},
		{"cargo", "", "1.2", "<2", inside}, // a bare version is a caret
		{"cargo", "", "=1.2.3", "<=1.2.3", inside},
		{"cargo", "", ">=1.2, <1.5", "<1.5", inside},
		{"cargo", "", "0.3", "<0.4", inside},
		{"composer", "v6.3.5.1", "", "<6.3.5.2", inside},
		{"composer", "dev-main", "", "<7", maybe},
		{"composer", "", "^6", "<7", inside},
		{"composer", "", "^6.0 || ^7.0", ">=6, <8", inside},
		{"composer", "", "^6|^7", "<8", inside},
		{"composer", "", "~1.2", "<1.3", old}, // up to 2
		{"composer", "", "~1.2", "<2", inside},
		{"composer", "", "~1.2.3", "<1.3", inside},
		{"composer", "", "~1", "<2", inside},
		{"composer", "", "1.0.*", ">=1, <1.1", inside},
		{"composer", "", "1.x", "<2", inside},
		{"composer", "", ">=1.0 <1.1 || >=1.2", ">=1.1, <1.2", outside},
		{"composer", "", ">=1.0,<1.5", "<1.5", inside},
		{"composer", "", "1.0 - 2.0", "<2.1", inside},
		{"composer", "", "1.0 - 2.0", "<2.0.5", old},
		{"composer", "", "1.0.0 - 2.1.0", "<=2.1.0", inside},
		{"composer", "", "^0.3.1", "<0.4", inside},
		{"composer", "", "^0.0.3", "=0.0.3", maybe}, // 0.0.3.1
		{"composer", "", "^0.0.3", "<0.0.4", inside},
		{"composer", "", "^1.2@beta", "<2", inside},
		{"composer", "", "!=1.5", "=1.5", outside},
		{"composer", "", "!=1.5.*", "=1.5.3", outside},
		{"composer", "", "=1.2.3", "=1.2.3", inside},
		{"composer", "", "*", "<7", old},
		{"composer", "", "*", ">=1 || <1", inside},
		{"composer", "", "dev-main", "<7", maybe},
		{"composer", "", "dev-main as 1.0", "<7", maybe},
		{"composer", "", "^1.0 as x", "<7", maybe},
		{"composer", "", "1.x-dev", "<7", maybe},
		{"composer", "", "<1 >2", "<7", maybe}, // nothing
		{"gem", "7.0.4.3", "", "<7.0.5", inside},
		{"gem", "7.1.0.rc1", "", "<7.1", inside},
		{"gem", "", "~> 7.0", "<8", inside},
		{"gem", "", "~> 7.0.4", "<7.1", inside},
		{"gem", "", ">= 6, != 6.1.0", "=6.1", outside},
		{"gem", "", "1.2.3.b2", "=1.2.3.b2", inside},
		{"helm", "v1.2.3", "", "<2", inside},
		{"helm", "", "~1.2.0", "<1.3", inside},
		{"helm", "", ">=1.2, <2", "<2", inside},
		{"hex", "1.7.10", "", "<1.8", inside},
		{"hex", "", "~> 1.7", "<2", inside},
		{"hex", "", "~> 1.7 or ~> 2.0", "<2", old},
		{"hex", "", "~> 1.7 or ~> 2.0", "<3", inside},
		{"hex", "", "~> 1.7.3", "<1.8", inside},
		{"hex", "", ">= 1.0.0 and < 1.5.0", "<1.5", inside},
		{"hex", "", ">= 1.0.0 and != 1.2.0", "=1.2.0", outside},
		{"hex", "", "== 1.2.3", "=1.2.3", inside},
		{"hex", "", "1.2.3", "=1.2.3", inside},
		{"cocoapods", "5.8.1", "", "<5", outside},
		{"cocoapods", "", "~> 5.4", "<6", inside},
		{"cocoapods", "", "~> 0", "<1", inside},
		{"cocoapods", "", ">= 1.0, < 3", "<2", old},
		{"cocoapods", "1.0.0-beta.1", "", "<1", inside},
		{"jsr", "", "^1.0.0", "<2", inside},
		{"pub", "1.2.3+4", "", "<2", inside},
		{"pub", "", "^1.2.3", "<2", inside},
		{"pub", "", "^0.1.2", "<0.2", inside},
		{"pub", "", "^0.0.3", "<0.0.4", old}, // up to 0.1
		{"pub", "", "^0.0.3", "<0.1", inside},
		{"pub", "", ">=0.5.1 <2.0.0", "<2", inside},
		{"pub", "", ">=1.0.0-dev.1<2.0.0", "<1", old},
		{"pub", "", "1.2.3", "=1.2.3", inside},
		{"pub", "", "any", "<2", old},
		{"pub", "", "^1.0.0 || ^2.0.0", "<3", maybe}, // pub has no alternatives
		{"swift", "5.4.3", "", "<5", outside},
		{"swift", "", `from: "5.4.0"`, "<5", outside},
		{"swift", "", `from: "5.4.0"`, "<6", inside},
		{"swift", "", `from: "0.3.1"`, "<0.4", old}, // up to 1.0
		{"swift", "", `.upToNextMajor(from: "4.9.0")`, "<5", inside},
		{"swift", "", `.upToNextMinor(from: "4.9.0")`, "<4.10", inside},
		{"swift", "", `.upToNextMinor(from: "4.9.0")`, "<4.9.5", old},
		{"swift", "", `"4.0.0"..<"5.0.0"`, "<5", inside},
		{"swift", "", `"4.0.0"..."5.0.0"`, "<5", old},
		{"swift", "", `branch: "main"`, "<5", maybe},
		{"swift", "", `from: later`, "<5", maybe},
		{"swift", "", `from: "a" or "b"`, "<5", maybe},
		{"terraform", "5.31.0", "", "<6", inside},
		{"terraform", "", "~> 5.0", "<6", inside},
		{"terraform", "", "~> 5.1.2", "<5.2", inside},
		{"terraform", "", "~> 5", "<6", old}, // no upper bound
		{"terraform", "", "~> 5", ">=5", inside},
		{"terraform", "", ">= 1.2, < 2.0", "<2", inside},
		{"terraform", "", ">= 4.0, != 4.5.0, < 5", "=4.5", outside},
		{"terraform", "", "= 1.2.3", "=1.2.3", inside},
		{"terraform", "main", "", "<2", maybe},
		{"terraform", "", "${local.x}", "<2", maybe},
		{"generic", "", ">= 1.5, < 2.0", "<2", inside}, // Terraform's required_version, Python's requires-python
		{"generic", "", "~> 1.5.0", "<1.6", inside},
		{"generic", "", "~> 3.1", "<4", inside},
		{"generic", "", "~> 3.1", "<3.2", old},
		{"generic", "", "~=3.9", "<4", inside},
		{"generic", "", "!=3.9.1", "=3.9.1", outside},
		{"generic", "", "==3.9.*", "<3.10", inside},
		{"generic", "", "~8.1.0 || ~8.2.0", "<8.3", inside},
		{"generic", "", "^7.4|^8.0", "<9", inside},
		{"generic", "", "~1.2", "<2", inside}, // npm's is 1.2.x, Composer's 1.x
		{"generic", "", "~1.2", "<1.3", old},
		{"maven", "5.3.0.RELEASE", "", "<6", inside},
		{"maven", "1.0-alpha-1", "", "<1.0", inside},
		{"maven", "1.0.Final", "", "=1.0", inside},
		{"maven", "2.0-SNAPSHOT", "", "<2", inside},
		{"maven", "LATEST", "", "<2", outside},
		{"maven", "${spring.version}", "", "<6", maybe},
		{"maven", "1.${minor}", "", "<6", maybe},
		{"maven", "", "[1.0,2.0)", "<2", inside},
		{"maven", "", "[1.0,2.0]", "<2", maybe},
		{"maven", "", "(,1.0]", "<2", inside},
		{"maven", "", "[1.5,)", "<1.5", outside},
		{"maven", "", "[1,2),[3,4)", "<2 || >=3", inside},
		{"maven", "", "1.0", "<2", maybe},  // a wish, not a bound
		{"maven", "", "1.+", "<2", inside}, // Gradle's and Ivy's
		{"maven", "", "1.2.+", ">=1.3", outside},
		{"maven", "", "+", "<2", maybe},
		{"maven", "", "1.x+", "<2", maybe},
		{"maven", "", "[1.0,2.0[", "<2", inside},
		{"maven", "", "]1.0,2.0]", "=1", outside},
		{"maven", "", "]1.0,2.0[", ">1, <2", inside},
		{"maven", "", "latest.release", "<2", maybe},
		{"nuget", "13.0.1", "", "<13.0.2", inside},
		{"nuget", "", "[13.0.1]", "=13.0.1", inside},
		{"nuget", "", "[12.0,13.0)", "<13", inside},
		{"nuget", "", "13.0.1", "<13", outside},
		{"pypi", "4.2.7", "", "<5", inside},
		{"pypi", "4.2rc1", "", "<4.2", inside},
		{"pypi", "4.2.post1", "", ">4.2", inside},
		{"pypi", "1!1.0", "", "<2", outside},
		{"pypi", "", ">=3.2,<4", "<4", inside},
		{"pypi", "", "~=3.2", "<4", inside},
		{"pypi", "", "~=3.2.1", "<3.3", inside},
		{"pypi", "", "==3.2.*", "<3.3", inside},
		{"pypi", "", ">=3,!=3.5.*,<4", "=3.5.2", outside},
		{"pypi", "", "^3.2", "<4", inside}, // Poetry's
		{"pypi", "", "^0.2.3", "<0.3", inside},
		{"pypi", "", "^0.0", "<0.1", inside},
		{"pypi", "", "~1.2", "<1.3", inside},
		{"pypi", "", "~1", "<2", inside},
		{"pypi", "", "1.*", "<2", inside},
		{"pypi", "", "^2.0 || ^3.0", "<4", inside},
		{"pypi", "", "^2.0,!=2.1.0", "=2.1", outside},
		{"pypi", "", "^1!2.0", ">=1!2, <1!3", inside},
		{"pypi", "", "^3.2; python_version", "<4", maybe},
		{"terraform", "", "~> 5.0", "<6", inside},
		{"terraform", "", ">= 4.0, < 5.0", "<5", inside},
		{"terraform", "", "5.31.0", "=5.31", inside},

		// What asks for the newest is not what is older, and may be what is not known yet.
		{"docker", "latest", "", ">=7.4", maybe},
		{"docker", "lts-alpine", "", "<22 || >=23,<24", outside},
		{"docker", "latest-jdk21", "", "<22", outside},
		{"docker", "alpine3.4", "", "<15", maybe},
		{"docker", "lts-alpine3.4", "", "<15", maybe},
		{"docker", "lts-hydrogen", "", "<20", maybe},
		{"docker", "stable-jessie", "", "<1.20", maybe},
		{"docker", "oldstable", "", "<13", maybe},
		{"docker", "stable-20240101", "", "<15", maybe},
		{"docker", "bookworm", "", "<15", maybe},
		{"docker", "11", "", "<=11", maybe}, // whoever writes that means 11.9, too
		{"docker", "3.8", "", "<3.9", inside},
		{"generic", "", "stable", "<1.26", outside},
		{"generic", "", "node", "<22", outside},
		{"generic", "", "3", ">=3,<3.11", outside},
		{"generic", "", "3.x", ">=3,<3.11", outside},
		{"generic", "", "3.x", ">=3.11", maybe},
		{"generic", "", "3.8.x", "<3.9", inside},
		{"generic", "", "^3.8", ">=3,<3.11", old},
		{"generic", "", ">=3.8", "<=3.8", maybe},
		{"generic", "", "default", "<3", maybe},
		{"nuget", "", "[1.0,3.0)", "<2", maybe}, // which takes the lowest
	}
	for _, test := range tests {
		r, err := ParseRange(test.versions)
		if err != nil {
			t.Errorf("ParseRange(%q): %v", test.versions, err)
			continue
		}
		if got := r.Relate(test.purlType, test.version, test.requirement); got != test.want {
			t.Errorf("%s %q %q lies %v to %q, want %v",
				test.purlType, test.version, test.requirement, names[got], test.versions, names[test.want])
		}
	}
}

var names = map[Relation]string{Outside: "outside", Inside: "inside", MaybeInside: "maybe inside", OldInside: "old inside"}

func TestOverlap(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"", "", true},
		{"", "<17", true},
		{"<17", "<11", true},
		{"<17", ">=17", false},
		{"<=17", ">=17", true},
		{"<=17", ">17", false},
		{"<17", ">=16.5", true},
		{"<1.25", ">=v1.25.0", false},
		{"=17", "!=17", false},
		{"=17", "!=18", true},
		{">=1,<2 || >=3", ">=2,<3", false},
		{">=1,<2 || >=3", ">=2,<=3", true},
		{"<17.0.0-rc1", ">=17.0.0-rc1", false},
		{"<=1.0.post1", ">1.0", true}, // in Python, where it comes after 1.0
		{">=1.0.post1", "<1.0", true}, // in Ruby, where it comes before
		{"<v0.0.0-20240101000000-000000000000", ">=v0.0.0-20240101000000-000000000000", false},
		{"=v0.0.0-20240101000000-000000000000", "=v0.0.0-20250101000000-000000000000", false},
		{"=99999999999999999999", "=1", true}, // no ecosystem reads the first
	}
	for _, test := range tests {
		a, b := mustParse(t, test.a), mustParse(t, test.b)
		if got := Overlap(a, b); got != test.want {
			t.Errorf("Overlap(%q, %q) = %v, want %v", test.a, test.b, got, test.want)
		}
		if got := Overlap(b, a); got != test.want {
			t.Errorf("Overlap(%q, %q) = %v, want %v", test.b, test.a, got, test.want)
		}
	}
}

func TestCovers(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"", "", true},
		{"", "<17", true},
		{"<17", "", false},
		{"<18", "<17", true},
		{"<17", "<18", false},
		{"<=17", "<17", true},
		{"<17", "<=17", false},
		{"<1.25", "<v1.25.0", true},
		{"!=17", "<17 || >17", true},
		{">=1", ">=1,<2 || >=3", true},
		{"<=1.0", "<=1.0.post1", false}, // in Ruby it would, where it comes before
		{"=99999999999999999999", "=99999999999999999999", false},
	}
	for _, test := range tests {
		if got := Covers(mustParse(t, test.a), mustParse(t, test.b)); got != test.want {
			t.Errorf("Covers(%q, %q) = %v, want %v", test.a, test.b, got, test.want)
		}
	}
}

func TestCompare(t *testing.T) {
	tests := []struct {
		purlType, a, b string
		want           int
		known          bool
	}{
		{"golang", "v1.9.0", "v1.10.0", -1, true},
		{"golang", "1.9", "v1.9.0", 0, true},
		{"npm", "1.0.0", "1.0.0-rc.1", 1, true},
		{"docker", "1.25-alpine", "1.25-bookworm", 0, true},
		{"docker", "1.25-alpine", "1.9", 1, true},
		{"docker", "latest", "1.9", 0, false},
		{"maven", "1.0-SNAPSHOT", "1.0", -1, true},
		{"pypi", "1.0", "", 0, false},
	}
	for _, test := range tests {
		got, known := Compare(test.purlType, test.a, test.b)
		if got != test.want || known != test.known {
			t.Errorf("Compare(%s, %q, %q) = %d, %v, want %d, %v",
				test.purlType, test.a, test.b, got, known, test.want, test.known)
		}
	}
}

func mustParse(t *testing.T, text string) Range {
	t.Helper()
	r, err := ParseRange(text)
	if err != nil {
		t.Fatalf("ParseRange(%q): %v", text, err)
	}
	return r
}

var relation Relation // keeps the benchmarks' work

func BenchmarkRelate(b *testing.B) {
	for _, test := range []struct{ name, purlType, version, requirement, versions string }{
		{"go", "golang", "v1.17.1", "", "<2"},
		{"npm requirement", "npm", "", "^16.0.0 || ^18", ">=16, <17 || >=20"},
		{"image", "docker", "1.25-alpine3.20", "", "<1.26"},
		{"empty", "npm", "", "^16.0.0", ""},
	} {
		r, err := ParseRange(test.versions)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(test.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				relation = r.Relate(test.purlType, test.version, test.requirement)
			}
		})
	}
}

// TestRelatePinned takes no tag for the newest where a digest says which image it was.
func TestRelatePinned(t *testing.T) {
	old, err := ParseRange("<3.11")
	if err != nil {
		t.Fatal(err)
	}
	for tag, want := range map[string]Relation{"3": MaybeInside, "latest": MaybeInside, "": MaybeInside, "3.12": Outside, "3.9": Inside} {
		if got := old.RelatePinned("docker", tag); got != want {
			t.Errorf("%q lies %v to <3.11, want %v", tag, names[got], names[want])
		}
	}
}
