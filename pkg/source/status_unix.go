//go:build unix

package source

import "golang.org/x/sys/unix"

// sameStat tells whether a file is as it was when git looked at it: the same one, changed at the same time, of the same size.
func sameStat(name, stat string) bool {
	var now unix.Stat_t
	return unix.Lstat(name, &now) == nil &&
		uint32(now.Ctim.Sec) == uint32At(stat, statChanged) && uint32(now.Ctim.Nsec) == uint32At(stat, statChanged+4) &&
		uint32(now.Mtim.Sec) == uint32At(stat, statModified) && uint32(now.Mtim.Nsec) == uint32At(stat, statModified+4) &&
		uint32(now.Ino) == uint32At(stat, statInode) && uint32(now.Size) == uint32At(stat, statSize)
}
