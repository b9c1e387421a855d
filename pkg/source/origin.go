package source

import (
	"context"
	"fmt"
	"net/url"
	"strings"
)

// Remote tells whether the repository has any remote, and the repository's name as the remote origin has it, acme/billing;
// "" if there is none, or only a local path.
func (t *Tree) Remote(ctx context.Context) (name string, found bool, err error) {
	if !t.inGit {
		return "", false, nil
	}
	listed, _, err := t.run(ctx, "config", "-z", "--get-regexp", `^remote\..*\.url$`)
	if exitedOne(err) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("reading the remotes: %w", err)
	}
	for entry := range strings.SplitSeq(strings.TrimSuffix(listed, "\x00"), "\x00") {
		if key, address, _ := strings.Cut(entry, "\n"); key == "remote.origin.url" {
			name = repositoryName(address)
		}
	}
	return name, true, nil
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
