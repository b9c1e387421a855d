package xml

import (
	"errors"
	"fmt"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// Error says why a file could not be read to its end, and at which byte.
type Error struct {
	Offset int
	err    error
}

func (e *Error) Error() string { return e.err.Error() }

// Span is where the error is.
func (e *Error) Span() inventory.Span { return inventory.Span{Start: e.Offset, End: e.Offset} }

// Explain says to the reader what is lost and what to do, in a manifest that a tool of this name reads.
func (e *Error) Explain(tool string) string {
	if refused, ok := errors.AsType[*syntax.GuardError](e.err); ok {
		return refused.Error()
	}
	return fmt.Sprintf("nothing from here on is read: %v; correct it, %s cannot read it either", e.err, tool)
}

// The reasons of an Error that are not the XML library's.
var (
	errNone     = errors.New("the file holds no element")
	errConflict = errors.New("a merge conflict begins here")
	errDepth    = fmt.Errorf("elements are nested deeper than %d", syntax.MaxDepth)
)
