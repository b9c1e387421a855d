// Package signature makes and checks OpenSSH's signatures of files, those of ssh-keygen -Y sign and -Y verify (PROTOCOL.sshsig
// of OpenSSH), and reads who may sign: an allowed_signers file (ssh-keygen(1), "ALLOWED SIGNERS"). Where it differs from
// ssh-keygen, it takes less.
package signature

import (
	"bytes"
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// maxArmored is more than the signature of the longest RSA key needs, and its bytes.
const maxArmored = 64 << 10

var begin = []byte("-----BEGIN " + sshsig.PEMType + "-----")

// minRSA is how many bits an RSA key must have. OpenSSH takes 1024, which nobody should any more.
const minRSA = 2048

// keyTypes lists the kinds of keys that may sign: neither DSA nor certificates.
var keyTypes = []string{
	ssh.KeyAlgoED25519, ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521, ssh.KeyAlgoRSA,
	ssh.KeyAlgoSKED25519, ssh.KeyAlgoSKECDSA256,
}

// Sign gives an armored signature of data in a namespace.
func Sign(data []byte, namespace string, signer ssh.Signer) ([]byte, error) {
	made, err := sshsig.Sign(bytes.NewReader(data), signer, sshsig.HashSHA512, namespace)
	if err != nil {
		return nil, fmt.Errorf("signing with the key %s: %w", ssh.FingerprintSHA256(signer.PublicKey()), err)
	}
	armored := sshsig.Armor(made)
	if _, err := Verify(data, namespace, armored); err != nil { // an old agent answers with SHA-1
		return nil, fmt.Errorf("checking what the key %s signed: %w", ssh.FingerprintSHA256(signer.PublicKey()), err)
	}
	return armored, nil
}

// Verify gives the key that made an armored signature of data in a namespace. Whether that key may sign, Approvers tells. The
// error is for whoever has to sign.
func Verify(data []byte, namespace string, armored []byte) (ssh.PublicKey, error) {
	s, err := parse(armored)
	if err != nil {
		return nil, fmt.Errorf("this is not one signature as ssh-keygen -Y sign writes it (%w): sign again", err)
	}
	if err := sound(s.PublicKey); err != nil {
		return nil, fmt.Errorf("the key %s made it: %w", ssh.FingerprintSHA256(s.PublicKey), err)
	}
	switch err := sshsig.Verify(bytes.NewReader(data), s, s.PublicKey, s.HashAlgorithm, namespace); {
	case errors.Is(err, sshsig.ErrNamespaceMismatch):
		return nil, fmt.Errorf("it was made in the namespace %q: sign again with -n %s", s.Namespace, namespace)
	case err != nil:
		return nil, errors.New("the file is not what was signed, maybe only in its line endings: bring back what was signed, or sign again")
	}
	return s.PublicKey, nil
}

// parse reads an armored signature, and nothing before or behind it: what stands beside it was never checked by anybody.
func parse(armored []byte) (*sshsig.Signature, error) {
	if len(armored) > maxArmored {
		return nil, fmt.Errorf("it has more than %d bytes", maxArmored)
	}
	block, rest := pem.Decode(armored)
	first, last := bytes.Index(armored, begin), bytes.LastIndex(armored, begin)
	if block == nil || len(block.Headers) > 0 || first != 0 || last != 0 || len(bytes.TrimSpace(rest)) > 0 {
		return nil, errors.New("it does not hold a block SSH SIGNATURE alone")
	}
	s, err := sshsig.ParseSignature(block.Bytes)
	if err != nil {
		return nil, err
	}
	touched := s.PublicKey.Type() == ssh.KeyAlgoSKED25519 || s.PublicKey.Type() == ssh.KeyAlgoSKECDSA256
	if len(s.Signature.Rest) > 0 && !touched {
		return nil, errors.New("it has trailing bytes")
	}
	return s, nil
}

// sound tells why nobody should trust a key, whoever has it.
func sound(key ssh.PublicKey) error {
	if !slices.Contains(keyTypes, key.Type()) {
		return fmt.Errorf("keys of the kind %s cannot approve: use an ed25519, ecdsa, rsa or security key", key.Type())
	}
	public, ok := key.(ssh.CryptoPublicKey)
	if !ok {
		return nil
	}
	if k, ok := public.CryptoPublicKey().(*rsa.PublicKey); ok && k.N.BitLen() < minRSA {
		return fmt.Errorf("an rsa key of %d bits is too weak: use one of at least %d, or an ed25519 key", k.N.BitLen(), minRSA)
	}
	return nil
}
