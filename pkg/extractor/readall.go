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

// Reader gives the bytes of a file with at most limit of them; of a path that ends in a slash, the paths of the files in that folder and
// below, sorted, each with a zero byte behind. Its errors say why not, without the path.
type Reader func(path string, limit int64) ([]byte, error)

// Formats are the extractors and resolvers of a scan, and what it knows to pass over.
type Formats struct {
	index     *index
	resolvers []*Resolver
	unread    map[string]bool // the names of manifests that no extractor reads
	memory    *memory         // of what was read; nil: none
}

// NewFormats makes the formats of a scan.
func NewFormats(extractors []*Extractor, resolvers []*Resolver, unread []Unread) Formats {
	return Formats{index: newIndex(extractors), resolvers: resolvers, unread: namesOf(unread)}
}

// Remembering gives formats that read a file of the same path and content once, for a run that reads two states of a repository:
// most files are in both.
func (f Formats) Remembering() Formats {
	f.memory = &memory{files: map[reading]*File{}}
	return f
}

// Match tells whether any extractor reads files of this name.
func (f Formats) Match(path string) bool { return len(f.index.matching(path)) > 0 }

// Named tells whether any extractor reads a file of this name that is named itself.
func (f Formats) Named(path string) bool { return len(f.of(path)) > 0 }

// Holds tells whether a file is a manifest: by its name, or by what it holds where others have such a name too.
func (f Formats) Holds(path string, read Reader) bool {
	if slices.ContainsFunc(f.of(path), func(e *Extractor) bool { return e.Named == nil }) {
		return true
	}
	return slices.ContainsFunc(f.readOne(path, read), func(one *ReadFile) bool { return one.counts() })
}

// ReadAll reads all manifests among paths, in parallel, joins what they say together, and gives what they hold in the
// inventory's order. What cannot be read is a Problem; a file that has gone since it was listed is one that is not there.
func (f Formats) ReadAll(ctx context.Context, paths []string, read Reader) *inventory.Inventory {
	files := &Files{read: read, memory: f.memory}
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
	for _, r := range f.resolvers {
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

// of are the extractors that read a listed file. One that none matches was named itself.
func (f Formats) of(path string) []*Extractor {
	all := f.index.matching(path)
	if len(all) > 0 {
		return all
	}
	for _, e := range f.index.named {
		if e.Named(path) {
			all = append(all, e)
		}
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
			f.memory.run(e, file.File)
		}
		file.Data = nil // what resolvers need has been kept
		all = append(all, file)
	}
	return all
}
