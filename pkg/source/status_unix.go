//go:build unix

package source

import "golang.org/x/sys/unix"

// sameStat tells whether a file is as it was when git looked at it: the same one, changed at the same time, of the same size.
func sameStat(name string, stat []byte) bool {
	var now unix.Stat_t
	return unix.Lstat(name, &now) == nil &&
		uint32(now.Ctim.Sec) == statField(stat, statChanged) && uint32(now.Ctim.Nsec) == statField(stat, statChanged+4) &&
		uint32(now.Mtim.Sec) == statField(stat, statModified) && uint32(now.Mtim.Nsec) == statField(stat, statModified+4) &&
		uint32(now.Ino) == statField(stat, statInode) && uint32(now.Size) == statField(stat, statSize)
}
