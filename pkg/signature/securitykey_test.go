package signature_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"io"
	"math/big"
	"testing"

	"golang.org/x/crypto/ssh"
)

// securityKey signs as a FIDO security key that was touched does (PROTOCOL.u2f of OpenSSH), without the hardware.
type securityKey struct {
	public ssh.PublicKey
	flags  byte // 1: it was touched
	sign   func(data []byte) []byte
}

const application = "ssh:"

func (k *securityKey) PublicKey() ssh.PublicKey { return k.public }

func (k *securityKey) Sign(_ io.Reader, data []byte) (*ssh.Signature, error) {
	use, message := sha256.Sum256([]byte(application)), sha256.Sum256(data)
	rest := []byte{k.flags, 0, 0, 0, 7} // and a counter
	return &ssh.Signature{
		Format: k.public.Type(),
		Blob:   k.sign(bytes.Join([][]byte{use[:], rest, message[:]}, nil)),
		Rest:   rest,
	}, nil
}

func securityKeyEd25519(t *testing.T) *securityKey {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return &securityKey{
		public: parsed(t, struct {
			Type        string
			Key         []byte
			Application string
		}{ssh.KeyAlgoSKED25519, public, application}),
		flags: 1,
		sign:  func(data []byte) []byte { return ed25519.Sign(private, data) },
	}
}

func securityKeyECDSA(t *testing.T) *securityKey {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	point, err := private.PublicKey.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return &securityKey{
		public: parsed(t, struct {
			Type, Curve string
			Point       []byte
			Application string
		}{ssh.KeyAlgoSKECDSA256, "nistp256", point, application}),
		flags: 1,
		sign: func(data []byte) []byte {
			digest := sha256.Sum256(data)
			r, s, err := ecdsa.Sign(rand.Reader, private, digest[:])
			if err != nil {
				t.Fatal(err)
			}
			return ssh.Marshal(struct{ R, S *big.Int }{r, s})
		},
	}
}

func parsed(t *testing.T, wire any) ssh.PublicKey {
	key, err := ssh.ParsePublicKey(ssh.Marshal(wire))
	if err != nil {
		t.Fatal(err)
	}
	return key
}
