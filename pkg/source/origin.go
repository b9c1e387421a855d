package source

import (
	"context"
	"fmt"
	"net/url"
	"strings"
)

// Head gives the id of the commit whose files these are, or that is checked out; "" outside a repository and before its
// first commit.
func (t *Tree) Head(ctx context.Context) (string, error) {
	if t.commit != "" {
		return t.commit, nil
	}
	id, err := t.value(ctx, "rev-parse", "--quiet", "--verify", "HEAD")
	if err != nil {
		return "", fmt.Errorf("reading HEAD: %w", err)
	}
	return id, nil
}

// Origin gives the repository's name as the remote origin has it, acme/billing; "" if there is none, or only a local path.
func (t *Tree) Origin(ctx context.Context) (string, error) {
	remote, err := t.value(ctx, "config", "--get", "remote.origin.url")
	if err != nil {
		return "", fmt.Errorf("reading the remote origin: %w", err)
	}
	return repositoryName(remote), nil
}

// repositoryName gives the path of a remote's address without .git; "" of a local path.
func repositoryName(remote string) string {
	name := ""
	if address, err := url.Parse(remote); err == nil && address.Host != "" && address.Scheme != "file" {
		name = address.Path
	} else if host, rest, _ := strings.Cut(remote, ":"); isHost(host) && !strings.HasPrefix(rest, "//") {
		name = rest // git@host:acme/billing.git
	}
	return strings.TrimSuffix(strings.Trim(name, "/"), ".git")
}

// isHost tells the host in front of a colon from a path and from a drive of Windows.
func isHost(s string) bool { return len(s) > 1 && !strings.ContainsAny(s, `/\`) }
