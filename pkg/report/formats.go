package report

import (
	"fmt"
	"io"
	"strings"
)

// FormatOf writes a T for one kind of reader.
type FormatOf[T any] struct {
	Name  string // as in --format
	Doc   string // for whom, in one line
	Lines bool   // it consists of lines, and may share a log with others that do
	Write func(w io.Writer, value T, o Options) error
}

// Named finds a format by its name.
func Named[T any](formats []*FormatOf[T], name string) (*FormatOf[T], error) {
	known := make([]string, len(formats))
	for i, format := range formats {
		if format.Name == name {
			return format, nil
		}
		known[i] = format.Name
	}
	return nil, fmt.Errorf("unknown format %q: use one of %s", name, strings.Join(known, ", "))
}
