package exception_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
)

const signed = `guideline    = "datastores/mongodb"
component    = "pkg:golang/go.mongodb.org/mongo-driver/**"
repositories = ["acme/billing"]
paths        = ["services/legacy/**"]
reason       = "Migration to PostgreSQL is planned for Q2."
requested_by = "payments"
requested_on = 2026-11-22
status       = "approved"
decided_by   = "data-platform"
decided_on   = 2026-11-24
expires_on   = 2027-05-31
decision     = "D-0007"
`

// keygen runs ssh-keygen in a folder. Continuous integration must have it.
func keygen(t *testing.T, dir string, args ...string) {
	t.Helper()
	if _, err := exec.LookPath("ssh-keygen"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("ssh-keygen is not on PATH")
		}
		t.Skip("ssh-keygen is not on PATH")
	}
	cmd := exec.Command("ssh-keygen", args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("ssh-keygen %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// signBy signs a file with the key of a name, by ssh-keygen.
func signBy(t *testing.T, dir, key, namespace, text string) []byte {
	t.Helper()
	name := filepath.Join(dir, "file")
	_ = os.Remove(name + ".sig")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	keygen(t, dir, "-Y", "sign", "-n", namespace, "-f", key, "file")
	signature, err := os.ReadFile(name + ".sig")
	if err != nil {
		t.Fatal(err)
	}
	return signature
}

// load gives where the one exception of a repository stands on 25 November 2026, and the problems with it.
func load(t *testing.T, text string, signature, approvers []byte) (exception.Standing, []inventory.Problem) {
	t.Helper()
	policy := &guideline.Policy{Settings: guideline.Settings{
		Owners: []guideline.Owner{
			{ID: "data-platform", Name: "Data platform", Contact: "#data-platform"}, {ID: "architecture", Contact: "#architecture"}, {ID: "mute"},
		},
		Exceptions: guideline.ExceptionSettings{Trust: "signature", MaxDays: 365, NoticeDays: 30},
	}}
	set := exception.Load(&exception.Sources{
		Present:   []exception.File{{Path: ".techcheck/exceptions/mongodb-billing.toml", Data: []byte(text), Signature: signature}},
		Approvers: approvers,
	}, exception.Rules{Policy: policy, Repository: "acme/billing", AsOf: "2026-11-25"})
	standings := set.Review(nil, &exception.Scope{Inventory: &inventory.Inventory{}})
	if len(standings) != 1 {
		t.Fatalf("%d exceptions: %v", len(standings), set.Problems)
	}
	return standings[0], set.Problems
}

func TestSignature(t *testing.T) {
	dir := t.TempDir()
	public := map[string]string{}
	for _, name := range []string{"theirs", "other"} {
		keygen(t, dir, "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", name)
		key, err := os.ReadFile(filepath.Join(dir, name+".pub"))
		if err != nil {
			t.Fatal(err)
		}
		public[name] = strings.TrimSpace(string(key))
	}
	fill := strings.NewReplacer("THEIRS", public["theirs"], "OTHER", public["other"])
	good := signBy(t, dir, "theirs", exception.Namespace, signed)
	rejected := strings.Replace(signed, `"approved"`, `"rejected"`, 1)
	requested := strings.Replace(signed, `"approved"`, `"requested"`, 1)
	mute := strings.Replace(signed, `"data-platform"`, `"mute"`, 1)

	for _, test := range []struct {
		name, text string
		signature  []byte
		approvers  string
		state      exception.State
		doubt      string // in the doubt
		wrong      string // in the problem
	}{
		{"good", signed, good, "data-platform THEIRS", exception.InForce, "", ""},
		{"good by the owner's contact", signed, good, `"#data-platform" namespaces="techcheck-*" THEIRS`, exception.InForce, "", ""},
		{"good by one of two lines", signed, good, "architecture THEIRS\ndata-platform THEIRS", exception.InForce, "", ""},
		{"good in the window", signed, good, `data-platform valid-after="20261124",valid-before="20261126" THEIRS`, exception.InForce, "", ""},
		{"good in two windows, one after the other", signed, good,
			"data-platform valid-before=\"20261125\" THEIRS\ndata-platform valid-after=\"20261125\" THEIRS", exception.InForce, "", ""},
		{"rejected and signed", rejected, signBy(t, dir, "theirs", exception.Namespace, rejected), "data-platform THEIRS", exception.Refused, "", ""},
		{"a request needs no signature", requested, nil, "data-platform THEIRS", exception.Waiting, "", ""},

		{"nobody signed", signed, nil, "data-platform THEIRS", exception.Waiting,
			"let Data platform run techcheck exception approve mongodb-billing --key FILE, or ssh-keygen -Y sign -n techcheck-exception -f FILE " +
				".techcheck/exceptions/mongodb-billing.toml", ""},
		{"rejected, and nobody signed", rejected, nil, "data-platform THEIRS", exception.Waiting, "nobody has signed", ""},
		{"an empty signature", signed, []byte{}, "data-platform THEIRS", exception.Waiting, "wrong", "not one signature"},
		{"garbage", signed, []byte("approved"), "data-platform THEIRS", exception.Waiting, "wrong", "mongodb-billing.toml.sig: this is not one signature"},
		{"a later last day", strings.Replace(signed, "2027-05-31", "2027-06-30", 1), good, "data-platform THEIRS", exception.Waiting, "wrong", "is not what was signed"},
		{"approved over a signed rejection", signed, signBy(t, dir, "theirs", exception.Namespace, rejected), "data-platform THEIRS", exception.Waiting, "wrong", "is not what was signed"},
		{"CRLF", strings.ReplaceAll(signed, "\n", "\r\n"), good, "data-platform THEIRS", exception.Waiting, "wrong", "line endings"},
		{"another namespace", signed, signBy(t, dir, "theirs", "git", signed), "data-platform THEIRS", exception.Waiting, "wrong", `the namespace "git": sign again with -n techcheck-exception`},
		{"no approvers", signed, good, "", exception.Waiting, "wrong", `add data-platform namespaces="techcheck-exception" ssh-ed25519 AAAA`},
		{"an unknown key", signed, signBy(t, dir, "other", exception.Namespace, signed), "data-platform THEIRS", exception.Waiting, "wrong", "no line has the key SHA256:"},
		{"another owner's key", signed, signBy(t, dir, "other", exception.Namespace, signed), "data-platform THEIRS\narchitecture OTHER", exception.Waiting, "wrong",
			`do not let its key sign for data-platform: approvers, line 2: the key is for "architecture"`},
		{"the key is for another namespace", signed, good, `data-platform namespaces="git" THEIRS`, exception.Waiting, "wrong", `namespaces "git"`},
		{"the key came after the decision", signed, good, `data-platform valid-after="20261125" THEIRS`, exception.Waiting, "wrong", "not yet at 2026-11-24T12:00:00Z"},
		{"the key came on the day, but after noon", signed, good, `data-platform valid-after="202611241201" THEIRS`, exception.Waiting, "wrong", "not yet at 2026-11-24T12:00:00Z"},
		{"the key ended since", signed, good, `data-platform valid-before="20261125" THEIRS`, exception.Waiting, "wrong", "not at 2026-11-25T12:00:00Z"},
		{"the contact is excluded", signed, good, `"*,!#data-platform" THEIRS`, exception.Waiting, "wrong", "is for"},
		{"the id is excluded", signed, good, `*,!data-platform THEIRS`, exception.Waiting, "wrong", "is for"},
		{"an owner without a contact", mute, signBy(t, dir, "theirs", exception.Namespace, mute), "*,!mute THEIRS", exception.Waiting, "wrong", "is for"},
		{"a mistake in another line", signed, good, "data-platform THEIRS\narchitecture until=\"2027\" OTHER", exception.Waiting, "wrong",
			`the policy's approvers are wrong, so that nobody can sign: approvers, line 2: "until": this is neither an option`},
		{"an authority", signed, good, "data-platform cert-authority THEIRS", exception.Waiting, "wrong", "approvers, line 1: \"cert-authority\": certificates"},
	} {
		st, problems := load(t, test.text, test.signature, []byte(fill.Replace(test.approvers)))
		if st.State != test.state || !strings.Contains(st.Doubt, test.doubt) || (test.doubt == "") != (st.Doubt == "") {
			t.Errorf("%s: %s, because %q", test.name, st.State, st.Doubt)
		}
		wrong := &bytes.Buffer{}
		for _, p := range problems {
			wrong.WriteString(p.Path + ": " + p.Message)
		}
		if !strings.Contains(wrong.String(), test.wrong) || (test.wrong == "") != (wrong.Len() == 0) {
			t.Errorf("%s: want %q in: %s", test.name, test.wrong, wrong)
		}
	}
}
