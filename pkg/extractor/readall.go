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

// MaxSize is the size in bytes of the largest manifest that is read. Real ones stay below a tenth of it.
const MaxSize = 5 << 20

// Reader gives the bytes of a file with at most limit of them. Its errors say why not, without the path.
type Reader func(path string, limit int64) ([]byte, error)

// Matching tells whether any extractor reads files of this name.
func Matching(extractors []*Extractor) func(path string) bool {
	return func(path string) bool {
		return slices.ContainsFunc(extractors, func(e *Extractor) bool { return e.Match(path) })
	}
}

// ReadAll reads all manifests among paths, in parallel, and gives what they hold in the inventory's order. What cannot
// be read is a Problem; a file that has gone since it was listed is one that is not there.
func ReadAll(ctx context.Context, extractors []*Extractor, paths []string, read Reader) *inventory.Inventory {
	var (
		all  inventory.Inventory
		lock sync.Mutex
		wait sync.WaitGroup
		next = make(chan string)
	)
	for range min(len(paths), runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for path := range next {
				var one inventory.Inventory
				readOne(extractors, path, read, &one)
				lock.Lock()
				all.Components = append(all.Components, one.Components...)
				all.Manifests = append(all.Manifests, one.Manifests...)
				all.Problems = append(all.Problems, one.Problems...)
				lock.Unlock()
			}
		})
	}
	for i, path := range paths {
		if ctx.Err() != nil {
			all.Problems = append(all.Problems, inventory.Problem{
				Message: fmt.Sprintf("the scan was ended with %d of %d manifests unread: run it again", len(paths)-i, len(paths)),
			})
			break
		}
		next <- path
	}
	close(next)
	wait.Wait()
	all.Sort()
	return &all
}

func readOne(extractors []*Extractor, path string, read Reader, into *inventory.Inventory) {
	data, err := read(path, MaxSize)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	for _, e := range extractors {
		if !e.Match(path) {
			continue
		}
		if err != nil {
			into.Manifests = append(into.Manifests, inventory.Manifest{Path: path, Extractor: e.Name})
			into.Problems = append(into.Problems, inventory.Problem{Path: path, Message: fmt.Sprintf("reading the manifest: %v", err)})
			continue
		}
		result := e.Run(NewFile(path, data))
		into.Components = append(into.Components, result.Components...)
		into.Problems = append(into.Problems, result.Problems...)
		into.Manifests = append(into.Manifests, inventory.Manifest{
			Path: path, Extractor: e.Name, Parsed: result.Parsed, Components: len(result.Components),
		})
	}
}
