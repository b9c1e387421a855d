package signature_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"github.com/dna-group/techcheck/pkg/signature"
)

const namespace = "techcheck-exception"

// openSSH runs a program of OpenSSH in a folder, where times without Z are UTC. Continuous integration must have it.
func openSSH(t testing.TB, dir, stdin, name string, args ...string) (string, error) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not on PATH", name)
		}
		t.Skipf("%s is not on PATH", name)
	}
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Stdin = strings.NewReader(stdin)
	cmd.Env = append(os.Environ(), "TZ=UTC", "SSH_AUTH_SOCK="+filepath.Join(dir, "agent"), "SSH_AGENT_PID=")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func must(t testing.TB, dir, name string, args ...string) {
	t.Helper()
	if out, err := openSSH(t, dir, "", name, args...); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}

func read(t testing.TB, elements ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(elements...))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func write(t testing.TB, data []byte, elements ...string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(elements...), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// newKey makes the file of a key, and FILE.pub, and gives its signer.
func newKey(t testing.TB, dir, file string, options ...string) ssh.Signer {
	t.Helper()
	must(t, dir, "ssh-keygen", append([]string{"-q", "-N", "", "-C", "of nobody", "-f", file}, options...)...)
	signer, err := ssh.ParsePrivateKey(read(t, dir, file))
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

// line writes a line of approvers for a key.
func line(principals, options string, key ssh.PublicKey) string {
	return strings.TrimSpace(principals+" "+options) + " " + string(bytes.TrimSpace(ssh.MarshalAuthorizedKey(key))) + " a comment\n"
}

// kinds lists the kinds of keys that OpenSSH makes without hardware.
var kinds = []string{"-t ed25519", "-t ecdsa -b 256", "-t ecdsa -b 384", "-t ecdsa -b 521", "-t rsa -b 2048", "-t rsa -b 3072"}

func TestVerifyWhatOpenSSHSigns(t *testing.T) {
	for _, kind := range kinds {
		dir := t.TempDir()
		signer := newKey(t, dir, "key", strings.Fields(kind)...)
		write(t, []byte("signed\n"), dir, "file")
		for _, hash := range []string{"sha256", "sha512"} {
			os.Remove(filepath.Join(dir, "file.sig"))
			must(t, dir, "ssh-keygen", "-Y", "sign", "-n", namespace, "-O", "hashalg="+hash, "-f", "key", "file")
			key, err := signature.Verify([]byte("signed\n"), namespace, read(t, dir, "file.sig"))
			if err != nil || !bytes.Equal(key.Marshal(), signer.PublicKey().Marshal()) {
				t.Errorf("%s, %s: %v, %v", kind, hash, key, err)
			}
		}
	}
}

func TestOpenSSHVerifiesWhatIsSigned(t *testing.T) {
	dir := t.TempDir()
	signers := map[string]ssh.Signer{"-t ed25519-sk": securityKeyEd25519(t), "-t ecdsa-sk": securityKeyECDSA(t)}
	for i, kind := range kinds {
		signers[kind] = newKey(t, dir, "key"+string(rune('0'+i)), strings.Fields(kind)...)
	}
	for kind, signer := range signers {
		armored, err := signature.Sign([]byte("signed\n"), namespace, signer)
		if err != nil {
			t.Errorf("%s: %v", kind, err)
			continue
		}
		write(t, armored, dir, "sig")
		write(t, []byte(line("a", `namespaces="`+namespace+`"`, signer.PublicKey())), dir, "approvers")
		for content, want := range map[string]bool{"signed\n": true, "other\n": false} {
			out, err := openSSH(t, dir, content, "ssh-keygen", "-Y", "verify", "-f", "approvers", "-I", "a", "-n", namespace, "-s", "sig")
			if (err == nil) != want {
				t.Errorf("%s: %q: %v\n%s", kind, content, err, out)
			}
		}
	}
}

// day is when the table below is held against both.
var day = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// approvals is lines of approvers, in which KEY and OTHER are keys. A signature of KEY for data-platform on 22 November 2026
// at noon in UTC is good, or bad.
var approvals = []struct {
	name, lines string
	good        bool
	openSSH     bool // takes it nevertheless
}{
	{name: "one line", lines: "data-platform KEY", good: true},
	{name: "tabs and spaces", lines: " \tdata-platform \t KEY", good: true},
	{name: "no end of line", lines: "payments OTHER\ndata-platform KEY", good: true},
	{name: "CRLF", lines: "# comment\r\n\r\ndata-platform KEY\r\n", good: true},
	{name: "comments", lines: "# data-platform OTHER\n\n   # indented\ndata-platform KEY\n", good: true},
	{name: "nothing"},
	{name: "another key", lines: "data-platform OTHER"},
	{name: "another name", lines: "payments KEY"},
	{name: "another name, then this one", lines: "payments KEY\ndata-platform KEY", good: true},
	{name: "commented out", lines: "#data-platform KEY"},
	{name: "names are case-sensitive", lines: "Data-Platform KEY"},
	{name: "a part of the name", lines: "data KEY"},

	{name: "a list", lines: "payments,data-platform KEY", good: true},
	{name: "a space ends the list", lines: "payments, data-platform KEY"},
	{name: "star", lines: "* KEY", good: true},
	{name: "stars", lines: "d*-*orm KEY", good: true},
	{name: "stars that go back", lines: "*a*at*form** KEY", good: true},
	{name: "a star that does not fit", lines: "*-platforms KEY"},
	{name: "question marks", lines: "data?platfor? KEY", good: true},
	{name: "a question mark too many", lines: "data-platform? KEY"},
	{name: "excluded", lines: "*,!data-platform KEY"},
	{name: "excluded first", lines: "!data-*,* KEY"},
	{name: "another excluded", lines: "!payments,data-* KEY", good: true},
	{name: "an exclusion alone includes nobody", lines: "!payments KEY"},
	{name: "excluded on one line, included on another", lines: "*,!data-platform KEY\ndata-platform KEY", good: true},
	{name: "empty patterns", lines: ",,data-platform,, KEY", good: true},
	{name: "a pattern that is too long", lines: strings.Repeat("*", 1023) + ",data-platform KEY"},
	{name: "a long pattern", lines: strings.Repeat("*", 1022) + " KEY", good: true},
	{name: "quoted names", lines: `"data-platform" KEY`, good: true},
	{name: "quoted names with a space", lines: `"other name,data-platform" KEY`, good: true},
	{name: "a quoted hash", lines: `"#data-platform,data-platform" KEY`, good: true},
	{name: "nothing between the quote and the key", lines: `"data-platform"KEY`, openSSH: true},
	{name: "a quote that is open", lines: `"data-platform KEY`},
	{name: "a quote in the middle", lines: `data-"platform" KEY`, openSSH: true},

	{name: "the namespace", lines: `data-platform namespaces="techcheck-exception" KEY`, good: true},
	{name: "another namespace", lines: `data-platform namespaces="git,file" KEY`},
	{name: "no namespace", lines: `data-platform namespaces="" KEY`},
	{name: "a list of namespaces", lines: `data-platform namespaces="git,techcheck-*" KEY`, good: true},
	{name: "any namespace", lines: `data-platform namespaces="*" KEY`, good: true},
	{name: "the namespace excluded", lines: `data-platform namespaces="*,!techcheck-exception" KEY`},
	{name: "a space in the list", lines: `data-platform namespaces="git, techcheck-exception" KEY`},
	{name: "an escaped quote", lines: `data-platform namespaces="a\"b,techcheck-exception" KEY`, good: true},
	{name: "options are not case-sensitive", lines: `data-platform Namespaces="techcheck-exception" KEY`, good: true},
	{name: "namespaces without quotes", lines: `data-platform namespaces=techcheck-exception KEY`},
	{name: "namespaces without a value", lines: `data-platform namespaces KEY`},
	{name: "namespaces twice", lines: `data-platform namespaces="techcheck-exception",namespaces="git" KEY`},
	{name: "an open quote", lines: `data-platform namespaces="techcheck-exception KEY`},
	{name: "text after the quote", lines: `data-platform namespaces="techcheck-exception"x KEY`},
	{name: "an unknown option", lines: `data-platform no-touch-required KEY`},
	{name: "a comma at the start", lines: `data-platform ,namespaces="*" KEY`, openSSH: true},
	{name: "a comma at the end", lines: `data-platform namespaces="*", KEY`},
	{name: "spaces between options", lines: `data-platform namespaces="*", valid-after="20200101" KEY`},
	{name: "an authority", lines: `data-platform cert-authority KEY`},
	{name: "an authority on a line of others", lines: "*@example.com cert-authority OTHER\ndata-platform KEY", openSSH: true},

	{name: "within the window", lines: `data-platform valid-after="20261122Z",valid-before="20261123Z" KEY`, good: true},
	{name: "options in another order", lines: `data-platform valid-before="20261123Z",namespaces="*",valid-after="20261122Z" KEY`, good: true},
	{name: "before the window", lines: `data-platform valid-after="20261123Z" KEY`},
	{name: "after the window", lines: `data-platform valid-before="20261122Z" KEY`},
	{name: "without Z", lines: `data-platform valid-after="20261122",valid-before="20261123" KEY`, good: true},
	{name: "with minutes", lines: `data-platform valid-after="202611221159Z",valid-before="202611221201Z" KEY`, good: true},
	{name: "a minute too late", lines: `data-platform valid-before="202611221159Z" KEY`},
	{name: "a minute too early", lines: `data-platform valid-after="202611221201" KEY`},
	{name: "the last second", lines: `data-platform valid-before="20261122120000Z" KEY`, good: true},
	{name: "the first second", lines: `data-platform valid-after="20261122120000Z" KEY`, good: true},
	{name: "a second too late", lines: `data-platform valid-before="20261122115959Z" KEY`},
	{name: "a second too early", lines: `data-platform valid-after="20261122120001Z" KEY`},
	{name: "an old line and its successor", lines: "data-platform valid-before=\"20260101Z\" KEY\ndata-platform valid-after=\"20260101Z\" KEY", good: true},
	{name: "an empty window", lines: `data-platform valid-after="20261122Z",valid-before="20261122Z" KEY`},
	{name: "a window turned round", lines: `data-platform valid-after="20261201Z",valid-before="20261101Z" KEY`},
	{name: "a time without quotes", lines: `data-platform valid-after=20200101Z KEY`},
	{name: "no time", lines: `data-platform valid-after="" KEY`},
	{name: "a time with hyphens", lines: `data-platform valid-after="2020-01-01" KEY`},
	{name: "a month too many", lines: `data-platform valid-after="20201301Z" KEY`},
	{name: "an hour too many", lines: `data-platform valid-after="202001012500Z" KEY`},
	{name: "the epoch", lines: `data-platform valid-after="19700101Z" KEY`},
	{name: "a fraction", lines: `data-platform valid-after="20200101120000.5Z" KEY`},
	{name: "valid-after twice", lines: `data-platform valid-after="20200101Z",valid-after="20210101Z" KEY`},
	{name: "valid-before twice", lines: `data-platform valid-before="20300101Z",valid-before="20310101Z" KEY`},

	{name: "no key", lines: "data-platform"},
	{name: "no key after options", lines: `data-platform namespaces="*"`},
	{name: "a type without a key", lines: "data-platform ssh-ed25519"},
	{name: "a broken key", lines: "data-platform ssh-ed25519 AAAAC3NzaC1lZDI1NTE5"},
	{name: "no base64", lines: "data-platform ssh-ed25519 §§§§"},
	{name: "a wrong type", lines: "data-platform ssh-rsa KEYBLOB"},
	{name: "an unknown type", lines: "data-platform ssh-kryptonite KEYBLOB"},
	{name: "a broken line before", lines: "data-platform what is this\ndata-platform KEY", openSSH: true},
	{name: "a broken line of others before", lines: "payments what is this\ndata-platform KEY", openSSH: true},
	{name: "a broken line after", lines: "data-platform KEY\ndata-platform what is this\n", openSSH: true},
	{name: "DSA on a line of others", lines: "payments ssh-dss AAAAB3NzaC1kc3MAAACB\ndata-platform KEY", openSSH: true},
	{name: "a byte-order mark", lines: "\ufeffdata-platform KEY"},
	{name: "a byte-order mark that a pattern takes", lines: "\ufeff*,data-platform KEY", openSSH: true},
	{name: "an invisible space", lines: "data-platform\u200b KEY"},
	{name: "a byte 0", lines: "data-platform KEY\x00", openSSH: true},
}

// TestApproversLikeOpenSSH holds the reader of approvers against ssh-keygen: they differ only where the table says so.
func TestApproversLikeOpenSSH(t *testing.T) {
	dir := t.TempDir()
	signer, other := newKey(t, dir, "key", "-t", "ed25519"), newKey(t, dir, "other", "-t", "ed25519")
	write(t, []byte("signed"), dir, "file")
	must(t, dir, "ssh-keygen", "-Y", "sign", "-n", namespace, "-f", "key", "file")
	public := func(s ssh.Signer) string { return string(bytes.TrimSpace(ssh.MarshalAuthorizedKey(s.PublicKey()))) }
	replace := strings.NewReplacer("KEYBLOB", strings.Fields(public(signer))[1], "KEY", public(signer), "OTHER", public(other))
	for _, test := range approvals {
		file := replace.Replace(test.lines)
		if got := check(file, signer.PublicKey()); (got == nil) != test.good {
			t.Errorf("%s: good %v, but: %v", test.name, test.good, got)
		}
		write(t, []byte(file), dir, "approvers")
		out, err := openSSH(t, dir, "signed", "ssh-keygen", "-Y", "verify", "-f", "approvers", "-I", "data-platform", "-n", namespace,
			"-s", "file.sig", "-O", "verify-time="+day.Format("20060102150405Z"))
		if (err == nil) != (test.good || test.openSSH) {
			t.Errorf("%s: ssh-keygen: %v\n%s", test.name, err, out)
		}
	}
}

func check(file string, key ssh.PublicKey) error {
	approvers, err := signature.ParseApprovers([]byte(file))
	if err != nil {
		return err
	}
	return approvers.Check(key, []string{"data-platform"}, namespace, day)
}
