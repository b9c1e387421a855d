package cli

import (
	"io"

	"github.com/dna-group/techcheck/pkg/report"
)

// formatNames lists the names of formats for a flag's help.
func formatNames[T any](formats []*report.FormatOf[T]) string {
	return names(formats, func(f *report.FormatOf[T]) string { return f.Name })
}

// parseFormats reads the values of --format; without any, the first format goes to standard output.
func parseFormats[T any](values []string, formats []*report.FormatOf[T]) ([]output[*report.FormatOf[T]], error) {
	return parseOutputs(values, formats[0].Name, func(name string) (*report.FormatOf[T], error) { return report.Named(formats, name) })
}

// writeAll writes a value in every format that was asked for.
func writeAll[T any](p *program, outputs []output[*report.FormatOf[T]], value T) error {
	for _, o := range outputs {
		if err := o.write(p, func(f *report.FormatOf[T], w io.Writer, options report.Options) error {
			return f.Write(w, value, options)
		}); err != nil {
			return err
		}
	}
	return nil
}
