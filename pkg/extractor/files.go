package extractor

import (
	"cmp"
	"errors"
	"fmt"
	iofs "io/fs"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Files are the files of a scan, each as one extractor read it, for resolvers.
type Files struct {
	all    []*ReadFile // sorted by path, then extractor
	read   Reader
	memory *memory // of the formats
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
	f, _ := fs.readNow(path, e, place)
	return f
}

// readNow reads a file that the scan does not list; place is where it belongs among the others.
func (fs *Files) readNow(path string, e *Extractor, place int) (*ReadFile, error) {
	data, err := fs.read(path, e.limit())
	if err != nil {
		return nil, err
	}
	f := &ReadFile{File: NewFile(path, data), Extractor: e}
	fs.memory.run(e, f.File)
	f.Data = nil
	fs.all = slices.Insert(fs.all, place, f)
	return f, nil
}

// List makes a file part of the scan that the scan did not list, as a manifest of the scan includes it.
func (f *ReadFile) List() { f.listed = true }

// counts tells whether a file is part of the scan.
func (f *ReadFile) counts() bool { return f.listed && !f.disowned }

// maxIncluded is how many files one may include, directly or not. Real ones stay below ten.
const maxIncluded = 100

// Closure gives a file with those that it includes, directly or not, as the file's own extractor reads them; the file
// comes first. Paths that lead nowhere are left out, and cycles end. What is there and cannot be read is a Problem of its own, as it
// may hold anything, whether or not what includes it has changed.
func (fs *Files) Closure(f *ReadFile, included func(*ReadFile) []string) []*ReadFile {
	return fs.ClosureBy(f, f.Extractor, included)
}

// ClosureBy is Closure of a file that includes those of another extractor.
func (fs *Files) ClosureBy(f *ReadFile, e *Extractor, included func(*ReadFile) []string) []*ReadFile {
	all := []*ReadFile{f}
	seen := map[string]bool{f.Path: true}
	for i := 0; i < len(all); i++ {
		for _, path := range included(all[i]) {
			if seen[path] {
				continue
			}
			seen[path] = true
			if len(seen) > maxIncluded {
				f.once(inventory.Problem{Message: fmt.Sprintf("%s includes more than %d files, and not all of them are read: include fewer", f.Path, maxIncluded-1)})
				return all
			}
			one, err := fs.include(path, e)
			switch {
			case one != nil:
				all = append(all, one)
			case errors.Is(err, errAway):
				all[i].once(inventory.Problem{Path: all[i].Path, Line: 1, Column: 1, Message: fmt.Sprintf("it includes %s, which is not read: %v", path, err)})
			case err != nil:
				all[i].once(inventory.Problem{Path: path, Line: 1, Column: 1, Message: fmt.Sprintf("%s includes it, and it is not read: %v", all[i].Path, err)})
			}
		}
	}
	return all
}

var errAway = errors.New("it lies outside of the repository: keep a copy inside")

// include reads a file that another one includes; neither file nor error is given of one that is not there.
func (fs *Files) include(path string, e *Extractor) (*ReadFile, error) {
	place, found := slices.BinarySearchFunc(fs.all, &ReadFile{File: &File{Path: path}, Extractor: e}, compareFiles)
	switch {
	case found:
		return fs.all[place], nil
	case strings.HasPrefix(path, "../"):
		return nil, errAway
	}
	f, err := fs.readNow(path, e, place)
	if errors.Is(err, iofs.ErrNotExist) {
		err = nil
	}
	return f, err
}

// once records a Problem, unless it is there: a file may be included by several.
func (f *ReadFile) once(wrong inventory.Problem) {
	if len(f.problems) <= maxProblems && !slices.Contains(f.problems, wrong) {
		f.problems = append(f.problems, wrong)
	}
}

// Elsewhere records that a file includes what nobody can see here.
func (f *File) Elsewhere(at inventory.Span, name string) {
	f.Problem(at, "it includes %s, which is not in this repository, so that nobody knows what it holds: keep a copy here", name)
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
