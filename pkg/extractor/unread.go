package extractor

import "path"

// Unread are the manifests of an ecosystem that no extractor reads yet. A scan counts and names them, so that what is not
// checked is not taken for clean.
type Unread struct {
	Ecosystem string   // as users say it
	Files     []string // base names, *.EXTENSION, or FOLDER/NAME where only the folder makes the name certain
}

func namesOf(list []Unread) map[string]bool {
	names := map[string]bool{}
	for _, u := range list {
		for _, name := range u.Files {
			names[name] = true
		}
	}
	return names
}

// Passes tells whether a file is a manifest that no extractor reads.
func (f Formats) Passes(path string) bool { return f.Recognise(path) != "" }

// Recognise tells by name what manifest that no extractor reads a file is; "" if none.
func (f Formats) Recognise(p string) string {
	base := path.Base(p)
	for _, name := range [...]string{base, "*" + path.Ext(base), path.Base(path.Dir(p)) + "/" + base} {
		if f.unread[name] {
			return name
		}
	}
	return ""
}
