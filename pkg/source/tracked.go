package source

import (
	"encoding/hex"
	"slices"
	"sort"
	"strings"
)

// tracked is an entry of the index. Its texts are parts of the index's, as a copy of each would take longer than reading it.
type tracked struct {
	name   string
	id     string // the digest's bytes
	stat   string // what the system told of the file when git looked at it (status.go); "" if that is not known
	mode   uint32
	stage  int  // 0; in a conflict 1 to 3
	unseen bool // git takes it as the index has it, whatever the work tree holds: skip-worktree, as in sparse checkouts, or assume-unchanged

	intended bool // by git add --intent-to-add: no commit takes it
}

// object is the name that git gives the content.
func (e tracked) object() string { return hex.EncodeToString([]byte(e.id)) }

// The modes of entries; those of regular files differ in their permissions.
const (
	regularMode   = 0o100000
	linkMode      = 0o120000
	submoduleMode = 0o160000
	treeMode      = 0o040000 // a folder, which is in trees alone
)

// passed tells nothing at all and submodules.
func passed(e tracked) bool { return e.mode == 0 || e.mode == submoduleMode }

// sameContent tells whether two entries hold the same; who may execute a file is nothing that is in it.
func sameContent(a, b tracked) bool {
	kind := func(e tracked) uint32 {
		if e.mode&^0o777 == regularMode {
			return regularMode
		}
		return e.mode
	}
	return a.id == b.id && kind(a) == kind(b)
}

func compareName(e tracked, name string) int { return strings.Compare(e.name, name) }

// at gives the entries of a path: more than one in a conflict.
func at(all []tracked, path string) []tracked {
	start, _ := slices.BinarySearchFunc(all, path, compareName)
	end := start
	for end < len(all) && all[end].name == path {
		end++
	}
	return all[start:end]
}

// below gives the entries in a folder, whose path ends in a slash.
func below(all []tracked, folder string) []tracked {
	start, _ := slices.BinarySearchFunc(all, folder, compareName)
	return all[start : start+leading(all[start:], folder)]
}

// leading is how many entries lie in a folder before one that does not.
func leading(entries []tracked, folder string) int {
	// Most folders are small: steps that grow find their end sooner than halves of all that follows.
	end := 1
	for end <= len(entries) && strings.HasPrefix(entries[end-1].name, folder) {
		end *= 2
	}
	start := end / 2
	return start + sort.Search(min(end-1, len(entries))-start, func(i int) bool {
		return !strings.HasPrefix(entries[start+i].name, folder)
	})
}
