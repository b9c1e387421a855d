package dockerfile

import (
	"errors"
	"fmt"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// refusals are the reasons why Docker would not build a file.
type refusals []refusal

type refusal struct {
	at      inventory.Span
	message string
}

func (r *refusals) refuse(at inventory.Span, format string, args ...any) {
	*r = append(*r, refusal{at, fmt.Sprintf(format, args...)})
}

// parse adds what BuildKit's parser refuses beyond what the scanner knows, such as ENV without a value. It stops at the
// first such instruction.
func (r *refusals) parse(lines *inventory.Lines, data string) {
	_, err := parser.Parse(strings.NewReader(data))
	var located *parser.LocationError
	if errors.As(err, &located) {
		start := lines.Start(located.Locations[0][0].Start.Line)
		r.refuse(inventory.Span{Start: start}, "Docker refuses this instruction: %s; correct it", short(err.Error()))
	}
}

// short cuts what a message quotes.
func short(s string) string {
	const most = 100
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
