package signature_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha512"
	"encoding/pem"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"github.com/dna-group/techcheck/pkg/signature"
)

// blob is a signature as PROTOCOL.sshsig of OpenSSH writes it.
type blob struct {
	Magic                               [6]byte
	Version                             uint32
	Key, Namespace, Reserved, Algorithm string
	Signature                           string
}

// forge makes a signature that no tool makes: change alters what it says, after it was signed.
func forge(t *testing.T, digest []byte, algorithm string, sign func([]byte) (*ssh.Signature, error), key ssh.PublicKey, change func(*blob, *ssh.Signature)) []byte {
	t.Helper()
	b := blob{Magic: [6]byte([]byte("SSHSIG")), Version: 1, Key: string(key.Marshal()), Namespace: namespace, Algorithm: algorithm}
	made, err := sign(append([]byte("SSHSIG"), ssh.Marshal(struct {
		Namespace, Reserved, Algorithm string
		Digest                         []byte
	}{namespace, "", algorithm, digest})...))
	if err != nil {
		t.Fatal(err)
	}
	change(&b, made)
	if b.Signature == "" {
		b.Signature = string(ssh.Marshal(made))
	}
	return pem.EncodeToMemory(&pem.Block{Type: "SSH SIGNATURE", Bytes: ssh.Marshal(b)})
}

func TestVerifyRefuses(t *testing.T) {
	dir := t.TempDir()
	key, rsa, weak := newKey(t, dir, "key", "-t", "ed25519"), newKey(t, dir, "rsa", "-t", "rsa", "-b", "2048"), newKey(t, dir, "weak", "-t", "rsa", "-b", "1024")
	must(t, dir, "ssh-keygen", "-q", "-s", "rsa", "-I", "id", "-n", "data-platform", "key.pub")
	certificate, _, _, _, err := ssh.ParseAuthorizedKey(read(t, dir, "key-cert.pub"))
	if err != nil {
		t.Fatal(err)
	}
	certified, err := ssh.NewCertSigner(certificate.(*ssh.Certificate), key)
	if err != nil {
		t.Fatal(err)
	}
	touchless := securityKeyEd25519(t)
	touchless.flags = 0

	const data = "status = \"approved\"\n"
	long, short := sha512.Sum512([]byte(data)), sha1.Sum([]byte(data))
	good, err := signature.Sign([]byte(data), namespace, key)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere, err := signature.Sign([]byte(data), "git", key)
	if err != nil {
		t.Fatal(err)
	}
	by := func(s ssh.Signer) func([]byte) (*ssh.Signature, error) {
		return func(data []byte) (*ssh.Signature, error) { return s.Sign(rand.Reader, data) }
	}
	unchanged := func(*blob, *ssh.Signature) {}
	forged := func(s ssh.Signer, change func(*blob, *ssh.Signature)) []byte {
		return forge(t, long[:], "sha512", by(s), s.PublicKey(), change)
	}
	crlf := func(text []byte) []byte { return bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")) }

	for _, test := range []struct {
		name, data string
		armored    []byte
		want       string // in the error; "" if it is good
	}{
		{"good", data, good, ""},
		{"good, forged as the others are", data, forged(key, unchanged), ""},
		{"good, its own lines ended by CRLF", data, crlf(good), ""},
		{"good, white space behind it", data, append(bytes.Clone(good), "\n \n"...), ""},
		{"another file", "status = \"rejected\"\n", good, "is not what was signed"},
		{"CRLF", string(crlf([]byte(data))), good, "line endings"},
		{"a byte-order mark", "\ufeff" + data, good, "is not what was signed"},
		{"an empty file", "", good, "is not what was signed"},
		{"another namespace", data, elsewhere, `made in the namespace "git"`},
		{"another namespace written over it", data, forged(key, func(b *blob, _ *ssh.Signature) { b.Namespace = "git" }), `the namespace "git"`},
		{"this namespace written over another", data, bytes.Replace(elsewhere, elsewhere, relabel(t, elsewhere), 1), "is not what was signed"},
		{"another hash written over it", data, forged(key, func(b *blob, _ *ssh.Signature) { b.Algorithm = "sha256" }), "is not what was signed"},
		{"another key written over it", data, forged(key, func(b *blob, _ *ssh.Signature) { b.Key = string(rsa.PublicKey().Marshal()) }), "one signature"},
		{"SHA-1 of the file", data, forge(t, short[:], "sha1", by(key), key.PublicKey(), unchanged), "unsupported hash"},
		{"SHA-1 in the signature", data, forged(rsa, unchanged), `"ssh-rsa"`},
		{"a weak key", data, forge(t, long[:], "sha512", func(data []byte) (*ssh.Signature, error) {
			return weak.(ssh.AlgorithmSigner).SignWithAlgorithm(rand.Reader, data, ssh.KeyAlgoRSASHA512)
		}, weak.PublicKey(), unchanged), "1024 bits"},
		{"a certificate", data, forged(certified, unchanged), "ssh-ed25519-cert-v01@openssh.com cannot approve"},
		{"a security key that nobody touched", data, forged(touchless, unchanged), "is not what was signed"},
		{"a newer version", data, forged(key, func(b *blob, _ *ssh.Signature) { b.Version = 2 }), "version"},
		{"another magic", data, forged(key, func(b *blob, _ *ssh.Signature) { b.Magic[0] = 's' }), "magic"},
		{"bytes behind the signature", data, forged(key, func(_ *blob, s *ssh.Signature) { s.Rest = []byte("x") }), "trailing"},
		{"bytes behind everything", data, forged(key, func(b *blob, s *ssh.Signature) {
			b.Signature = string(ssh.Marshal(s)) + "\x00\x00\x00\x01x"
		}), "trailing"},
		{"an empty signature", data, forged(key, func(_ *blob, s *ssh.Signature) { s.Blob = nil }), "is not what was signed"},
		{"nothing", data, []byte{}, "one signature"},
		{"text", data, []byte("approved by data-platform"), "one signature"},
		{"text before it", data, append([]byte("Approved.\n"), good...), "one signature"},
		{"text behind it", data, append(bytes.Clone(good), "Approved.\n"...), "one signature"},
		{"two", data, append(bytes.Clone(good), good...), "one signature"},
		{"a broken one, then a good one", data, append([]byte("-----BEGIN SSH SIGNATURE-----\n§\n-----END SSH SIGNATURE-----\n"), good...), "one signature"},
		{"truncated in the middle", data, good[:len(good)/2], "one signature"},
		{"truncated at its end", data, good[:len(good)-8], "one signature"},
		{"without its last line", data, bytes.Split(good, []byte("-----END"))[0], "one signature"},
		{"headers", data, bytes.Replace(good, []byte("-----\n"), []byte("-----\nBy: me\n\n"), 1), "one signature"},
		{"another kind of block", data, bytes.ReplaceAll(good, []byte("SSH SIGNATURE"), []byte("PGP SIGNATURE")), "one signature"},
		{"far too long", data, append(bytes.Clone(good), bytes.Repeat([]byte("\n"), 64<<10)...), "more than"},
	} {
		switch got, err := signature.Verify([]byte(test.data), namespace, test.armored); {
		case test.want == "" && (err != nil || !bytes.Equal(got.Marshal(), key.PublicKey().Marshal())):
			t.Errorf("%s: %v, %v", test.name, got, err)
		case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
			t.Errorf("%s: want %q in: %v", test.name, test.want, err)
		}
	}
}

// relabel writes this namespace into a signature that was made for another.
func relabel(t *testing.T, armored []byte) []byte {
	block, _ := pem.Decode(armored)
	var b blob
	if err := ssh.Unmarshal(block.Bytes, &b); err != nil {
		t.Fatal(err)
	}
	b.Namespace = namespace
	return pem.EncodeToMemory(&pem.Block{Type: block.Type, Bytes: ssh.Marshal(b)})
}

func TestSignRefusesWhatNobodyShouldTrust(t *testing.T) {
	weak := newKey(t, t.TempDir(), "weak", "-t", "rsa", "-b", "1024")
	if _, err := signature.Sign([]byte("data"), namespace, weak); err == nil || !strings.Contains(err.Error(), "1024 bits") {
		t.Error(err)
	}
	if _, err := signature.Sign([]byte("data"), "", securityKeyEd25519(t)); err == nil {
		t.Error("a signature without a namespace")
	}
}

// fixedKey is the same in every process, as what one of them finds another has to see again.
func fixedKey(f *testing.F) ssh.Signer {
	signer, err := ssh.NewSignerFromKey(ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)))
	if err != nil {
		f.Fatal(err)
	}
	return signer
}

// FuzzVerify holds that no bytes make another key a signer, and that none panic.
func FuzzVerify(f *testing.F) {
	signer := fixedKey(f)
	armored, err := signature.Sign([]byte("data"), namespace, signer)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(armored)
	f.Add(armored[:len(armored)/2])
	f.Add(append(bytes.Clone(armored), armored...))
	block, _ := pem.Decode(armored)
	f.Fuzz(func(t *testing.T, armored []byte) {
		key, err := signature.Verify([]byte("data"), namespace, armored)
		if err == nil && !bytes.Equal(key.Marshal(), signer.PublicKey().Marshal()) {
			t.Errorf("%s signed", ssh.FingerprintSHA256(key))
		}
		_, _ = signature.Verify([]byte("data"), namespace, pem.EncodeToMemory(&pem.Block{Type: block.Type, Bytes: armored}))
	})
}
