package report

import (
	"net/url"
	"strings"

	"github.com/dna-group/techcheck/pkg/guideline"
)

// firstPage is the first page of the web that a guideline names; "" if there is none.
func firstPage(g *guideline.Guideline) string {
	for _, link := range g.Links {
		if page := webPage(link.URL); page != "" {
			return page
		}
	}
	return ""
}

// webPage writes an address in ASCII; "" if it is no page of the web.
func webPage(address string) string {
	page, err := url.Parse(address)
	if err != nil || page.Host == "" || page.Scheme != "https" && page.Scheme != "http" || !ascii(page.String()) {
		return ""
	}
	return page.String()
}

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}
