//go:build !unix

package source

import "os"

// sameStat tells whether a file is as it was when git looked at it: modified at the same time, of the same size.
func sameStat(name, stat string) bool {
	now, err := os.Lstat(name)
	return err == nil &&
		uint32(now.ModTime().Unix()) == uint32At(stat, statModified) && uint32(now.ModTime().Nanosecond()) == uint32At(stat, statModified+4) &&
		uint32(now.Size()) == uint32At(stat, statSize)
}
