//go:build !unix

package source

import "os"

// sameStat tells whether a file is as it was when git looked at it: modified at the same time, of the same size.
func sameStat(name string, stat []byte) bool {
	now, err := os.Lstat(name)
	return err == nil &&
		uint32(now.ModTime().Unix()) == statField(stat, statModified) && uint32(now.ModTime().Nanosecond()) == statField(stat, statModified+4) &&
		uint32(now.Size()) == statField(stat, statSize)
}
