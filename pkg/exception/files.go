package exception

import (
	"path"
	"strings"
)

// File is a file of a folder of exceptions, as some revision has it.
type File struct {
	Path      string // slash-separated, from the root of the repository or the register
	Data      []byte
	Signature []byte // of the file beside it with the ending .sig; nil if there is none
	Wrong     string // why it cannot be read, and what to do; "" if it was
}

// id is the file's name without its ending.
func (f *File) id() string { return strings.TrimSuffix(path.Base(f.Path), ".toml") }

// Files makes the files of a folder from its entries: path, bytes, and why one was not read. What is no exception there is
// a file with Wrong, but for a README and hidden files: nothing that was meant to be an exception is passed over.
func Files(entries []File) []File {
	signatures := map[string]File{}
	for _, f := range entries {
		if name, found := strings.CutSuffix(f.Path, ".sig"); found {
			signatures[name] = f
		}
	}
	var files []File
	present := map[string]bool{}
	for _, f := range entries {
		base := path.Base(f.Path)
		switch {
		case strings.HasPrefix(base, "."), strings.EqualFold(base, "README.md"), strings.HasSuffix(base, ".sig"):
			continue
		case f.Wrong == "" && !strings.HasSuffix(base, ".toml"):
			f.Wrong = "this is no exception: name it ID.toml, or move it elsewhere"
		}
		signature := signatures[f.Path]
		f.Signature = signature.Data
		if signature.Wrong != "" {
			f.Wrong = "its signature cannot be read: " + signature.Wrong
		}
		present[f.Path] = true
		files = append(files, f)
	}
	for _, f := range entries {
		if name, found := strings.CutSuffix(f.Path, ".sig"); found && !present[name] {
			files = append(files, File{Path: f.Path, Wrong: "this signs " + path.Base(name) + ", which is not here: remove it, or bring the exception back"})
		}
	}
	return files
}
