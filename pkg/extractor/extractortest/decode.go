package extractortest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// escapes are those of TOML that JSON does not have, and control characters, which some formats let stand. A backslash that is
// escaped begins none.
var escapes = regexp.MustCompile(`[\x00-\x1f]|\\(?:\\|x[0-9A-Fa-f]{2}|U0000[0-9A-Fa-f]{4}|e)`)

func inJSON(escape string) string {
	if escape[0] < ' ' {
		return fmt.Sprintf(`\u%04x`, escape[0])
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

// Decodes tells whether a literal that is written so stands for a text: by the escapes of JSON and TOML, or by those that let any
// character stand for itself, without the quotes and line continuations that a format lets stand inside a name. It tries them in
// turn, so that one property serves every format.
func Decodes(written, text string) bool {
	var s string
	if json.Unmarshal([]byte(`"`+escapes.ReplaceAllStringFunc(written, inJSON)+`"`), &s) == nil && s == text {
		return true
	}
	for _, controls := range []*strings.Replacer{strings.NewReplacer(), strings.NewReplacer(`\\`, `\\`, `\n`, "\n", `\r`, "\r", `\t`, "\t")} {
		unescaped := itself.ReplaceAllString(controls.Replace(written), "$1")
		if unescaped == text || quotes.Replace(unescaped) == text {
			return true
		}
	}
	return mayStay(written).MatchString(text)
}

// mayStay matches what a literal of Ruby stands for, in which a backslash stays unless it escapes what delimits the literal.
func mayStay(written string) *regexp.Regexp {
	return regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(written), `\\`, `\\?`) + "$")
}

// itself is what stands for a character, or for none: an escape, a continued line.
var itself = regexp.MustCompile("(?s)\\\\\r?\n|`\r?\n|\\\\(.?)")

var quotes = strings.NewReplacer(`"`, "", "'", "")
