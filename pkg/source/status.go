package source

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// An own git diff-files, of the files that matter: git looks at every file that it tracks.

// entry gives what the index has at a path.
func (t *Tree) entry(path string) (e tracked, found bool) {
	all, err := t.tracked()
	if err != nil {
		return tracked{}, false
	}
	at, found := slices.BinarySearchFunc(all, path, compareName)
	if !found {
		return tracked{}, false
	}
	return all[at], true
}

// edited tells whether a file of the work tree is another than the index has. It looks at each file once.
func (t *Tree) edited(path string) bool {
	if t.snapshot != nil {
		return false
	}
	if known, found := t.looked.Load(path); found {
		return known.(bool)
	}
	e, found := t.entry(path)
	edited := found && t.differs(e)
	t.looked.Store(path, edited)
	return edited
}

// withEdited adds to what differs between a commit and the index the manifests that the work tree has otherwise, or no more.
func (t *Tree) withEdited(changes map[string]string) map[string]string {
	if t.snapshot != nil {
		return changes
	}
	changes = maps.Clone(changes)
	add := func(path string) {
		e, found := t.entry(path)
		if _, changed := changes[path]; !changed && found && e.mode&^0o777 == regularMode && t.edited(path) {
			changes[path] = e.object()
		}
	}
	for _, path := range t.Paths {
		add(path)
	}
	for _, left := range t.Unlisted {
		add(left.Path)
	}
	return changes
}

// differs tells whether a file of the work tree is another than the index has: if what the system tells of it has changed since
// git looked at it, by its content. One that is not looked at (unseen.go) is as the index has it.
func (t *Tree) differs(e tracked) bool {
	if e.unseen {
		return false
	}
	if t.behindLink(e.name) {
		return true
	}
	name := t.file(e.name)
	if len(e.stat) == indexStat && e.modified().Before(t.indexed) && sameStat(name, e.stat) {
		return false
	}
	info, err := os.Lstat(name)
	var data []byte
	switch {
	case err != nil:
	case e.mode == linkMode && info.Mode()&fs.ModeSymlink != 0:
		var target string
		target, err = os.Readlink(name)
		data = []byte(filepath.ToSlash(target))
	case e.mode&^0o777 == regularMode && info.Mode().IsRegular():
		data, err = t.readFile(e.name, maxIndex)
	default:
		return true
	}
	return err != nil || blobID(data, len(e.id)) != e.object()
}

// behindLink tells whether a folder that a tracked file lay in has become a symbolic link: the file is then no more.
func (t *Tree) behindLink(name string) bool {
	for dir := range ancestors(name) {
		known, found := t.links.Load(dir)
		if !found {
			info, err := os.Lstat(t.file(dir))
			known = err == nil && info.Mode()&fs.ModeSymlink != 0
			t.links.Store(dir, known)
		}
		if known.(bool) {
			return true
		}
	}
	return false
}

// modified is when git saw the file change last. One that changed when the index was written may have changed again since.
func (e tracked) modified() time.Time {
	return time.Unix(int64(uint32At(e.stat, statModified)), int64(uint32At(e.stat, statModified+4)))
}

// The places of what an entry's stat holds, of four bytes each; of times, the nanoseconds follow.
const (
	statChanged  = 0
	statModified = 8
	statInode    = 20
	statSize     = 36
)

// blobID is the name that git gives a content, by a digest of that many bytes.
func blobID(data []byte, size int) string {
	digest := sha1.New() //nolint:gosec // git's names of objects
	if size == sha256.Size {
		digest = sha256.New()
	}
	fmt.Fprintf(digest, "blob %d\x00", len(data))
	digest.Write(data)
	return hex.EncodeToString(digest.Sum(nil))
}
