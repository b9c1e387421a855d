package extractor

import (
	"cmp"
	"slices"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Files are the files of a scan, each as one extractor read it, for resolvers.
type Files struct {
	all  []*ReadFile // sorted by path, then extractor
	read Reader
}

// ReadFile is a file and the extractor that read it.
type ReadFile struct {
	*File
	Extractor *Extractor
	listed    bool // part of the scan; else a resolver asked for it
}

// By lists the files that an extractor read, sorted by path: those of the scan, and those that resolvers asked for.
func (fs *Files) By(e *Extractor) []*ReadFile {
	return slices.DeleteFunc(slices.Clone(fs.all), func(f *ReadFile) bool { return f.Extractor != e })
}

// At gives the file at a path as an extractor reads it; nil if it cannot be read. One that the scan does not list, because
// it lies outside of the scanned path or has another name, is read now: it is not part of the scan, unless it is told to be
// by List.
func (fs *Files) At(path string, e *Extractor) *ReadFile {
	place, found := slices.BinarySearchFunc(fs.all, &ReadFile{File: &File{Path: path}, Extractor: e}, compareFiles)
	if found {
		return fs.all[place]
	}
	data, err := fs.read(path, e.limit())
	if err != nil {
		return nil
	}
	f := &ReadFile{File: NewFile(path, data), Extractor: e}
	e.Run(f.File)
	f.Data = nil
	fs.all = slices.Insert(fs.all, place, f)
	return f
}

// List makes a file part of the scan that the scan did not list, as a manifest of the scan includes it.
func (f *ReadFile) List() { f.listed = true }

// counts tells whether a file is part of the scan.
func (f *ReadFile) counts() bool { return f.listed && !f.disowned }

// maxIncluded is how many files one may include, directly or not. Real ones stay below ten.
const maxIncluded = 100

// Closure gives a file with those that it includes, directly or not, as the file's own extractor reads them; the file
// comes first. Paths that lead nowhere are left out, and cycles end.
func (fs *Files) Closure(f *ReadFile, included func(*ReadFile) []string) []*ReadFile {
	all := []*ReadFile{f}
	seen := map[string]bool{f.Path: true}
	for i := 0; i < len(all); i++ {
		for _, path := range included(all[i]) {
			if seen[path] || len(seen) == maxIncluded {
				continue
			}
			seen[path] = true
			if one := fs.At(path, f.Extractor); one != nil {
				all = append(all, one)
			}
		}
	}
	return all
}

func compareFiles(a, b *ReadFile) int {
	return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Extractor.Name, b.Extractor.Name))
}

// inventory gathers what the listed files hold.
func (fs *Files) inventory() *inventory.Inventory {
	var all inventory.Inventory
	total := 0
	for _, f := range fs.all {
		if f.counts() {
			total += len(f.components)
		}
	}
	all.Components = slices.Grow(all.Components, total)
	for _, f := range fs.all {
		if !f.counts() {
			continue
		}
		r := f.Result()
		all.Components = append(all.Components, r.Components...)
		all.Problems = append(all.Problems, r.Problems...)
		all.Manifests = append(all.Manifests, inventory.Manifest{
			Path: f.Path, Extractor: f.Extractor.Name, Parsed: r.Parsed, Components: len(r.Components),
		})
	}
	all.Sort()
	return &all
}

// limit is the size in bytes of the largest file that the extractor is given.
func (e *Extractor) limit() int64 { return cmp.Or(e.MaxSize, MaxSize) }
