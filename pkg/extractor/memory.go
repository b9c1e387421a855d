package extractor

import (
	"crypto/sha256"
	"slices"
	"sync"
)

// memory holds what was read of files. Extractors see nothing but path and content, so that the same of both give the same.
type memory struct {
	lock  sync.Mutex
	files map[reading]*File
}

type reading struct {
	extractor *Extractor
	path      string
	content   [sha256.Size]byte
}

// run reads a file, or takes what was read before. Resolvers change components; what was kept for them they leave as it is.
func (m *memory) run(e *Extractor, f *File) {
	if m == nil {
		e.Run(f)
		return
	}
	key := reading{e, f.Path, sha256.Sum256(f.Data)}
	m.lock.Lock()
	known := m.files[key]
	m.lock.Unlock()
	if known == nil {
		e.Run(f)
		known = f.copied()
		known.Data = nil
		m.lock.Lock()
		m.files[key] = known
		m.lock.Unlock()
		return
	}
	data := f.Data
	*f = *known.copied()
	f.Data = data
}

// copied is a file to which components and problems may be added, and whose components may be changed.
func (f *File) copied() *File {
	c := *f
	c.components, c.problems = slices.Clone(f.components), slices.Clone(f.problems)
	return &c
}
