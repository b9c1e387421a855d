package purl

import "strings"

// written escapes what means something in a pattern or a purl, and would not be the name's own.
var written = strings.NewReplacer(
	"%", "%25", "?", "%3F", "#", "%23", "[", "%5B", "]", "%5D", "{", "%7B", "}", "%7D", `\`, "%5C", "@", "%40", " ", "%20",
)

// Pattern writes the pattern that matches every version of the key's package, and nothing else; "" if there is none, as for a
// name with a *.
func (k Key) Pattern() string {
	path := k.Path
	if slash := strings.LastIndexByte(path, '/'); slash >= 0 && path[0] == '@' { // a scope of npm may be written as it is
		path = "@" + written.Replace(path[1:])
	} else {
		path = written.Replace(path)
	}
	text := "pkg:" + k.Type + "/" + path
	if k.Repository != "" {
		text += "?repository_url=" + k.Repository
	}
	p, err := ParsePattern(text)
	if err != nil || p.Path != k.Path || p.Repository != k.Repository || p.Version != "" || strings.Contains(p.Path+p.Repository, "*") {
		return ""
	}
	return text
}
