package report

import "io"

// FormatOf writes a T for one kind of reader.
type FormatOf[T any] struct {
	Name  string // as in --format
	Doc   string // for whom, in one line
	Write func(w io.Writer, value T, o Options) error
}

// Named finds a format by its name.
func Named[T any](formats []*FormatOf[T], name string) (*FormatOf[T], error) {
	return named(formats, name, func(f *FormatOf[T]) string { return f.Name })
}
