package cli

import (
	"cmp"
	"fmt"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/report"
)

// release is the version of this tree, raised when a release is made. A build may set it with -ldflags -X.
var release = "0.1.0-dev"

// tool is what reports call this program.
func tool() report.Tool { return report.Tool{Name: "techcheck", Version: release} }

func versionCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Tell which techcheck this is",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(p.Out, "techcheck %s\ncommit %s\ngo %s %s/%s\n", release, commit(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

// ref is what others take of this repository to have this techcheck: the release, else the commit, else the newest.
func ref() string {
	if !strings.HasSuffix(release, "-dev") {
		return "v" + release
	}
	if built := commit(); fullCommit.MatchString(built) {
		return built
	}
	return "main"
}

var fullCommit = regexp.MustCompile(`^[0-9a-f]{40}$`)

// commit is the commit that the binary was built from, as far as the build knows it.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	dirty := ""
	if settings["vcs.modified"] == "true" {
		dirty = " (modified)"
	}
	return cmp.Or(settings["vcs.revision"], info.Main.Version, "unknown") + dirty
}
