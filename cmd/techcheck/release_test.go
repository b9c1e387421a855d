package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// releaser is .goreleaser.yaml, as far as a build needs it.
type releaser struct {
	Builds []struct {
		Main                string
		Env, Flags, Ldflags []string
	}
	Archives []struct {
		Formats      []string
		NameTemplate string `yaml:"name_template"`
	}
}

// TestReleaseBuild builds as a release is built, twice: the same commit gives the same bytes in every folder, and the program
// knows its version and its commit.
func TestReleaseBuild(t *testing.T) {
	needs(t, "git")
	var r releaser
	parseYAML(t, read(t, "../../.goreleaser.yaml"), &r)
	build := r.Builds[0]
	first := source(t, "go.mod", "go.sum", "cmd", "pkg", "policies")
	second := filepath.Join(t.TempDir(), "another", "folder")
	h := &hooks{T: t, env: append(environment(t, ""), build.Env...)}
	h.must(first, "git", "clone", "--quiet", ".", second)
	var programs [][]byte
	for _, dir := range []string{first, second} {
		out := filepath.Join(t.TempDir(), "techcheck")
		flags := strings.ReplaceAll(strings.Join(build.Ldflags, " "), "{{ .Version }}", "9.8.7")
		h.must(dir, "go", slices.Concat([]string{"build"}, build.Flags, []string{"-ldflags", flags, "-o", out, build.Main})...)
		program, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		programs = append(programs, program)
		told, err := exec.Command(out, "version").Output()
		if want := "techcheck 9.8.7\ncommit " + h.must(dir, "git", "rev-parse", "HEAD") + "\n"; err != nil || !strings.HasPrefix(string(told), want) {
			t.Errorf("%v: it is\n%swant\n%s", err, told, want)
		}
	}
	if !bytes.Equal(programs[0], programs[1]) {
		t.Error("two builds of one commit differ")
	}
}

// TestReleaseNames holds that the action finds what a release is called.
func TestReleaseNames(t *testing.T) {
	var r releaser
	parseYAML(t, read(t, "../../.goreleaser.yaml"), &r)
	const name = "{{ .ProjectName }}_{{ .Version }}_{{ .Os }}_{{ .Arch }}"
	if a := r.Archives[0]; a.NameTemplate != name || !slices.Equal(a.Formats, []string{"tar.gz"}) {
		t.Errorf("archives are called %s %s", a.NameTemplate, a.Formats)
	}
	if script := read(t, "../../.github/action/install.sh"); !strings.Contains(script, "techcheck_${version}_$(system)_$(architecture).tar.gz") {
		t.Error("the action looks for another name: change both")
	}
}

// TestReleaseNotes holds that a release says what CHANGELOG.md says of it, and that there is none without.
func TestReleaseNotes(t *testing.T) {
	needs(t, "bash")
	dir := t.TempDir()
	write(t, filepath.Join(dir, ".github/release/notes"), read(t, "../../.github/release/notes"))
	write(t, filepath.Join(dir, "CHANGELOG.md"), "# Changelog\n\n## [Unreleased]\n\n- New.\n\n## [1.2.3] - 2026-12-01\n\n- Old.\n\n## [1.2.30] - 2026-11-01\n\n- Older.\n\n[1.2.3]: https://example.com\n")
	for _, test := range []struct {
		version, notes string
		status         int
	}{
		{"v1.2.3", "\n- Old.\n", 0},
		{"v1.2.30", "\n- Older.\n", 0},
		{"v1.3.0-rc.1", "\n- New.\n", 0},
		{"v1.2.4", "", 1},
	} {
		notes := exec.Command("bash", filepath.Join(dir, ".github/release/notes"), test.version)
		out, err := notes.Output()
		if status := exitStatus(err); status != test.status || string(out) != test.notes {
			t.Errorf("%s: exit %d, %q; want %d, %q", test.version, status, out, test.status, test.notes)
		}
	}
}
