package source

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// Head names, among revisions, the commit whose files these are, or that is checked out.
const Head = "HEAD"

// MergeHead names the other side of a merge that has not been committed yet.
const MergeHead = "MERGE_HEAD"

// Find gives the ids of revisions' commits, and of files as a revision has them (REVISION:PATH); "" of one that is not here,
// and of all outside a repository. What begins with origin/ is a branch of the remote: git would prefer a tag of that name, which
// anybody may push who may push anything.
func (t *Tree) Find(ctx context.Context, revisions ...string) ([]string, error) {
	ids := make([]string, len(revisions))
	if !t.inGit {
		return ids, nil
	}
	names := make([]string, len(revisions))
	for i, revision := range revisions {
		switch {
		case revision == Head:
			revision = cmp.Or(t.commit, Head)
		case strings.HasPrefix(revision, "origin/"):
			revision = "refs/remotes/" + revision
		}
		if !strings.Contains(revision, ":") {
			revision += "^{commit}"
		}
		names[i] = revision
	}
	found, err := t.objects.ask(ctx, t, names)
	if err != nil {
		return nil, fmt.Errorf("asking git for %s: %w", strings.Join(slices.Compact(slices.Clone(revisions)), ", "), err)
	}
	for i := range found {
		ids[i] = found[i].id
	}
	return ids, nil
}

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
