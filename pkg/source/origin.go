package source

import (
	"context"
	"fmt"
	"net/url"
	"strings"
)

// Remote gives the repository's name as the remote origin has it, acme/billing; "" if there is none, or only a local path; and the names
// of all remotes.
func (t *Tree) Remote(ctx context.Context) (name string, remotes []string, err error) {
	if !t.inGit {
		return "", nil, nil
	}
	listed, _, err := t.run(ctx, "config", "-z", "--get-regexp", `^remote\..*\.url$`)
	if exitedOne(err) {
		return "", nil, nil
	}
	if err != nil {
		return "", nil, fmt.Errorf("reading the remotes: %w", err)
	}
	for entry := range entries(listed) {
		key, address, _ := strings.Cut(entry, "\n")
		remote := strings.TrimSuffix(strings.TrimPrefix(key, "remote."), ".url")
		if remote == "origin" {
			name = repositoryName(address)
		}
		remotes = append(remotes, remote)
	}
	return name, remotes, nil
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
