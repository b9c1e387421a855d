package extractortest

import (
	"encoding/json"
	"regexp"
	"strings"
)

// escapes are those of TOML that JSON does not have, and the tab, which TOML lets stand. A backslash that is escaped begins none.
var escapes = regexp.MustCompile(`\t|\\(?:\\|x[0-9A-Fa-f]{2}|U0000[0-9A-Fa-f]{4}|e)`)

func inJSON(escape string) string {
	if escape == "\t" {
		return `\t`
	}
	switch escape[1] {
	case 'x':
		return `\u00` + escape[2:]
	case 'U':
		return `\u` + escape[6:]
	case 'e':
		return `\u001b`
	}
	return escape
}

// Decode undoes a literal's escapes: those of JSON and TOML, and the quotes and line continuations that a format lets stand
// inside a name. It tries them in turn, so that one property serves every format.
func Decode(text string) string {
	var s string
	if json.Unmarshal([]byte(`"`+escapes.ReplaceAllStringFunc(text, inJSON)+`"`), &s) == nil && s != text {
		return s
	}
	for _, cut := range []string{"\\\r\n", "\\\n", "`\r\n", "`\n", `"`, "'", "\\"} {
		text = strings.ReplaceAll(text, cut, "")
	}
	return text
}
