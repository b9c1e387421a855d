package exceptionfile_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/exceptionfile"
	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// acme is a policy whose exceptions must name their repository.
func acme(trust string) *guideline.Policy {
	return &guideline.Policy{
		Settings: guideline.Settings{
			Name:       "acme/technology",
			Owners:     []guideline.Owner{{ID: "data", Name: "Data platform", Contact: "#data"}},
			Exceptions: guideline.ExceptionSettings{Trust: trust, MaxDays: 365},
		},
		Guidelines: []guideline.Guideline{{ID: "data/mongodb", Owner: "data", Decision: "D-0002"}, {ID: "queues/one", Owner: "data", Decision: "D-0001"}},
		Decisions:  []guideline.Decision{{ID: "D-0001", Date: "2025-02-01"}, {ID: "D-0002", Date: "2025-02-01"}},
	}
}

func rules(p *guideline.Policy) exception.Rules {
	return exception.Rules{Policy: p, Repository: "acme/billing", AsOf: "2026-11-22", Today: "2026-11-22"}
}

func check(t *testing.T, p *guideline.Policy, id string, data []byte) *exception.Exception {
	t.Helper()
	e, problems := exception.Check(exception.File{Path: exception.Folder + "/" + id + ".toml", Data: data}, rules(p))
	if e == nil {
		t.Fatalf("%v in\n%s", problems, data)
	}
	return e
}

// violation is a finding about a component, or about the repository if purl is "".
func violation(purl, version, requirement, path string) finding.Finding {
	f := finding.Finding{Guideline: "data/mongodb", Level: finding.Error, Location: inventory.Location{Path: path, Line: 3, EndLine: 3}}
	if purl == "" {
		f.Guideline, f.Technology = "queues/one", "kafka"
		return f
	}
	typ, name, _ := strings.Cut(strings.TrimPrefix(strings.TrimSuffix(purl, "@"+version), "pkg:"), "/")
	f.Component = &inventory.Component{PURL: purl, Type: typ, Name: name, Version: version, Requirement: requirement, Location: f.Location}
	return f
}

func key(c *inventory.Component) purl.Key { return purl.KeyOf(c.PURL, c.Version) }

func scope(p *guideline.Policy, repository string) *exceptionfile.Scope {
	return &exceptionfile.Scope{
		Policy: p, Repository: repository, Folder: "billing", Key: key,
		VersionAs: func(c *inventory.Component, _ string) (exact, requirement string) { return c.Version, c.Requirement },
	}
}

var ask = exceptionfile.Ask{Reason: "Why.", By: "payments", On: "2026-11-22", Until: "2027-02-20"}

// TestVersions holds that the current major version is asked for, and nothing where that is not sure to hold what is used.
func TestVersions(t *testing.T) {
	for _, test := range []struct{ purl, version, requirement, want string }{
		{"pkg:golang/go.mongodb.org/mongo-driver@v1.17.1", "v1.17.1", "", "<2"},
		{"pkg:golang/a/b@v0.0.0-20200101000000-abcdefabcdef", "v0.0.0-20200101000000-abcdefabcdef", "", "<1"},
		{"pkg:npm/mongoose", "", "^8.1.0", "<9"},
		{"pkg:npm/mongoose", "", "~8.1", "<9"},
		{"pkg:npm/mongoose", "", "^7.0.0 || ^8.0.0", "<9"},
		{"pkg:npm/mongoose", "", ">=8", ""},
		{"pkg:npm/mongoose", "", "*", ""},
		{"pkg:npm/mongoose", "", "latest", ""},
		{"pkg:pypi/pymongo", "", ">=3.2,<4", "<4"},
		{"pkg:docker/mongo@7", "7", "", "<8"},
		{"pkg:docker/mongo@7.0.3-jammy", "7.0.3-jammy", "", "<8"},
		{"pkg:docker/mongo@jammy", "jammy", "", ""},
		{"pkg:maven/org.mongodb/driver@4.11.0", "4.11.0", "", "<5"},
		{"pkg:npm/mongoose@99999999999999999999.0.0", "99999999999999999999.0.0", "", ""},
	} {
		e, err := scope(acme("base"), "").Request(exceptionfile.Subject{violation(test.purl, test.version, test.requirement, "a")}, &ask)
		if err != nil {
			t.Fatal(err)
		}
		if e.Versions != test.want {
			t.Errorf("%s %s%s: %q, want %q", test.purl, test.version, test.requirement, e.Versions, test.want)
		}
	}
}

// TestRequest holds that what is written is read again as it was meant, whatever texts it holds.
func TestRequest(t *testing.T) {
	hostile := "Why: \"\\ \n\t\x1b[2J \u202e é 漢 \U000e0041"
	asked := ask
	asked.Reason, asked.Ticket = hostile, `C:\x`
	for name, subject := range map[string]exceptionfile.Subject{
		"package":    {violation("pkg:npm/%40a/b@8.0.0", "8.0.0", "", "a/[id]/{x}*?\\.json"), violation("pkg:npm/%40a/b@9.0.0", "9.0.0", "", "b.json")},
		"technology": {violation("", "", "", "compose.yaml")},
	} {
		t.Run(name, func(t *testing.T) {
			p := acme("register")
			e, err := scope(p, "acme/billing").Request(subject, &asked)
			if err != nil {
				t.Fatal(err)
			}
			e.ID, e.Path = "x", exception.Folder+"/x.toml"
			text := exceptionfile.Text(e)
			if strings.ContainsAny(text, "\x1b\u202e\U000e0041") {
				t.Errorf("something invisible is written: %q", text)
			}
			got := check(t, p, "x", []byte(text))
			if diff := cmp.Diff(e, got, cmpopts.IgnoreUnexported(exception.Exception{})); diff != "" {
				t.Errorf("(-meant +read):\n%s", diff)
			}
			set := exception.Load(&exception.Sources{Present: []exception.File{{Path: e.Path, Data: []byte(text)}}}, rules(p))
			set.Review(subject, &exception.Scope{Inventory: &inventory.Inventory{}, Key: key, VersionAs: scope(p, "").VersionAs})
			for _, f := range subject {
				if f.State != finding.UnderReview {
					t.Errorf("%s is %s", f.Location.Path, f.State)
				}
			}
		})
	}
}

// TestRequestRefused holds that nothing is written that would not be read, or would cover more than what was found.
func TestRequestRefused(t *testing.T) {
	for want, draft := range map[string]func() (*exception.Exception, error){
		"an exception names its repository": func() (*exception.Exception, error) {
			return scope(acme("register"), "").Request(exceptionfile.Subject{violation("pkg:npm/a@1.0.0", "1.0.0", "", "a")}, &ask)
		},
		"is no name that an exception can be for": func() (*exception.Exception, error) {
			return scope(acme("base"), "").Request(exceptionfile.Subject{violation("pkg:npm/%2A%2A", "", "", "a")}, &ask)
		},
		"is not UTF-8": func() (*exception.Exception, error) {
			return scope(acme("base"), "").Request(exceptionfile.Subject{violation("pkg:npm/a", "", "", "\xff")}, &ask)
		},
		"has no such guideline any more": func() (*exception.Exception, error) {
			return exceptionfile.Renew(acme("base"), &exception.Exception{ID: "x", Guideline: "gone/x"}, &ask)
		},
	} {
		if e, err := draft(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v, %v; want an error with %q", e, err, want)
		}
	}
}

func TestIDs(t *testing.T) {
	taken := func(id string) bool {
		return slices.Contains([]string{"mongodb-billing-20261122", "mongodb-billing-20261122-2"}, id)
	}
	for _, test := range []struct{ got, want string }{
		{exceptionfile.NewID("mongodb", "acme/billing", "2026-11-22", taken), "mongodb-billing-20261122-3"},
		{exceptionfile.NewID("@Angular/Core", "Ünï", "2026-11-22", taken), "angular-core-uni-20261122"},
		{exceptionfile.NewID("漢", "", "2026-11-22", taken), "20261122"},
		{exceptionfile.NewID(strings.Repeat("ab-", 40), "r", "2026-11-22", taken), strings.Repeat("ab-", 13) + "a-r-20261122"},
		{exceptionfile.RenewalID("mongodb-billing-20251122-4", "2026-11-22", taken), "mongodb-billing-20261122-3"},
		{exceptionfile.RenewalID("own-name", "2026-11-23", taken), "own-name-20261123"},
	} {
		if test.got != test.want {
			t.Errorf("got %s, want %s", test.got, test.want)
		}
	}
}

func TestRenew(t *testing.T) {
	p := acme("base")
	old := &exception.Exception{
		ID: "x", Guideline: "data/mongodb", Component: "pkg:npm/a", Paths: []string{"a"}, Versions: "<2", Reason: "Old.", RequestedBy: "payments",
		RequestedOn: "2025-01-01", ExpiresOn: "2027-01-01", Decision: "D-0001", Ticket: "T",
	}
	e, err := exceptionfile.Renew(p, old, &exceptionfile.Ask{On: "2026-11-22"})
	if err != nil {
		t.Fatal(err)
	}
	want := *old
	want.ID, want.RequestedOn, want.ExpiresOn, want.Decision, want.Renews, want.Status = "", "2026-11-22", "2027-11-22", "D-0002", "x", exception.Requested
	if diff := cmp.Diff(&want, e, cmpopts.IgnoreUnexported(exception.Exception{})); diff != "" {
		t.Error(diff)
	}
}

const sound = "guideline = \"data/mongodb\"\ncomponent = \"pkg:npm/a\"\npaths = [\"a\"]\nreason = \"Why.\"\nrequested_by = \"payments\"\n" +
	"requested_on = 2026-11-22\nstatus = \"requested\"\nexpires_on = 2027-02-20\ndecision = \"D-0001\""

// FuzzDecide holds that a decision changes what it says, and nothing else, in any file that is sound.
func FuzzDecide(f *testing.F) {
	for _, data := range []string{
		sound, sound + "\n", strings.ReplaceAll(sound, "\n", "\r\n"), "\ufeff" + sound, "# é\n" + sound + " # end",
		strings.Replace(sound, "status = ", "decided_by='x'\nnote=\"\"\"\na\"\"\" # b\n\"status\"\t=", 1),
		"status = 'approved'\ndecided_on = 2026-11-23\ndecided_by = \"data\"\n" + strings.Replace(sound, "status = \"requested\"\n", "", 1),
	} {
		f.Add([]byte(data), "Only \"this\".\n")
	}
	p := acme("base")
	f.Fuzz(func(t *testing.T, data []byte, note string) {
		file := exception.File{Path: "x.toml", Data: data}
		before, _ := exception.Check(file, rules(p))
		if before == nil {
			return
		}
		d := exceptionfile.Decision{Status: exception.Rejected, By: "data", On: "2026-11-24", Note: note}
		file.Data = exceptionfile.Decide(data, d)
		after, problems := exception.Check(file, rules(p))
		if after == nil {
			t.Fatalf("%v in\n%s", problems, file.Data)
		}
		if after.Status != d.Status || after.DecidedBy != d.By || after.DecidedOn != d.On {
			t.Errorf("the decision is %+v in\n%s", after, file.Data)
		}
		if want := strings.TrimSpace(strings.ToValidUTF8(note, "\uFFFD")); after.Note != want {
			t.Errorf("the note is %q, not %q", after.Note, want)
		}
		ignored := cmpopts.IgnoreFields(exception.Exception{}, "Status", "DecidedBy", "DecidedOn", "Note")
		if diff := cmp.Diff(before, after, cmpopts.IgnoreUnexported(exception.Exception{}), ignored); diff != "" {
			t.Errorf("more has changed:\n%s\n%s", diff, file.Data)
		}
		if bytes.Count(file.Data, []byte("\n")) > bytes.Count(data, []byte("\n"))+4 {
			t.Errorf("more than three lines have come:\n%s", file.Data)
		}
	})
}
