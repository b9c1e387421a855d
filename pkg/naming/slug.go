package naming

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

// Slug makes an id or a file name of a text: lower-case letters and digits without accents, joined by hyphens. It is ""
// if nothing of the text is left.
func Slug(text string) string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) { // an accent, which NFKD parts from its letter
			return -1
		}
		return r
	}, norm.NFKD.String(strings.ToLower(text)))
	return strings.Trim(notSlug.ReplaceAllString(plain, "-"), "-")
}
