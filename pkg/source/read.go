package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"

	"golang.org/x/text/encoding/unicode"
)

// ErrTooLarge is the error of a file with more bytes than the reader allows.
var ErrTooLarge = errors.New("larger than the limit")

var (
	errIrregular = errors.New("not a regular file: techcheck reads no folders, pipes and devices")
	errPointer   = errors.New("kept in Git LFS, and its content is not here: run git lfs pull, or keep it in git itself")
	errOutside   = errors.New("leads out of the repository through a symbolic link: put a copy of the file inside")
)

// lfsPointer is how a file starts that says where Git LFS has the content (github.com/git-lfs/git-lfs, docs/spec.md).
const lfsPointer = "version https://git-lfs.github.com/spec/"

// Read returns the bytes of a file of the tree, listed or not, that has at most limit of them; text in UTF-16 as UTF-8,
// which places in it then count. A symbolic link is followed inside the root alone. An error does not repeat the path; it
// wraps fs.ErrNotExist or ErrTooLarge where that is the cause. Of a path that ends in a slash, it is the listing of a folder.
func (t *Tree) Read(path string, limit int64) ([]byte, error) {
	if strings.HasSuffix(path, "/") {
		return t.listing(path, limit)
	}
	read := t.readFile
	switch {
	case t.buffer.is(path):
		read = t.buffer.read
	case t.snapshot != nil:
		read = t.readStored
	case t.isUnseen(path):
		read = t.readUnseen
	}
	data, err := read(path, limit)
	if err == nil && bytes.HasPrefix(data, []byte(lfsPointer)) {
		return nil, errPointer
	}
	if err != nil || !bytes.HasPrefix(data, []byte("\xff\xfe")) && !bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return data, err
	}
	return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
}

// openFlags open what is read: without waiting, in case it is a pipe.
const openFlags = os.O_RDONLY | syscall.O_NONBLOCK

func (t *Tree) readFile(path string, limit int64) ([]byte, error) {
	file, err := openQuickly(t.folder, path, openFlags)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		file, err = t.dir.OpenFile(filepath.FromSlash(path), openFlags, 0)
	}
	if err != nil {
		return nil, cause(err)
	}
	defer file.Close()
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, cause(err)
	case !info.Mode().IsRegular():
		return nil, errIrregular
	case info.Size() > limit:
		return nil, fmt.Errorf("%w of %d bytes: shorten the file, or exclude it", ErrTooLarge, limit)
	}
	data := bytes.NewBuffer(make([]byte, 0, info.Size()+bytes.MinRead))
	read, err := data.ReadFrom(io.LimitReader(file, limit+1))
	switch {
	case err != nil:
		return nil, cause(err)
	case read > limit:
		return nil, fmt.Errorf("%w of %d bytes: it is growing, scan again", ErrTooLarge, limit)
	}
	return data.Bytes(), nil
}

// target gives the file of the tree that a symbolic link leads to; "" if it leads out of it, or to none.
func (t *Tree) target(link string) string {
	if t.snapshot == nil {
		name, err := filepath.EvalSymlinks(t.file(link))
		info, failed := os.Stat(name)
		target := relative(t.Root, name)
		if err != nil || failed != nil || !info.Mode().IsRegular() || target == outside {
			return ""
		}
		return target
	}
	text, err := t.askStored(link)
	if err != nil || path.IsAbs(string(text)) {
		return ""
	}
	target := path.Join(path.Dir(link), string(text))
	if _, err := t.askStored(target); err != nil {
		return ""
	}
	return target
}

// cause is the reason in an error of the file system, without operation and path, and with the reader's next step.
func cause(err error) error {
	var inPath *fs.PathError
	if !errors.As(err, &inPath) {
		return err
	}
	// os.Root has no exported error for this.
	if inPath.Err.Error() == "path escapes from parent" {
		return errOutside
	}
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%w: make it readable, or exclude it", inPath.Err)
	}
	return inPath.Err
}
