package extractor

import "path"

// Unread are the manifests of an ecosystem that no extractor reads yet. A scan counts and names them, so that what is not
// checked is not taken for clean.
type Unread struct {
	Ecosystem string   // as users say it
	Files     []string // base names, *.EXTENSION, or FOLDER/NAME where only the folder makes the name certain
}

// Recogniser gives a function that tells which of the listed names a path has; "" if none.
func Recogniser(list []Unread) func(path string) string {
	known := map[string]bool{}
	for _, u := range list {
		for _, name := range u.Files {
			known[name] = true
		}
	}
	return func(p string) string {
		base := path.Base(p)
		for _, name := range []string{base, "*" + extension(base), path.Base(path.Dir(p)) + "/" + base} {
			if known[name] {
				return name
			}
		}
		return ""
	}
}
