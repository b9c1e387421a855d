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

// Knows tells whether a file is a manifest, read or not.
func (f Formats) Knows(path string) bool { return f.Match(path) || f.Passes(path) }

// Recognise tells by name what manifest that no extractor reads a file is; "" if none.
func (f Formats) Recognise(p string) string {
	base := path.Base(p)
	switch ending, inFolder := "*"+path.Ext(base), path.Base(path.Dir(p))+"/"+base; {
	case f.unread[base]:
		return base
	case f.unread[ending]:
		return ending
	case f.unread[inFolder]:
		return inFolder
	}
	return ""
}
