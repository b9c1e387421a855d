package source

import "testing"

func TestHeadAndOrigin(t *testing.T) {
	unborn := tempDir(t)
	git(t, unborn, "init", "--quiet")
	named := newRepository(t, "go.mod")
	git(t, named, "remote", "add", "origin", "git@example.com:acme/billing.git")
	for _, test := range []struct{ path, head, origin string }{
		{tempDir(t), "", ""},
		{unborn, "", ""},
		{named, git(t, named, "rev-parse", "HEAD"), "acme/billing"},
	} {
		tree := open(t, test.path, listing{})
		if head, err := tree.Head(t.Context()); head != test.head || err != nil {
			t.Errorf("head %q, %v; want %q", head, err, test.head)
		}
		if origin, err := tree.Origin(t.Context()); origin != test.origin || err != nil {
			t.Errorf("origin %q, %v; want %q", origin, err, test.origin)
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
