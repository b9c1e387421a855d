package cache

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// open gives an empty cache whose trouble fails the test.
func open(t testing.TB) *Store {
	t.Helper()
	return &Store{Folder: filepath.Join(t.TempDir(), "cache"), Tool: "test", Trouble: func(err error) { t.Error(err) }}
}

// files lists what a cache's folder holds.
func files(t testing.TB, s *Store) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(s.Folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

type sample struct {
	Bool    bool
	Int     int
	Int64   int64
	Uint64  uint64
	Float   float64
	Text    string
	Named   name
	List    []string
	None    []string
	Empty   []string
	Structs []inner
	Map     map[string]int
	NoMap   map[string]int
	Pointer *inner
	Nil     *inner
	Any     map[string]any
}

type name string

type inner struct{ A, B string }

var whole = sample{
	Bool: true, Int: -1 << 40, Int64: 1 << 62, Uint64: 1<<64 - 1, Float: -0.25, Text: "ünï\x00", Named: "n",
	List: []string{"a", "", "b"}, Empty: []string{}, Structs: []inner{{"1", "2"}, {"3", "4"}},
	Map: map[string]int{"x": 1, "a": 2, "m": 3}, Pointer: &inner{A: "p"},
	Any: map[string]any{
		"nothing": nil, "yes": true, "number": 7, "large": uint64(1 << 63), "long": int64(-5), "half": 0.5, "text": "t",
		"list": []any{"a", []any{}, nil}, "map": map[string]any{"k": "v", "e": map[string]any{}},
	},
}

func TestRoundTrip(t *testing.T) {
	for _, want := range []sample{{}, whole} {
		s := open(t)
		key := s.Key("sample", want)
		s.Put(key, &want)
		var got sample
		if !s.Get(key, &got) {
			t.Fatal("it is not there")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("what was stored (-want +got):\n%s", diff)
		}
	}
}

func TestKey(t *testing.T) {
	s := &Store{Tool: "a"}
	key := s.Key("kind", whole)
	for range 20 {
		if s.Key("kind", whole) != key {
			t.Fatal("the same parts have different keys: a map is not in order")
		}
	}
	other := whole
	other.Empty = nil
	for name, different := range map[string]Key{
		"another tool":   (&Store{Tool: "b"}).Key("kind", whole),
		"another part":   s.Key("kinds", whole),
		"nil, not empty": s.Key("kind", other),
		"fewer parts":    s.Key("kind"),
	} {
		if different == key {
			t.Errorf("%s has the same key", name)
		}
	}
	if s.Key("ab", "c") == s.Key("a", "bc") {
		t.Error("parts run together")
	}
}

func TestNoStore(t *testing.T) {
	var none *Store
	key := none.Key("x")
	none.Put(key, &whole)
	if none.Get(key, &sample{}) {
		t.Error("no cache holds something")
	}
}

// TestDamage holds that an entry with any byte changed, or cut off anywhere, is none, and goes.
func TestDamage(t *testing.T) {
	s := open(t)
	key := s.Key("x")
	s.Put(key, &inner{"some", "text"})
	path := files(t, s)[0]
	intact, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	check := func(what string, damaged []byte) {
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		if s.Get(key, &inner{}) {
			t.Errorf("%s: it is believed", what)
		}
		if left := files(t, s); len(left) > 0 {
			t.Errorf("%s: %v is still there", what, left)
		}
	}
	for i := range intact {
		flipped := append([]byte(nil), intact...)
		flipped[i] ^= 0x10
		check(fmt.Sprintf("byte %d flipped", i), flipped)
		check(fmt.Sprintf("cut off at %d", i), intact[:i])
	}
	check("a byte more", append(intact, 0))
}

// TestOtherType holds that an entry that does not fit the type asked for is none.
func TestOtherType(t *testing.T) {
	s := open(t)
	key := s.Key("x")
	s.Put(key, &inner{"some", "text"})
	if s.Get(key, &sample{}) {
		t.Error("it is taken for something else")
	}
}

func TestBounds(t *testing.T) {
	s := open(t)
	s.Put(s.Key("too large"), &[]string{string(make([]byte, MaxSize/8+1))})
	if len(files(t, s)) > 0 {
		t.Error("one entry takes an eighth of the cache")
	}
	large := []string{string(make([]byte, MaxSize/10))}
	for i := range 15 {
		s.Put(s.Key("large", i), &large)
		date(t, s, s.Key("large", i), i)
	}
	size := int64(0)
	for _, path := range files(t, s) {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		size += info.Size()
	}
	if size > MaxSize {
		t.Errorf("the cache has %d bytes", size)
	}
	if s.Get(s.Key("large", 0), &large) || !s.Get(s.Key("large", 14), &large) {
		t.Error("the oldest entry is not the one that went")
	}
}

func TestManyEntries(t *testing.T) {
	s := open(t)
	for i := range MaxEntries {
		if err := s.write(s.name(s.Key(i)), []byte("x")); err != nil {
			t.Fatal(err)
		}
	}
	abandoned := filepath.Join(s.Folder, unfinished+"123")
	if err := os.WriteFile(abandoned, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(abandoned, time.Unix(0, 0), time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
	s.Put(s.Key("one more"), &whole)
	if count := len(files(t, s)); count > MaxEntries {
		t.Errorf("%d entries", count)
	}
	if _, err := os.Stat(abandoned); err == nil {
		t.Error("what was left behind stays")
	}
}

// TestFilesOfOthers holds that nothing goes that is no entry: a user may name a folder that holds other files, too.
func TestFilesOfOthers(t *testing.T) {
	s := open(t)
	if err := os.MkdirAll(s.Folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for i := range MaxEntries + 1 {
		if err := os.WriteFile(filepath.Join(s.Folder, fmt.Sprintf("new-%d", i)), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	video := filepath.Join(s.Folder, "video")
	if err := os.WriteFile(video, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(video, MaxSize+1); err != nil {
		t.Fatal(err)
	}
	s.Put(s.Key("x"), &whole)
	if count := len(files(t, s)); count != MaxEntries+3 {
		t.Errorf("of %d files and one entry, %d are left", MaxEntries+2, count)
	}
	if !s.Get(s.Key("x"), &sample{}) {
		t.Error("the entry is gone")
	}
}

// TestTry holds that trying leaves nothing behind, and tells what is wrong with a folder.
func TestTry(t *testing.T) {
	s := open(t)
	if err := s.Try(); err != nil || len(files(t, s)) > 0 {
		t.Errorf("error %v, and there is %v", err, files(t, s))
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := (&Store{Folder: file}).Try(); err == nil {
		t.Error("a file is taken for a folder")
	}
}

// date makes an entry as old as if it had been the nth.
func date(t *testing.T, s *Store, key Key, n int) {
	t.Helper()
	at := time.Now().Add(-time.Hour + time.Duration(n)*time.Second)
	if err := os.Chtimes(s.name(key), at, at); err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
}

// TestConcurrency has many stores over one folder write, read, damage and sweep the same entries.
func TestConcurrency(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "cache")
	var wait sync.WaitGroup
	for worker := range 8 {
		s := &Store{Folder: folder, Tool: "test", Trouble: func(err error) { t.Error(err) }}
		wait.Go(func() {
			for i := range 100 {
				key := s.Key(i % 5)
				want := inner{fmt.Sprint(i % 5), string(make([]byte, 10_000))}
				if worker == 0 && i%7 == 0 {
					os.Truncate(s.name(key), 100)
				}
				var got inner
				if s.Get(key, &got) && got != want {
					t.Errorf("entry %d holds that of %s", i%5, got.A)
				}
				s.Put(key, &want)
			}
		})
	}
	wait.Wait()
}

// TestTrouble holds that a cache that cannot be written to says so and holds nothing.
func TestTrouble(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	silent(t, filepath.Join(file, "cache"))

	locked := t.TempDir()
	if err := os.Chmod(locked, 0o500); err != nil {
		t.Fatal(err)
	}
	if os.WriteFile(filepath.Join(locked, "probe"), nil, 0o600) == nil {
		t.Log("permissions do not bind this user: a folder that may not be written to is not tried")
		return
	}
	silent(t, locked)
}

// silent puts something into a cache that cannot take it.
func silent(t *testing.T, folder string) {
	t.Helper()
	told := 0
	s := &Store{Folder: folder, Trouble: func(error) { told++ }}
	s.Put(s.Key("x"), &whole)
	if told != 1 {
		t.Errorf("%s: told %d times that an entry cannot be stored", folder, told)
	}
	if s.Get(s.Key("x"), &sample{}) || len(files(t, s)) > 0 {
		t.Errorf("%s: something is there", folder)
	}
	s.Trouble = nil
	s.Put(s.Key("x"), &whole)
}

func FuzzDecode(f *testing.F) {
	f.Add(encode(nil, whole))
	f.Fuzz(func(t *testing.T, data []byte) {
		var got sample
		if decode(data, &got) != nil {
			return
		}
		var again sample
		if err := decode(encode(nil, got), &again); err != nil {
			t.Errorf("what was decoded and encoded cannot be decoded: %v", err)
		}
	})
}
