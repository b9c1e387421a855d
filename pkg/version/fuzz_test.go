package version

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"deps.dev/util/semver"
)

func FuzzParseRange(f *testing.F) {
	for _, text := range []string{"", "<1", ">=1.2, <2 || =3", "<lts", "~> 1", "<1,", "=1.x", "<1.0.Final || >v2+b"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := ParseRange(text)
		var rangeError *RangeError
		switch {
		case err == nil && !Overlap(r, r):
			t.Errorf("ParseRange(%q) accepts a range without versions", text)
		case err != nil && !errors.As(err, &rangeError):
			t.Errorf("ParseRange(%q) = %v, want a RangeError", text, err)
		case err != nil && (rangeError.Offset < 0 || rangeError.Offset > len(text)):
			t.Errorf("ParseRange(%q): offset %d lies outside", text, rangeError.Offset)
		}
	})
}

func FuzzRelate(f *testing.F) {
	f.Add("npm", "", "^16.0.0 || >18", "<17")
	f.Add("docker", "1.25-alpine3.20", "", "<1.25")
	f.Add("golang", "v0.0.0-20240116215550-a9fa1716bcac", "", "!=1")
	f.Add("maven", "", "[1,2),(3,]", "<2.0.Final")
	f.Add("pypi", "1!2.0.post1", "~=3.2,!=3.2.*", ">=1, <2 || >=3")
	f.Add("gem", "7.1.0.rc1", "~> 7.0, != 7.1.0", "<8")
	f.Add("nuget", "", "1.*-*", "<2")
	f.Fuzz(func(t *testing.T, purlType, version, requirement, versions string) {
		r, err := ParseRange(versions)
		if err != nil {
			return
		}
		relation := r.Relate(purlType, version, requirement)
		if purlType == "npm" && version == "" {
			checkSamples(t, requirement, versions, relation)
		}
	})
}

// TestRelateSamples relates random npm requirements to random ranges.
func TestRelateSamples(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(from ...string) string { return from[random.IntN(len(from))] }
	number := func() string { return fmt.Sprint(random.IntN(4)) }
	version := func() string {
		v := number()
		for random.IntN(3) > 0 && strings.Count(v, ".") < 2 {
			v += "." + number()
		}
		if strings.Count(v, ".") == 2 {
			v += pick("", "", "", "-beta.1", "-rc1")
		}
		return v
	}
	counts := map[Relation]int{}
	for range 5_000 {
		requirement, versions := "", ""
		for i := range 1 + random.IntN(3) {
			if i > 0 {
				requirement += pick(" ", " || ", "||")
			}
			requirement += pick("", "^", "~", ">", ">=", "<", "<=", "=") + pick("", " ") + version()
		}
		for i := range 1 + random.IntN(3) {
			if i > 0 {
				versions += pick(",", " || ", ", ")
			}
			versions += pick("<", "<=", "=", "!=", ">=", ">") + version()
		}
		r, err := ParseRange(versions)
		if err != nil {
			continue
		}
		relation := r.Relate("npm", "", requirement)
		checkSamples(t, requirement, versions, relation)
		counts[relation]++
	}
	for relation, name := range names {
		if counts[relation] < 100 {
			t.Errorf("only %d of the cases are %s: the test says little", counts[relation], name)
		}
	}
}

// samples are versions that no requirement treats specially, as npm does pre-releases.
var samples = func() []*semver.Version {
	var samples []*semver.Version
	for i := range 5 * 5 * 5 {
		v, err := semver.NPM.Parse(fmt.Sprintf("%d.%d.%d", i/25, i/5%5, i%5))
		if err != nil {
			panic(err)
		}
		samples = append(samples, v)
	}
	return samples
}()

// checkSamples compares a relation with what the samples say that satisfy the requirement.
func checkSamples(t *testing.T, requirement, versions string, relation Relation) {
	t.Helper()
	if relation == MaybeInside || relation == OldInside {
		return
	}
	for alternative := range strings.SplitSeq(requirement, "||") {
		c, err := semver.NPM.ParseConstraint(alternative)
		if err != nil {
			return
		}
		for _, v := range samples {
			if c.MatchVersion(v) && satisfies(v, versions) != (relation == Inside) {
				t.Errorf("%q allows %v, but lies %s to %q", requirement, v, names[relation], versions)
				return
			}
		}
	}
}

// satisfies is the plain reading of a range, of which Relate is the exact one.
func satisfies(v *semver.Version, versions string) bool {
	for alternative := range strings.SplitSeq(versions, "||") {
		all := true
		for part := range strings.SplitSeq(alternative, ",") {
			part = strings.TrimSpace(part)
			text := strings.TrimSpace(strings.TrimLeft(part, "<>=!"))
			operator := strings.TrimSpace(strings.TrimSuffix(part, text))
			order := semver.NPM.Compare(v.String(), text)
			all = all && map[string]bool{
				"<": order < 0, "<=": order <= 0, "=": order == 0, "!=": order != 0, ">=": order >= 0, ">": order > 0,
				"": true,
			}[operator]
		}
		if all {
			return true
		}
	}
	return false
}
