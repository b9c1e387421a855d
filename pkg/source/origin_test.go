package source

import (
	"slices"
	"testing"
)

func TestHeadAndRemote(t *testing.T) {
	unborn := tempDir(t)
	git(t, unborn, "init", "--quiet")
	named := newRepository(t, "go.mod")
	git(t, named, "remote", "add", "origin", "git@example.com:acme/billing.git")
	other := newRepository(t, "go.mod")
	git(t, other, "remote", "add", "upstream", "git@example.com:acme/billing.git")
	for _, test := range []struct {
		path, head, origin string
		remotes            []string
	}{
		{tempDir(t), "", "", nil},
		{unborn, "", "", nil},
		{named, git(t, named, "rev-parse", "HEAD"), "acme/billing", []string{"origin"}},
		{other, git(t, other, "rev-parse", "HEAD"), "", []string{"upstream"}},
	} {
		tree := open(t, test.path, listing{})
		if head, err := tree.Find(t.Context(), Head); err != nil || head[0] != test.head {
			t.Errorf("head %q, %v; want %q", head, err, test.head)
		}
		if origin, remotes, err := tree.Remote(t.Context()); origin != test.origin || !slices.Equal(remotes, test.remotes) || err != nil {
			t.Errorf("remote %q, %v, %v; want %q, %v", origin, remotes, err, test.origin, test.remotes)
		}
	}
}

func TestRepositoryName(t *testing.T) {
	for remote, want := range map[string]string{
		"https://example.com/acme/billing.git":        "acme/billing",
		"https://user:secret@example.com/a/b/c/":      "a/b/c",
		"ssh://git@example.com:2222/acme/billing.git": "acme/billing",
		"git@example.com:acme/billing.git":            "acme/billing",
		"gh:acme/billing":                             "acme/billing",
		"/srv/git/billing.git":                        "",
		"../billing":                                  "",
		"file:///srv/git/billing.git":                 "",
		"file://host/srv/git/billing.git":             "",
		`C:\git\billing`:                              "",
		"C:/git/billing":                              "",
		"":                                            "",
	} {
		if got := repositoryName(remote); got != want {
			t.Errorf("%q: %q, want %q", remote, got, want)
		}
	}
}
