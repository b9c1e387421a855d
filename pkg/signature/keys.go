package signature

import (
	"bytes"
	"crypto/x509"
	"errors"
	"fmt"
	"io"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// Keys opens the keys to sign with.
type Keys struct {
	Agent      io.ReadWriter          // a connection to ssh-agent, for nobody else; nil if there is none
	Passphrase func() ([]byte, error) // asks for the passphrase of an encrypted key; nil if nobody can be asked

	client agent.Agent // of Agent: a second one would take the answers of the first
}

// Signer gives what signs with the key in a file, as ssh-keygen -Y sign -f does: a private key, or the public half of one that the agent
// holds. The agent is also asked for an encrypted key, before the passphrase is.
func (k *Keys) Signer(file []byte) (ssh.Signer, error) {
	if public, _, _, _, err := ssh.ParseAuthorizedKey(file); err == nil {
		return k.held(public)
	}
	signer, err := ssh.ParsePrivateKey(file)
	if locked, ok := errors.AsType[*ssh.PassphraseMissingError](err); ok {
		signer, err = k.unlock(file, locked.PublicKey)
	} else if err != nil {
		err = fmt.Errorf("this is no key that can be read (%w): give the file of a private key; of one that a security key holds, "+
			"add it to the agent with ssh-add, and give its .pub file", err)
	}
	if err == nil {
		err = sound(signer.PublicKey())
	}
	if err != nil {
		return nil, err
	}
	return signer, nil
}

// held gives the signer of a key that the agent holds.
func (k *Keys) held(public ssh.PublicKey) (ssh.Signer, error) {
	if err := sound(public); err != nil {
		return nil, err
	}
	if k.Agent == nil {
		return nil, errors.New("this is a public key, and no agent runs that could hold its private half: give the private key, or start ssh-agent")
	}
	if k.client == nil {
		k.client = agent.NewClient(k.Agent)
	}
	signers, err := k.client.Signers()
	if err != nil {
		return nil, fmt.Errorf("asking the agent for its keys: %w", err)
	}
	for _, signer := range signers {
		if bytes.Equal(signer.PublicKey().Marshal(), public.Marshal()) {
			return signer, nil
		}
	}
	return nil, fmt.Errorf("the agent does not hold the key %s: add it with ssh-add", ssh.FingerprintSHA256(public))
}

// unlock gives the signer of an encrypted private key. Old formats do not tell its public half.
func (k *Keys) unlock(file []byte, public ssh.PublicKey) (ssh.Signer, error) {
	if public != nil && k.Agent != nil {
		if signer, err := k.held(public); err == nil {
			return signer, nil
		}
	}
	if k.Passphrase == nil {
		return nil, errors.New("the key is encrypted, and nobody can be asked for its passphrase: add it to the agent with ssh-add")
	}
	passphrase, err := k.Passphrase()
	if err != nil {
		return nil, fmt.Errorf("asking for the key's passphrase: %w", err)
	}
	signer, err := ssh.ParsePrivateKeyWithPassphrase(file, passphrase)
	if errors.Is(err, x509.IncorrectPasswordError) {
		return nil, errors.New("the passphrase is wrong: try again")
	}
	if err != nil {
		return nil, fmt.Errorf("decrypting the key: %w", err)
	}
	return signer, nil
}
