package syntax

// Error is why nothing of a file is read from an offset on.
type Error struct {
	Offset int
	Err    error
}

func (e *Error) Error() string { return e.Err.Error() }

// Unwrap is the reason.
func (e *Error) Unwrap() error { return e.Err }

// Place is the offset.
func (e *Error) Place() int { return e.Offset }
