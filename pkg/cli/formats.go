package cli

import (
	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/extractor/all"
	"github.com/dna-group/techcheck/pkg/report"
)

func formatsCommand(p *program) *cobra.Command {
	var formats []string
	cmd := &cobra.Command{
		Use:   "formats",
		Short: "List the manifests that are read",
		Long: `Lists the manifests that techcheck reads, by ecosystem, with what they yield; and those that it
recognises and cannot read yet, which a scan counts and names.`,
		Example: "  techcheck formats\n  techcheck formats --format json",
		Args:    noArguments,
		RunE: func(*cobra.Command, []string) error {
			outputs, err := parseFormats(formats, report.ManifestsFormats)
			if err != nil {
				return err
			}
			return writeAll(p, outputs, report.Manifests{Read: all.Extractors, Unread: all.Unread})
		},
	}
	cmd.Flags().StringArrayVar(&formats, "format", nil, "write `NAME[=FILE]`, repeatable: "+formatNames(report.ManifestsFormats)+" (default text)")
	return cmd
}
