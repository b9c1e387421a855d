package cli

import (
	"runtime/debug"
	"testing"
)

// TestVersion holds what is told of builds of every kind, by what Go records in each.
func TestVersion(t *testing.T) {
	const revision = "0123456789abcdef0123456789abcdef01234567"
	git := []debug.BuildSetting{{Key: "vcs.revision", Value: revision}}
	changed := append(git[:1:1], debug.BuildSetting{Key: "vcs.modified", Value: "true"})
	for _, test := range []struct {
		how, released, module string
		settings              []debug.BuildSetting
		version, commit       string
		tag, pin              string
	}{
		{"go install @v1.2.3", unreleased, "v1.2.3", nil, "1.2.3", "", "v1.2.3", ""},
		{"go install @v1.2.3-rc.1", unreleased, "v1.2.3-rc.1", nil, "1.2.3-rc.1", "", "v1.2.3-rc.1", ""},
		{"go install @main, no tag", unreleased, "v0.0.0-20261127104500-0123456789ab", nil, unreleased, "0123456789ab", "", ""},
		{"go install @main, after v1.2.3", unreleased, "v1.2.4-0.20261127104500-0123456789ab", nil, unreleased, "0123456789ab", "", ""},
		{"go install @main, after v1.2.3-rc.1", unreleased, "v1.2.3-rc.1.0.20261127104500-0123456789ab", nil, unreleased, "0123456789ab", "", ""},
		{"go build at a tag", unreleased, "v1.2.3", git, "1.2.3", revision, "v1.2.3", revision},
		{"go build at a tag, with changes", unreleased, "v1.2.3+dirty", changed, "1.2.3", revision, "v1.2.3", ""},
		{"go build elsewhere, with changes", unreleased, "v0.0.0-20261127104500-0123456789ab+dirty", changed, unreleased, revision, "", ""},
		{"go build elsewhere", unreleased, "v0.0.0-20261127104500-0123456789ab", git, unreleased, revision, "", revision},
		{"go build -buildvcs=false", unreleased, "(devel)", nil, unreleased, "", "", ""},
		{"go build of a copy without git", unreleased, "", nil, unreleased, "", "", ""},
		{"a release's build", "1.2.3", "v1.2.3", git, "1.2.3", revision, "v1.2.3", revision},
		{"a snapshot of the release's build", "1.2.4-SNAPSHOT-0123456", "v1.2.3", git, "1.2.4-SNAPSHOT-0123456", revision, "", revision},
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
			if tag, commit := origin(info); tag != test.tag || commit != test.pin {
				t.Errorf("others take %q and %q, want %q and %q", tag, commit, test.tag, test.pin)
			}
		})
	}
}
