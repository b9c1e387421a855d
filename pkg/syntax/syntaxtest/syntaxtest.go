// Package syntaxtest holds what the tests of several syntaxes share.
package syntaxtest

import (
	"runtime"
	"testing"
)

// CheckGrowth holds that reading four times as much takes less than eight times as much memory, in all: an input of n pieces
// that is copied, or kept, again for each of them takes sixteen times as much. It says nothing of time that allocates nothing.
func CheckGrowth(t *testing.T, name string, input func(n int) string, read func(data []byte)) {
	t.Helper()
	const n = 5_000
	read([]byte(input(n))) // what is made once, is made now
	if small, large := allocated(input(n), read), allocated(input(4*n), read); large >= 8*small {
		t.Errorf("%s: %d bytes for one, %d for four times as much", name, small, large)
	}
}

func allocated(input string, read func(data []byte)) uint64 {
	data := []byte(input)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	read(data)
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
