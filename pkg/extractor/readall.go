package extractor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"sync"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// MaxSize is the size in bytes of the largest manifest that is read, unless its extractor has another one. Real ones stay
// below a tenth of it.
const MaxSize = 5 << 20

// Reader gives the bytes of a file with at most limit of them. Its errors say why not, without the path.
type Reader func(path string, limit int64) ([]byte, error)

// Formats are the extractors and resolvers of a scan.
type Formats struct {
	Extractors []*Extractor
	Resolvers  []*Resolver
	Recognise  func(path string) string // tells by name what manifest that no extractor reads a file is, "" if none; nil: none is known
}

// code are the extensions of files that are no manifest whatever their name is. Most files of most repositories have one,
// and asking each extractor for each of them would take longer than listing them. A test holds that no extractor wants one.
var code = map[string]bool{
	".adoc": true, ".css": true, ".gif": true, ".go": true, ".html": true, ".java": true, ".jpg": true, ".js": true, ".jsx": true,
	".map": true, ".md": true, ".mjs": true, ".png": true, ".rs": true, ".rst": true, ".scss": true, ".sh": true, ".snap": true,
	".svg": true, ".ts": true, ".tsx": true,
}

// Match tells whether any extractor reads files of this name.
func (f Formats) Match(path string) bool {
	if code[extension(path)] {
		return false
	}
	return slices.ContainsFunc(f.Extractors, func(e *Extractor) bool { return e.Match(path) })
}

// Named tells whether any extractor reads a file of this name that is named itself.
func (f Formats) Named(path string) bool { return len(f.of(path)) > 0 }

// Holds tells whether a file is a manifest: by its name, or by what it holds where others have such a name too.
func (f Formats) Holds(path string, read Reader) bool {
	if slices.ContainsFunc(f.of(path), func(e *Extractor) bool { return e.Named == nil }) {
		return true
	}
	return slices.ContainsFunc(f.readOne(path, read), func(one *ReadFile) bool { return one.counts() })
}

// Passes tells whether a file is a manifest that no extractor reads.
func (f Formats) Passes(path string) bool {
	return f.Recognise != nil && !code[extension(path)] && f.Recognise(path) != ""
}

// ReadAll reads all manifests among paths, in parallel, joins what they say together, and gives what they hold in the
// inventory's order. What cannot be read is a Problem; a file that has gone since it was listed is one that is not there.
func (f Formats) ReadAll(ctx context.Context, paths []string, read Reader) *inventory.Inventory {
	files := &Files{read: read}
	var (
		lock sync.Mutex
		wait sync.WaitGroup
		next = make(chan string)
	)
	for range min(len(paths), runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for path := range next {
				one := f.readOne(path, read)
				lock.Lock()
				files.all = append(files.all, one...)
				lock.Unlock()
			}
		})
	}
	unread := 0
	for i, path := range paths {
		if ctx.Err() != nil {
			unread = len(paths) - i
			break
		}
		next <- path
	}
	close(next)
	wait.Wait()
	slices.SortFunc(files.all, compareFiles)
	for _, r := range f.Resolvers {
		r.Resolve(files)
	}
	all := files.inventory()
	if unread > 0 {
		all.Problems = append(all.Problems, inventory.Problem{
			Message: fmt.Sprintf("the scan was ended with %d of %d manifests unread: run it again", unread, len(paths)),
		})
	}
	return all
}

// extension is what follows the last dot of a file's name, the dot included.
func extension(name string) string {
	for i := len(name) - 1; i >= 0 && name[i] != '/'; i-- {
		if name[i] == '.' {
			return name[i:]
		}
	}
	return ""
}

// of are the extractors that read a listed file. One that none matches was named itself.
func (f Formats) of(path string) []*Extractor {
	if code[extension(path)] {
		return nil
	}
	var all, named []*Extractor
	for _, e := range f.Extractors {
		switch {
		case e.Match(path):
			all = append(all, e)
		case e.Named != nil && e.Named(path):
			named = append(named, e)
		}
	}
	if len(all) == 0 {
		return named
	}
	return all
}

func (f Formats) readOne(path string, read Reader) []*ReadFile {
	var all []*ReadFile
	for _, e := range f.of(path) {
		data, err := read(path, e.limit())
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		file := &ReadFile{File: NewFile(path, data), Extractor: e, listed: true}
		if err != nil {
			file.Fail(inventory.Span{}, "reading the manifest: %v", err)
		} else {
			e.Run(file.File)
		}
		file.Data = nil // what resolvers need has been kept
		all = append(all, file)
	}
	return all
}
