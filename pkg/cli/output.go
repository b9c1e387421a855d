package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/dna-group/techcheck/pkg/report"
)

// output is one --format NAME[=FILE] of a T.
type output[T any] struct {
	format *report.FormatOf[T]
	file   string // "" is standard output
}

// formatNames lists the names of formats for a flag's help.
func formatNames[T any](formats []*report.FormatOf[T]) string {
	return names(formats, func(f *report.FormatOf[T]) string { return f.Name })
}

// parseFormats reads the values of --format; without any, the first format goes to standard output.
func parseFormats[T any](values []string, formats []*report.FormatOf[T]) ([]output[T], error) {
	if len(values) == 0 {
		values = []string{formats[0].Name}
	}
	var all []output[T]
	for _, value := range values {
		name, file, named := strings.Cut(value, "=")
		format, err := report.Named(formats, name)
		switch {
		case err != nil:
			return nil, usage("--format: %w", err)
		case named && file == "":
			return nil, usage("--format %s: name a file after the =", value)
		}
		all = append(all, output[T]{format, file})
		if err := unshared(all); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// unshared refuses a last output that would be written into another: only formats of lines share standard output.
func unshared[T any](all []output[T]) error {
	last := all[len(all)-1]
	for _, other := range all[:len(all)-1] {
		switch {
		case other.file != last.file:
		case last.file != "":
			return usage("--format: two formats would be written to %s: name another file", last.file)
		case other.format == last.format:
			return usage("--format: %s is asked for twice", last.format.Name)
		case !other.format.Lines || !last.format.Lines:
			return usage("--format: %s and %s cannot share standard output: write one of them as NAME=FILE", other.format.Name, last.format.Name)
		}
	}
	return nil
}

// writeAll writes a value in every format that was asked for.
func writeAll[T any](p *program, outputs []output[T], value T) error {
	return writeAllAs(p, outputs, value, report.Options{})
}

// writeAllAs writes a value in every format that was asked for, with options beside those that follow from where it goes.
func writeAllAs[T any](p *program, outputs []output[T], value T, options report.Options) error {
	options.Tool = tool()
	for _, o := range outputs {
		if err := o.write(p, value, options); err != nil {
			return writing(err)
		}
	}
	return nil
}

// write writes one output, to its file or to standard output.
func (o output[T]) write(p *program, value T, options report.Options) error {
	if o.file == "" {
		options.Color, options.Links, options.Width = colored(p.Out), hyperlinked(p.Out), columns(p.Out)
		return o.format.Write(p.Out, value, options)
	}
	file, err := os.Create(o.file)
	if err != nil {
		return fmt.Errorf("%w: name a file in a folder that is there, and that can be written", err)
	}
	err = o.format.Write(file, value, options)
	if closed := file.Close(); err == nil {
		err = closed
	}
	return err
}

func writing(err error) error {
	if err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	return nil
}
