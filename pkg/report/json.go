package report

import (
	"bytes"
	_ "embed" // the schemas
	"encoding/json"
	"fmt"
	"io"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// The JSON Schemas (draft 2020-12) of what json writes.
var (
	//go:embed schema/result.v1.json
	ResultSchema string
	//go:embed schema/inventory.v1.json
	InventorySchema string
	//go:embed schema/answer.v1.json
	AnswerSchema string
	//go:embed schema/explanation.v1.json
	ExplanationSchema string
	//go:embed schema/decisions.v1.json
	DecisionsSchema string
	//go:embed schema/decision.v1.json
	DecisionSchema string
	//go:embed schema/due.v1.json
	DueSchema string
	//go:embed schema/doctor.v1.json
	DiagnosisSchema string
	//go:embed schema/formats.v1.json
	ManifestsSchema string
	//go:embed schema/exceptions.v1.json
	ExceptionsSchema string
	//go:embed schema/exceptionlog.v1.json
	ExceptionLogSchema string
	//go:embed schema/problems.v1.json
	ProblemsSchema string
)

// writeJSON writes a document, indented, with every key in the order of its struct. Invalid UTF-8, as in a path, comes
// out as U+FFFD: JSON has no other way.
func writeJSON(w io.Writer, document any) error {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(document); err != nil {
		return err
	}
	_, err := w.Write(harmlessJSON(b.Bytes()))
	return err
}

// harmlessJSON says the same in characters that neither a terminal nor a CI system's log obeys: what harmless would
// escape is \uXXXX. Such characters, and #, stand only inside JSON's strings.
func harmlessJSON(document []byte) []byte {
	out := make([]byte, 0, len(document))
	for len(document) > 0 {
		plain := 0
		for plain < len(document) && (document[plain] >= ' ' && document[plain] < 0x7f || document[plain] == '\n') {
			plain++
		}
		out, document = append(out, document[:plain]...), document[plain:]
		if len(document) == 0 {
			break
		}
		r, size := utf8.DecodeRune(document)
		switch {
		case unicode.IsPrint(r):
			out = append(out, document[:size]...)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		document = document[size:]
	}
	return ciCommand.ReplaceAll(out, []byte(`#\u0023$1`))
}

// list turns values into their wire form; of none it makes [], never null.
func list[T, W any](values []T, wire func(*T) W) []W {
	out := make([]W, len(values))
	for i := range values {
		out[i] = wire(&values[i])
	}
	return out
}
