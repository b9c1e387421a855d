package extractortest

import (
	"encoding/json"
	"strings"
)

// Decode undoes a literal's escapes: those of JSON, and the quotes and line continuations that a format lets stand
// inside a name. It tries them in turn, so that one property serves every format.
func Decode(text string) string {
	var s string
	if json.Unmarshal([]byte(`"`+text+`"`), &s) == nil && s != text {
		return s
	}
	for _, cut := range []string{"\\\r\n", "\\\n", "`\r\n", "`\n", `"`, "'", "\\"} {
		text = strings.ReplaceAll(text, cut, "")
	}
	return text
}
