// Package cache remembers what was computed before, in files below one folder: values under keys that are digests of all that
// they were computed from. A cache may be shared by processes, which need no lock: an entry is written beside its place and
// moved there whole. What cannot be read, written or trusted is as if it had never been stored.
package cache

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
)

// The bounds of a cache, beyond which the oldest entries go.
const (
	MaxSize    = 64 << 20 // bytes
	MaxEntries = 1000
)

// Store is a cache. A nil Store is none: it holds nothing and takes nothing. It may be used concurrently.
type Store struct {
	Folder  string      // made when the first entry is stored
	Tool    string      // names the program that computes: another build of it never sees this one's entries
	Trouble func(error) // is told why an entry cannot be stored; nil: nobody is
}

// Key is the digest of what a value was computed from.
type Key [sha256.Size]byte

// Key gives the key of a value that the tool computes from parts, of the types that Put takes.
func (s *Store) Key(parts ...any) Key {
	if s == nil {
		return Key{}
	}
	data := encode(nil, s.Tool)
	for _, part := range parts {
		data = encode(data, part)
	}
	return sha256.Sum256(data)
}

// header starts each entry; the digest of the rest follows.
const header = "techcheck cache 1\n"

// Get looks for what Put stored, of the same type, puts it where value points to, and tells whether it was there. A damaged
// entry is removed.
func (s *Store) Get(key Key, value any) bool {
	if s == nil {
		return false
	}
	name := s.name(key)
	data, err := read(name)
	if err != nil {
		return false
	}
	content, whole := checked(data)
	if whole && decode(content, value) == nil {
		return true
	}
	_ = os.Remove(name) // if it cannot be removed it is no hit the next time either
	return false
}

// Put stores what value points to: booleans, numbers, texts, and slices, maps, structs and pointers of such.
func (s *Store) Put(key Key, value any) {
	if s == nil {
		return
	}
	content := appendValue(nil, reflect.ValueOf(value).Elem())
	if len(content) > MaxSize/8 {
		return // one that would drive out many others
	}
	sum := sha256.Sum256(content)
	err := s.write(s.name(key), []byte(header), sum[:], content)
	if err == nil {
		err = s.sweep()
	}
	if err != nil && s.Trouble != nil {
		s.Trouble(fmt.Errorf("keeping what was computed: %w", err))
	}
}

func (s *Store) name(key Key) string { return filepath.Join(s.Folder, hex.EncodeToString(key[:])) }

// read gives the bytes of an entry; none of what can be none, such as a pipe, of which reading might never end.
func read(name string) ([]byte, error) {
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > MaxSize {
		return nil, err
	}
	return os.ReadFile(name)
}

// checked gives the content of an entry, and whether it is as it was written.
func checked(data []byte) (content []byte, whole bool) {
	rest, found := bytes.CutPrefix(data, []byte(header))
	if !found || len(rest) < sha256.Size {
		return nil, false
	}
	content = rest[sha256.Size:]
	return content, sha256.Sum256(content) == [sha256.Size]byte(rest)
}

// Try tells why nothing can be stored; nil if it can.
func (s *Store) Try() error {
	name := filepath.Join(s.Folder, unfinished+"try")
	if err := s.write(name); err != nil {
		return err
	}
	return os.Remove(name)
}

// unfinished is how the names of entries begin that are still being written.
const unfinished = "techcheck-unfinished-"

// isEntry tells entries, finished or not, by their names: the folder that a user names may hold files of others, too.
func isEntry(name string) bool {
	key, err := hex.DecodeString(name)
	return err == nil && len(key) == len(Key{}) || strings.HasPrefix(name, unfinished)
}

// write writes a file beside its place and moves it there.
func (s *Store) write(name string, parts ...[]byte) (err error) {
	if err := os.MkdirAll(s.Folder, 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(s.Folder, unfinished+"*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(file.Name()) // sweep finds it
		}
	}()
	_, err = file.Write(bytes.Join(parts, nil))
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(file.Name(), name)
}

// sweep removes the oldest entries of a cache that has grown beyond its bounds, and what a process that was ended left behind.
// Other processes may do so at the same time.
func (s *Store) sweep() error {
	entries, err := os.ReadDir(s.Folder)
	if err != nil {
		return err
	}
	var files []os.FileInfo
	size := int64(0)
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && info.Mode().IsRegular() && isEntry(entry.Name()) {
			files = append(files, info)
			size += info.Size()
		}
	}
	if size <= MaxSize && len(files) <= MaxEntries {
		return nil
	}
	slices.SortFunc(files, func(a, b os.FileInfo) int {
		return cmp.Or(a.ModTime().Compare(b.ModTime()), cmp.Compare(a.Name(), b.Name()))
	})
	for count := len(files); len(files) > 0 && (size > MaxSize*3/4 || count > MaxEntries*3/4); count-- {
		_ = os.Remove(filepath.Join(s.Folder, files[0].Name())) // another process may have been faster
		size -= files[0].Size()
		files = files[1:]
	}
	return nil
}
