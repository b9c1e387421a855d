package cli

import (
	"runtime/debug"
	"testing"
)

// TestVersion holds what is told of builds of every kind, by what Go records in each.
func TestVersion(t *testing.T) {
	const revision = "0123456789abcdef0123456789abcdef01234567"
	const newest = "main # better a commit or a release, which does not change"
	git := []debug.BuildSetting{{Key: "vcs.revision", Value: revision}}
	changed := append(git[:1:1], debug.BuildSetting{Key: "vcs.modified", Value: "true"})
	for _, test := range []struct {
		how, released, module string
		settings              []debug.BuildSetting
		version, commit       string
		hook, action          string
	}{
		{"go install @v1.2.3", unreleased, "v1.2.3", nil, "1.2.3", "", "v1.2.3", "v1.2.3"},
		{"go install @v1.2.3-rc.1", unreleased, "v1.2.3-rc.1", nil, "1.2.3-rc.1", "", "v1.2.3-rc.1", "v1.2.3-rc.1"},
		{"go install @main, no tag", unreleased, "v0.0.0-20261127104500-0123456789ab", nil, unreleased, "0123456789ab", newest, newest},
		{"go install @main, after v1.2.3", unreleased, "v1.2.4-0.20261127104500-0123456789ab", nil, unreleased, "0123456789ab", newest, newest},
		{"go install @main, after v1.2.3-rc.1", unreleased, "v1.2.3-rc.1.0.20261127104500-0123456789ab", nil, unreleased, "0123456789ab", newest, newest},
		{"go build at a tag", unreleased, "v1.2.3", git, "1.2.3", revision, "v1.2.3", revision + " # v1.2.3"},
		{"go build at a tag, with changes", unreleased, "v1.2.3+dirty", changed, "1.2.3", revision, "v1.2.3", "v1.2.3"},
		{"go build elsewhere, with changes", unreleased, "v0.0.0-20261127104500-0123456789ab+dirty", changed, unreleased, revision, newest, newest},
		{"go build elsewhere", unreleased, "v0.0.0-20261127104500-0123456789ab", git, unreleased, revision, revision, revision},
		{"go build -buildvcs=false", unreleased, "(devel)", nil, unreleased, "", newest, newest},
		{"go build of a copy without git", unreleased, "", nil, unreleased, "", newest, newest},
		{"a release's build", "1.2.3", "v1.2.3", git, "1.2.3", revision, "v1.2.3", revision + " # v1.2.3"},
		{"a snapshot of the release's build", "1.2.4-SNAPSHOT-0123456", "v1.2.3", git, "1.2.4-SNAPSHOT-0123456", revision, revision, revision},
	} {
		t.Run(test.how, func(t *testing.T) {
			before := release
			release = test.released
			defer func() { release = before }()
			info := &debug.BuildInfo{Main: debug.Module{Version: test.module}, Settings: test.settings}
			if got := version(info); got != test.version {
				t.Errorf("the version is %q, want %q", got, test.version)
			}
			if got := commitOf(info); got != test.commit {
				t.Errorf("the commit is %q, want %q", got, test.commit)
			}
			if hook, action := refs(info); hook != test.hook || action != test.action {
				t.Errorf("hooks take %q and workflows %q, want %q and %q", hook, action, test.hook, test.action)
			}
		})
	}
}
