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

// parse asks BuildKit's parser for what it refuses beyond what the scanner knows, such as ENV without a value. It stops
// at the first such instruction, whose line it returns.
func parse(data string) (line int, err error) {
	_, err = parser.Parse(strings.NewReader(data))
	var located *parser.LocationError
	if !errors.As(err, &located) {
		return 0, nil
	}
	return located.Locations[0][0].Start.Line, err
}

// short cuts what a message quotes.
func short(s string) string {
	const most = 100
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
