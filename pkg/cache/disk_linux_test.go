package cache

import (
	"os"
	"syscall"
	"testing"
)

// TestFullDisk fills a disk of its own, which only the administrator can make.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("none", disk, "tmpfs", 0, "size=16k"); err != nil {
		t.Skipf("a small disk cannot be made here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, 0); err != nil {
			t.Error(err)
		}
	})
	told := 0
	s := &Store{Folder: disk, Trouble: func(error) { told++ }}
	small, large := inner{A: "small"}, inner{A: string(make([]byte, 100_000))}
	s.Put(s.Key("small"), &small)
	s.Put(s.Key("large"), &large)
	if told != 1 {
		t.Errorf("told %d times that an entry cannot be stored", told)
	}
	if !s.Get(s.Key("small"), &small) || s.Get(s.Key("large"), &large) || len(files(t, s)) != 1 {
		t.Errorf("the disk holds %v", files(t, s))
	}

	if err := syscall.Mount("none", disk, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skipf("the disk cannot be made read-only: %v", err)
	}
	s.Put(s.Key("more"), &small)
	if told != 2 || !s.Get(s.Key("small"), &small) {
		t.Errorf("of a read-only disk, told %d times that an entry cannot be stored, or it is not read", told-1)
	}
}

// TestPipe holds that what is no file in an entry's place is none, and goes: of a pipe that nobody writes to, reading never ends.
func TestPipe(t *testing.T) {
	s := open(t)
	key := s.Key("x")
	s.Put(key, &whole)
	for what, place := range map[string]func(name string) error{
		"a pipe":          func(name string) error { return syscall.Mkfifo(name, 0o600) },
		"what never ends": func(name string) error { return os.Symlink("/dev/zero", name) },
	} {
		if err := os.RemoveAll(s.name(key)); err != nil {
			t.Fatal(err)
		}
		if err := place(s.name(key)); err != nil {
			t.Fatal(err)
		}
		if s.Get(key, &sample{}) || len(files(t, s)) > 0 {
			t.Errorf("%s is an entry, or still there", what)
		}
	}
}
