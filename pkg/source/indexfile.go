package source

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// An own reader of git's index: git ls-files --stage takes ten times as long to print what stands in it.
// Source: gitformat-index(5). What is not understood, such as an index that is split or sparse, is left to git.

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
	target, found := strings.CutPrefix(strings.TrimSpace(line), "gitdir: ")
	if err != nil || !found {
		return "", errIndex
	}
	if !filepath.IsAbs(target) {
		target = filepath.Join(t.Root, target)
	}
	return target, nil
}

func readRegular(name string) (text string, modified time.Time, err error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return "", time.Time{}, err
	case !info.Mode().IsRegular(), info.Size() > maxIndex:
		return "", time.Time{}, errIndex
	}
	file, err := os.Open(name)
	if err != nil {
		return "", time.Time{}, err
	}
	defer file.Close()
	var read strings.Builder
	read.Grow(int(info.Size()))
	_, err = io.Copy(&read, file)
	return read.String(), info.ModTime(), err
}

// readIndex gives the entries of the index, sorted by name. With an error git must be asked.
func (t *Tree) readIndex() ([]tracked, error) {
	name, err := t.indexFile()
	if err != nil {
		return nil, err
	}
	text, modified, err := readRegular(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil // nothing has ever been added
	case err != nil:
		return nil, err
	}
	all, extensions, err := parseIndex(text)
	if err == nil {
		t.indexed, t.trees = modified, parseTrees(extensions["TREE"])
	}
	return all, err
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
	intendedFlag = 1 << 13   // likewise
	longName     = 1<<12 - 1 // the length of a name in the flags, if it has that many bytes or more
)

// parseIndex gives the entries of an index, and its extensions by name.
func parseIndex(text string) (all []tracked, extensions map[string]string, err error) {
	if len(text) < indexHeader+indexHash || text[:4] != "DIRC" {
		return nil, nil, errIndex
	}
	version, count := uint32At(text, 4), int(uint32At(text, 8))
	rest := text[indexHeader : len(text)-indexHash]
	if version < 2 || version > 4 || count > len(rest)/indexEntry {
		return nil, nil, errIndex
	}
	all = make([]tracked, 0, count)
	previous := ""
	for range count {
		entry, size := parseEntry(rest, version, previous)
		if size == 0 || entry.name < previous {
			return nil, nil, errIndex
		}
		all, rest, previous = append(all, entry), rest[size:], entry.name
	}
	extensions, err = parseExtensions(rest)
	return all, extensions, err
}

// parseEntry takes an entry, and gives how many bytes it has; 0 if it makes no sense.
func parseEntry(text string, version uint32, previous string) (entry tracked, size int) {
	if len(text) < indexEntry+2 {
		return tracked{}, 0
	}
	flags := uint16At(text, indexEntry-2)
	start, extended := indexEntry, 0
	if flags&extendedFlag != 0 {
		extended = uint16At(text, start)
		start += 2
	}
	entry = tracked{
		mode: uint32At(text, 24), id: text[indexStat : indexStat+indexHash], stage: flags >> 12 & 3, stat: text[:indexStat],
		unseen:   flags&assumedFlag != 0 || extended&skippedFlag != 0,
		intended: extended&intendedFlag != 0,
	}
	shared := ""
	if version == 4 { // a name without what it begins with as the one before does
		cut, read := offset(text[start:])
		if read == 0 || cut > len(previous) {
			return tracked{}, 0
		}
		shared, start = previous[:len(previous)-cut], start+read
	}
	length := strings.IndexByte(text[start:], 0)
	if length < 0 {
		return tracked{}, 0
	}
	entry.name = text[start : start+length]
	if shared != "" {
		entry.name = shared + entry.name
	}
	if min(len(entry.name), longName) != flags&longName {
		return tracked{}, 0
	}
	size = start + length + 1
	if version < 4 { // one to eight zero bytes make its size a multiple of eight
		size = (start + length + 8) &^ 7
	}
	if size > len(text) {
		return tracked{}, 0
	}
	return entry, size
}

func uint32At(text string, at int) uint32 {
	return uint32(text[at])<<24 | uint32(text[at+1])<<16 | uint32(text[at+2])<<8 | uint32(text[at+3])
}

func uint16At(text string, at int) int { return int(text[at])<<8 | int(text[at+1]) }

// offset reads an integer of variable width, as in packs, and gives how many bytes it has; 0 if it makes no sense.
func offset(text string) (value, read int) {
	for i := range min(len(text), 4) {
		b := text[i]
		value = value<<7 | int(b&0x7f)
		if b&0x80 == 0 {
			return value, i + 1
		}
		value++
	}
	return 0, 0
}

// parseExtensions gives what follows the entries, by name. Those whose names begin with a capital letter can be passed over; others
// change what the entries mean.
func parseExtensions(text string) (map[string]string, error) {
	extensions := map[string]string{}
	for len(text) >= 8 {
		size := int(uint32At(text, 4))
		if text[0] < 'A' || text[0] > 'Z' || size > len(text)-8 {
			return nil, errIndex
		}
		extensions[text[:4]], text = text[8:8+size], text[8+size:]
	}
	if len(text) > 0 {
		return nil, errIndex
	}
	return extensions, nil
}
