package dockerfile

import (
	"fmt"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// refusals are the reasons why Docker would not build a file, of those that may hide an image's name.
type refusals []refusal

type refusal struct {
	at      inventory.Span
	message string
}

func (r *refusals) refuse(at inventory.Span, format string, args ...any) {
	*r = append(*r, refusal{at, fmt.Sprintf(format, args...)})
}

// short cuts what a message quotes.
func short(s string) string {
	const most = 100
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
