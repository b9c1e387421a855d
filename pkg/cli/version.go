package cli

import (
	"cmp"
	"regexp"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/policy"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/policies"
)

// release is the version of this tree, raised when a release is made. A release's build sets it with -ldflags -X.
var release = unreleased

const unreleased = "0.1.0-dev"

// tool is what reports call this program.
func tool() report.Tool { return report.Tool{Name: "techcheck", Version: version(readBuild())} }

func versionCommand(p *program) *cobra.Command {
	var formats []string
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Tell which techcheck this is",
		Long: `Tells the release, the commit that it was built from, what it was built with, the version of OPA
that judges, and the revision of the starter policy that it ships.`,
		Example: "  techcheck version\n  techcheck version --format json",
		Args:    noArguments,
		RunE: func(*cobra.Command, []string) error {
			outputs, err := parseFormats(formats, report.BuildFormats)
			if err != nil {
				return err
			}
			return writeAll(p, outputs, describe(readBuild()))
		},
	}
	cmd.Flags().StringArrayVar(&formats, "format", nil, "write `NAME[=FILE]`, repeatable: "+formatNames(report.BuildFormats)+" (default text)")
	return cmd
}

// readBuild is what Go knows of the build; empty if that was left out.
func readBuild() *debug.BuildInfo {
	if info, ok := debug.ReadBuildInfo(); ok {
		return info
	}
	return &debug.BuildInfo{}
}

// describe tells what this program is, however it was built.
func describe(info *debug.BuildInfo) report.Build {
	return report.Build{
		Commit: commitOf(info), Modified: setting(info, "vcs.modified") == "true", Sum: info.Main.Sum,
		Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH, OPA: policy.OPA, Starter: policies.Starter(),
	}
}

// tagged is the version of a module as a release's tag has it: not the one that Go makes up for a commit without a tag.
var tagged = regexp.MustCompile(`^v([0-9]+\.[0-9]+\.[0-9]+(?:-(?:rc|beta|alpha)[.0-9]*)?)(?:\+dirty)?$`)

// version is the release that was built: as the release's build says, else the tag that go install or a clone had, else
// what this tree calls itself.
func version(info *debug.BuildInfo) string {
	if tag := tagged.FindStringSubmatch(info.Main.Version); tag != nil && release == unreleased {
		return tag[1]
	}
	return release
}

// untagged is the version that Go makes up for a commit: it ends with the commit's first 12 digits.
var untagged = regexp.MustCompile(`[-.][0-9]{14}-([0-9a-f]{12})(?:\+dirty)?$`)

// commitOf is the commit that was built: as git had it, else as the module's version has it; "" if neither knows.
func commitOf(info *debug.BuildInfo) string {
	made := ""
	if match := untagged.FindStringSubmatch(info.Main.Version); match != nil {
		made = match[1]
	}
	return cmp.Or(setting(info, "vcs.revision"), made)
}

// origin is where others get this techcheck from: the tag of its release, and its commit, "" also if that was changed since.
func origin(info *debug.BuildInfo) (tag, commit string) {
	if setting(info, "vcs.modified") != "true" {
		commit = setting(info, "vcs.revision")
	}
	if tag = "v" + version(info); !tagged.MatchString(tag) {
		tag = ""
	}
	return tag, commit
}

// setting is a setting of the build; "" if it is not there.
func setting(info *debug.BuildInfo, key string) string {
	for _, s := range info.Settings {
		if s.Key == key {
			return s.Value
		}
	}
	return ""
}
