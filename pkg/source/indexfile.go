package source

import (
	"context"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// An own reader of git's index: git ls-files --stage takes ten times as long to print what stands in it.
// Source: gitformat-index(5). What is not understood, such as an index that is split or sparse, is left to git.

// tracked is an entry of the index.
type tracked struct {
	mode   uint32
	id     []byte
	stage  int // 0; in a conflict 1 to 3
	name   string
	stat   []byte // what the system told of the file when git looked at it (status.go); none if that is not known
	unseen bool   // git takes it as the index has it, whatever the work tree holds: skip-worktree, as in sparse checkouts, or assume-unchanged
}

// The modes of entries; those of regular files differ in their permissions.
const (
	regularMode   = 0o100000
	linkMode      = 0o120000
	submoduleMode = 0o160000
)

// maxIndex is the size in bytes of the largest index that is read: some two million files.
const maxIndex = 256 << 20

var errIndex = errors.New("this is left to git")

// indexFile gives the path of the index: as a hook names it, if these are the files of the index.
func (t *Tree) indexFile() (string, error) {
	for _, variable := range t.git(context.Background()).Env {
		if name, found := strings.CutPrefix(variable, "GIT_INDEX_FILE="); found {
			if !filepath.IsAbs(name) {
				name = filepath.Join(t.Root, name)
			}
			return name, nil
		}
	}
	folder, err := t.gitFolder()
	return filepath.Join(folder, "index"), err
}

// gitFolder is where git keeps what is of this work tree alone.
func (t *Tree) gitFolder() (string, error) {
	folder := filepath.Join(t.Root, ".git")
	if info, err := os.Stat(folder); err != nil || info.IsDir() {
		return folder, err
	}
	// Of a worktree or a submodule, .git is a file.
	line, _, err := readRegular(folder)
	target, found := strings.CutPrefix(strings.TrimSpace(string(line)), "gitdir: ")
	if err != nil || !found {
		return "", errIndex
	}
	if !filepath.IsAbs(target) {
		target = filepath.Join(t.Root, target)
	}
	return target, nil
}

func readRegular(name string) (data []byte, modified time.Time, err error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, time.Time{}, err
	case !info.Mode().IsRegular(), info.Size() > maxIndex:
		return nil, time.Time{}, errIndex
	}
	data, err = os.ReadFile(name)
	return data, info.ModTime(), err
}

// readIndex gives the entries of the index, sorted by name. With an error git must be asked.
func (t *Tree) readIndex() ([]tracked, error) {
	name, err := t.indexFile()
	if err != nil {
		return nil, err
	}
	data, modified, err := readRegular(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil // nothing has ever been added
	case err != nil:
		return nil, err
	}
	t.indexed = modified
	return parseIndex(data)
}

// The sizes in bytes of an index's parts.
const (
	indexHeader  = 12 // DIRC, version, number of entries
	indexHash    = 20 // of SHA-1; with another one no entry makes sense
	indexStat    = 40 // of an entry, the mode at 24
	indexEntry   = indexStat + indexHash + 2
	assumedFlag  = 1 << 15
	extendedFlag = 1 << 14
	skippedFlag  = 1 << 14   // of the extended flags
	longName     = 1<<12 - 1 // the length of a name in the flags, if it has that many bytes or more
)

func parseIndex(data []byte) ([]tracked, error) {
	if len(data) < indexHeader+indexHash || string(data[:4]) != "DIRC" {
		return nil, errIndex
	}
	version, count := binary.BigEndian.Uint32(data[4:]), int(binary.BigEndian.Uint32(data[8:]))
	rest := data[indexHeader : len(data)-indexHash]
	text := string(rest) // of which names are parts
	if version < 2 || version > 4 || count > len(rest)/indexEntry {
		return nil, errIndex
	}
	all := make([]tracked, 0, count)
	previous := ""
	for range count {
		entry, size := parseEntry(rest, text[len(text)-len(rest):], version, previous)
		if size == 0 || entry.name < previous {
			return nil, errIndex
		}
		all, rest, previous = append(all, entry), rest[size:], entry.name
	}
	return all, skippable(rest)
}

// parseEntry takes an entry, which text has as well, and gives how many bytes it has; 0 if it makes no sense.
func parseEntry(data []byte, text string, version uint32, previous string) (entry tracked, size int) {
	if len(data) < indexEntry+2 {
		return tracked{}, 0
	}
	flags := int(binary.BigEndian.Uint16(data[indexEntry-2:]))
	start, extended := indexEntry, 0
	if flags&extendedFlag != 0 {
		extended = int(binary.BigEndian.Uint16(data[start:]))
		start += 2
	}
	entry = tracked{
		mode: binary.BigEndian.Uint32(data[24:]), id: data[indexStat : indexStat+indexHash], stage: flags >> 12 & 3,
		stat:   data[:indexStat],
		unseen: flags&assumedFlag != 0 || extended&skippedFlag != 0,
	}
	shared := ""
	if version == 4 { // a name without what it begins with as the one before does
		cut, read := offset(data[start:])
		if read == 0 || cut > len(previous) {
			return tracked{}, 0
		}
		shared, start = previous[:len(previous)-cut], start+read
	}
	length := strings.IndexByte(text[start:], 0)
	if length < 0 {
		return tracked{}, 0
	}
	entry.name = shared + text[start:start+length]
	if min(len(entry.name), longName) != flags&longName {
		return tracked{}, 0
	}
	size = start + length + 1
	if version < 4 { // one to eight zero bytes make its size a multiple of eight
		size = (start + length + 8) &^ 7
	}
	if size > len(data) {
		return tracked{}, 0
	}
	return entry, size
}

// offset reads an integer of variable width, as in packs, and gives how many bytes it has; 0 if it makes no sense.
func offset(data []byte) (value, read int) {
	for i, b := range data[:min(len(data), 4)] {
		value = value<<7 | int(b&0x7f)
		if b&0x80 == 0 {
			return value, i + 1
		}
		value++
	}
	return 0, 0
}

// skippable tells whether extensions can be passed over: those whose names begin with a capital letter. Others change what
// the entries mean.
func skippable(data []byte) error {
	for len(data) >= 8 {
		size := int(binary.BigEndian.Uint32(data[4:]))
		if data[0] < 'A' || data[0] > 'Z' || size > len(data)-8 {
			return errIndex
		}
		data = data[8+size:]
	}
	if len(data) > 0 {
		return errIndex
	}
	return nil
}
