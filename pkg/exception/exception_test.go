package exception_test

import (
	"strings"
	"testing"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

const good = `guideline    = "data/mongodb"
component    = "pkg:npm/mongoose"
paths        = ["web/**"]
versions     = "<9"
reason       = "Migration to PostgreSQL is planned for Q2."
requested_by = "payments"
requested_on = 2026-11-22
status       = "approved"
decided_by   = "data"
decided_on   = 2026-11-24
expires_on   = 2027-05-31
decision     = "D-0007"
`

func rules(asOf guideline.Date) exception.Rules {
	return exception.Rules{AsOf: asOf, Today: "2026-11-25", Policy: &guideline.Policy{
		Settings: guideline.Settings{
			Owners:     []guideline.Owner{{ID: "data", Name: "Data platform", Contact: "@acme/data"}},
			Exceptions: guideline.ExceptionSettings{Trust: "base", MaxDays: 365, NoticeDays: 30},
		},
		Guidelines: []guideline.Guideline{{ID: "data/mongodb", Decision: "D-0007"}},
		Decisions:  []guideline.Decision{{ID: "D-0007", Date: "2025-02-01"}},
	}}
}

// review gives the one violation of a repository that uses mongoose, as trusted files leave it, and where those stand.
func review(asOf guideline.Date, files ...exception.File) (finding.Finding, []exception.Standing, *exception.Set) {
	mongoose := inventory.Component{
		PURL: "pkg:npm/mongoose@8.1.0", Type: "npm", Name: "mongoose", Version: "8.1.0", Location: inventory.Location{Path: "web/package.json", Line: 2},
	}
	findings := []finding.Finding{{Guideline: "data/mongodb", Level: finding.Error, Component: &mongoose, Location: mongoose.Location}}
	set := exception.Load(&exception.Sources{Present: files, Trusted: files, Before: files, Revision: "origin/main"}, rules(asOf))
	standings := set.Review(findings, &exception.Scope{
		Inventory: &inventory.Inventory{Components: []inventory.Component{mongoose}},
		Key:       func(c *inventory.Component) purl.Key { return purl.KeyOf(c.PURL, c.Version) },
		VersionAs: func(c *inventory.Component, _ string) (string, string) { return c.Version, c.Requirement },
	})
	return findings[0], standings, set
}

func file(id, text string) exception.File {
	return exception.File{Path: exception.Folder + "/" + id + ".toml", Data: []byte(text)}
}

// with puts other lines in place of those of good.
func with(pairs ...string) string {
	return strings.NewReplacer(pairs...).Replace(good)
}

// TestDays pins the first and the last day of everything that has one.
func TestDays(t *testing.T) {
	tests := []struct {
		name string
		text string
		asOf guideline.Date
		want finding.State
	}{
		{"the last day", good, "2027-05-31", finding.Excepted},
		{"the day after it", good, "2027-06-01", finding.Lapsed},
		{"before it was decided, but for time zones", good, "2026-11-22", finding.Excepted},
		{"before it was decided", good, "2026-11-21", finding.UnderReview},
		{"rejected", with(`"approved"`, `"rejected"`), "2027-06-01", finding.Rejected},
		{"a request whose time is over", with(`"approved"`, `"requested"`), "2027-06-01", finding.NeedsReview},
		{"the last day under another decision", with("D-0007", "D-0001"), "2025-03-03", finding.UnderReview},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, _, set := review(test.asOf, file("a", test.text))
			if f.State != test.want || len(set.Problems) > 0 {
				t.Errorf("%s, want %s; problems %v", f.State, test.want, set.Problems)
			}
		})
	}
}

// TestSeveral holds which of several exceptions decides, and that renewals are counted.
func TestSeveral(t *testing.T) {
	old := with("2026-11-22", "2025-11-22", "2026-11-24", "2025-11-24", "2027-05-31", "2026-05-31")
	renewed := good + "renews = \"old\"\n"
	asked := with(`"approved"`, `"requested"`) + "renews = \"new\"\n"
	rejected := with(`"approved"`, `"rejected"`)
	later, laterGood := with(`"approved"`, `"rejected"`, "2026-11-24", "2026-11-25"), with("2026-11-24", "2026-11-25")
	tests := []struct {
		name  string
		files []exception.File
		want  finding.State
		by    string
		times int
	}{
		{"a renewal beats what lapsed", []exception.File{file("old", old), file("new", renewed)}, finding.Excepted, "new", 1},
		{"a request beats what lapsed", []exception.File{file("old", old), file("asked", asked)}, finding.UnderReview, "asked", 1},
		{"an approval beats a rejection", []exception.File{file("no", rejected), file("yes", good)}, finding.Excepted, "yes", 0},
		{"a later rejection beats an approval", []exception.File{file("a", good), file("no", later)}, finding.Rejected, "no", 0},
		{"a later rejection beats an approval, whatever is asked for", []exception.File{file("a", later), file("b", asked), file("c", good)}, finding.Rejected, "a", 0},
		{"a later approval beats a rejection", []exception.File{file("a", laterGood), file("no", rejected)}, finding.Excepted, "a", 0},
		{"a rejection beats what lapsed", []exception.File{file("no", rejected), file("old", old)}, finding.Rejected, "no", 0},
		{"a circle ends", []exception.File{file("a", good+"renews = \"b\"\n"), file("b", good+"renews = \"a\"\n")}, finding.Excepted, "a", 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, standings, _ := review("2026-11-25", test.files...)
			if f.State != test.want || f.Exception != test.by {
				t.Errorf("%s by %s, want %s by %s", f.State, f.Exception, test.want, test.by)
			}
			for _, st := range standings {
				if st.ID == test.by && st.Renewals != test.times {
					t.Errorf("renewed %d times, want %d", st.Renewals, test.times)
				}
			}
		})
	}
}

// TestRenewed holds that an exception does not lapse where its renewal is in force, covers as much, and holds for longer.
func TestRenewed(t *testing.T) {
	renewal := strings.NewReplacer("2027-05-31", "2027-10-31").Replace(good) + "renews = \"a\"\n"
	tests := []struct {
		name, renewal    string
		lapsing, prolong bool
	}{
		{"in force", renewal, false, true},
		{"waiting", strings.Replace(renewal, `"approved"`, `"requested"`, 1), true, true},
		{"rejected", strings.Replace(renewal, `"approved"`, `"rejected"`, 1), true, false},
		{"for less", strings.Replace(renewal, "mongoose", "mongodb", 1), true, false},
		{"for no longer", strings.Replace(renewal, "2027-10-31", "2027-05-31", 1), true, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, standings, set := review("2027-05-20", file("a", good), file("b", test.renewal))
			if len(standings) != 2 {
				t.Fatal(set.Problems)
			}
			a := standings[0]
			if a.Lapsing != test.lapsing || (a.Renewal != nil) != test.prolong {
				t.Errorf("lapsing %t, prolonged by %v; want %t, %t", a.Lapsing, a.Renewal, test.lapsing, test.prolong)
			}
		})
	}
}

// FuzzLoad holds that no bytes break the reader, and that only what parses without a problem excuses.
func FuzzLoad(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte("\xef\xbb\xbf" + strings.ReplaceAll(good, "\n", "\r\n")))
	f.Add([]byte(with("2027-05-31", "2027-05-31T00:00:00Z")))
	f.Add([]byte("guideline = \"a\"\n[a.b.c]\nd = [[1]]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		found, standings, set := review("2026-11-25", exception.File{Path: exception.Folder + "/a.toml", Data: data})
		if len(set.Problems) > 0 && (found.State != finding.NeedsReview || len(standings) > 0) {
			t.Errorf("%s in spite of %v", found.State, set.Problems)
		}
		if found.State == finding.Excepted && !strings.Contains(string(data), "approved") {
			t.Errorf("excepted by %q", data)
		}
	})
}
