package signature_test

import (
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"github.com/dna-group/techcheck/pkg/signature"
)

func TestSignerOfAFile(t *testing.T) {
	dir := t.TempDir()
	plain := newKey(t, dir, "plain", "-t", "ed25519").PublicKey()
	locked := newKey(t, dir, "locked", "-t", "ecdsa").PublicKey()
	must(t, dir, "ssh-keygen", "-q", "-p", "-P", "", "-N", "open sesame", "-f", "locked")
	newKey(t, dir, "old", "-t", "rsa", "-b", "2048", "-m", "PEM")
	must(t, dir, "ssh-keygen", "-q", "-p", "-P", "", "-N", "open sesame", "-m", "PEM", "-f", "old")
	newKey(t, dir, "weak", "-t", "rsa", "-b", "1024")
	write(t, []byte("no key"), dir, "text")
	say := func(passphrase string, err error) func() ([]byte, error) {
		return func() ([]byte, error) { return []byte(passphrase), err }
	}
	for _, test := range []struct {
		name, file string
		keys       signature.Keys
		key        ssh.PublicKey
		want       string // in the error
	}{
		{name: "a private key", file: "plain", key: plain},
		{name: "an encrypted key", file: "locked", keys: signature.Keys{Passphrase: say("open sesame", nil)}, key: locked},
		{name: "a wrong passphrase", file: "locked", keys: signature.Keys{Passphrase: say("open", nil)}, want: "the passphrase is wrong"},
		{name: "a wrong passphrase of an old format", file: "old", keys: signature.Keys{Passphrase: say("open", nil)}, want: "the passphrase is wrong"},
		{name: "no passphrase", file: "locked", keys: signature.Keys{Passphrase: say("", errors.New("interrupted"))}, want: "passphrase: interrupted"},
		{name: "nobody to ask", file: "locked", want: "ssh-add"},
		{name: "a public key without an agent", file: "plain.pub", want: "no agent runs"},
		{name: "a weak key", file: "weak", want: "1024 bits"},
		{name: "a weak public key", file: "weak.pub", want: "1024 bits"},
		{name: "no key", file: "text", want: "no key that can be read"},
	} {
		signer, err := test.keys.Signer(read(t, dir, test.file))
		switch {
		case test.key != nil && (err != nil || ssh.FingerprintSHA256(signer.PublicKey()) != ssh.FingerprintSHA256(test.key)):
			t.Errorf("%s: %v", test.name, err)
		case test.want != "" && (signer != nil || err == nil || !strings.Contains(err.Error(), test.want)):
			t.Errorf("%s: want %q: %v, %v", test.name, test.want, signer, err)
		}
	}
	old, err := (&signature.Keys{Passphrase: say("open sesame", nil)}).Signer(read(t, dir, "old"))
	if err != nil || old.PublicKey().Type() != ssh.KeyAlgoRSA {
		t.Errorf("an old format: %v", err)
	}
}

// TestAgent signs with the real ssh-agent.
func TestAgent(t *testing.T) {
	dir := t.TempDir()
	socket := filepath.Join(dir, "agent")
	if len(socket) > 100 { // the system's limit is 108 bytes, or less
		t.Skip("the temporary folder's name is too long for a socket")
	}
	keys := map[string]ssh.Signer{"ed25519": newKey(t, dir, "ed25519", "-t", "ed25519"), "rsa": newKey(t, dir, "rsa", "-t", "rsa", "-b", "2048")}
	newKey(t, dir, "absent", "-t", "ed25519")
	conn := startAgent(t, socket)
	must(t, dir, "ssh-add", "-q", "ed25519", "rsa")
	must(t, dir, "ssh-keygen", "-q", "-p", "-P", "", "-N", "nobody knows it", "-f", "ed25519")

	from := signature.Keys{Agent: conn}
	for name, key := range keys {
		for _, file := range []string{name + ".pub", name} { // the agent knows the encrypted key, too
			signer, err := from.Signer(read(t, dir, file))
			if err != nil {
				t.Errorf("%s: %v", file, err)
				continue
			}
			armored, err := signature.Sign([]byte("data"), namespace, signer)
			if err != nil {
				t.Errorf("%s: %v", file, err)
				continue
			}
			write(t, armored, dir, "sig")
			write(t, []byte(line("a", "", key.PublicKey())), dir, "approvers")
			if out, err := openSSH(t, dir, "data", "ssh-keygen", "-Y", "verify", "-f", "approvers", "-I", "a", "-n", namespace, "-s", "sig"); err != nil {
				t.Errorf("%s: %v\n%s", file, err, out)
			}
		}
	}
	if _, err := from.Signer(read(t, dir, "absent.pub")); err == nil || !strings.Contains(err.Error(), "ssh-add") {
		t.Errorf("a key that the agent does not hold: %v", err)
	}
	conn.Close()
	if _, err := from.Signer(read(t, dir, "rsa.pub")); err == nil || !strings.Contains(err.Error(), "asking the agent") {
		t.Errorf("an agent that is gone: %v", err)
	}
}

// startAgent starts ssh-agent for the time of a test, and connects to it.
func startAgent(t *testing.T, socket string) net.Conn {
	t.Helper()
	cmd := exec.Command("ssh-agent", "-D", "-a", socket)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	if _, err := out.Read(make([]byte, 1)); err != nil { // it says where it listens, once it does
		t.Fatal(err)
	}
	conn, err := net.Dial("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}
