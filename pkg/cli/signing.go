package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"

	"golang.org/x/term"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/signature"
)

// sign signs the file of an exception with the key in a file, which the agent may hold.
func (p *program) sign(ctx context.Context, data []byte, keyFile string) ([]byte, error) {
	key, err := os.ReadFile(keyFile)
	if err != nil {
		return nil, fmt.Errorf("--key: reading the key: %w", err)
	}
	keys := signature.Keys{}
	if p.interactive() {
		keys.Passphrase = func() ([]byte, error) { return p.passphrase(ctx, keyFile) }
	}
	if socket := env("SSH_AUTH_SOCK"); socket != "" {
		var dialer net.Dialer
		if agent, err := dialer.DialContext(ctx, "unix", socket); err == nil { // an agent that is gone holds no key
			defer agent.Close() //nolint:errcheck // nothing is lost: the signature is here, or is not
			keys.Agent = agent
		}
	}
	signer, err := keys.Signer(key)
	if err != nil {
		return nil, fmt.Errorf("--key %s: %w", keyFile, err)
	}
	return signature.Sign(data, exception.Namespace, signer)
}

// passphrase asks for the passphrase of a key, which the terminal does not show.
func (p *program) passphrase(ctx context.Context, keyFile string) ([]byte, error) {
	terminal, ok := p.In.(*os.File)
	if !ok {
		return nil, errUnanswered
	}
	fd := int(terminal.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(p.Err, "Passphrase of %s: ", keyFile)
	type answer struct {
		text []byte
		err  error
	}
	answered := make(chan answer, 1)
	go func() {
		text, err := term.ReadPassword(fd)
		answered <- answer{text, err}
	}()
	select {
	case <-ctx.Done():
		return nil, errors.Join(errUnanswered, term.Restore(fd, before))
	case a := <-answered:
		fmt.Fprint(p.Err, "\n")
		return a.text, a.err
	}
}
