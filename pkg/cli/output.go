package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/dna-group/techcheck/pkg/report"
)

// output is one --format NAME[=FILE], with the format F that its name means.
type output[F any] struct {
	format F
	file   string // "" is standard output
}

// parseOutputs reads the values of --format; without any, the default format to standard output.
func parseOutputs[F any](values []string, standard string, byName func(string) (F, error)) ([]output[F], error) {
	if len(values) == 0 {
		values = []string{standard}
	}
	var all []output[F]
	written := map[string]bool{}
	for _, value := range values {
		name, file, named := strings.Cut(value, "=")
		format, err := byName(name)
		switch {
		case err != nil:
			return nil, usage("--format: %w", err)
		case named && file == "":
			return nil, usage("--format %s: name a file after the =", value)
		case !named && written[""]:
			return nil, usage("--format: only one format can go to standard output: write the others as NAME=FILE")
		case written[file]:
			return nil, usage("--format: two formats would be written to %s: name another file", file)
		}
		written[file] = true
		all = append(all, output[F]{format, file})
	}
	return all, nil
}

// write writes one output, to its file or to standard output.
func (o output[F]) write(p *program, write func(F, io.Writer, report.Options) error) (err error) {
	options := report.Options{Tool: tool()}
	if o.file == "" {
		options.Color = colored(p.Out)
		return writing(write(o.format, p.Out, options))
	}
	file, err := os.Create(o.file)
	if err != nil {
		return writing(err)
	}
	err = write(o.format, file, options)
	if closed := file.Close(); err == nil {
		err = closed
	}
	return writing(err)
}

func writing(err error) error {
	if err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	return nil
}

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
