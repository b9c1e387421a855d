package report

import (
	"bufio"
	"bytes"
	_ "embed" // the schemas
	"fmt"
	"io"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
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
	//go:embed schema/version.v1.json
	VersionSchema string
)

// writeJSON writes a document, indented, with every key in the order of its struct. Invalid UTF-8, as in a path, comes
// out as U+FFFD: JSON has no other way. It is written piece by piece, as a large result's text would not fit into memory
// several times.
func writeJSON(w io.Writer, document any) error {
	lines := bufio.NewWriterSize(&jsonWriter{to: w}, 1<<16)
	if err := json.MarshalWrite(lines, document, jsontext.WithIndent("  "), jsontext.AllowInvalidUTF8(true), json.Deterministic(true)); err != nil {
		return err
	}
	_ = lines.WriteByte('\n') // the writer keeps the error for Flush
	return lines.Flush()
}

// jsonWriter passes a document on, which ends in a newline, so that it says the same in characters that neither a terminal
// nor a CI system's log obeys.
type jsonWriter struct {
	to   io.Writer
	line []byte // what was written of a line whose end is not there yet
}

func (w *jsonWriter) Write(data []byte) (int, error) {
	w.line = append(w.line, data...)
	end := bytes.LastIndexByte(w.line, '\n') + 1
	_, err := w.to.Write(harmlessJSON(w.line[:end]))
	w.line = append(w.line[:0], w.line[end:]...)
	return len(data), err
}

// harmlessJSON writes what harmless would escape as \uXXXX. Such characters, and #, stand only inside JSON's strings.
func harmlessJSON(document []byte) []byte {
	out := make([]byte, 0, len(document)+len(document)/8)
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
	if !bytes.Contains(out, []byte("##")) {
		return out
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
