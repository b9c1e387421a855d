// Package source says where the files of a scan come from: the work tree of a git repository, its index, one of its
// commits, or a plain folder. Files
// are listed once and read on demand, and nothing that a repository holds leads a read out of it or runs a program.
package source

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Options says what a scan wants to see of a tree.
type Options struct {
	Match   func(path string) bool // required; only files that it accepts are kept
	Named   func(path string) bool // likewise of files that are named themselves; nil: Match
	Pass    func(path string) bool // other files that are counted, as nothing reads them; nil: none
	Exclude []string               // globs on paths relative to the root; one that matches a folder leaves out all of it
}

// Tree is the files of one scan: their names, listed once, and their bytes, read on demand. Paths are relative to the
// root and slash-separated, whatever bytes they hold. It may be read by many goroutines at once.
type Tree struct {
	Root     string              // absolute, symbolic links resolved
	Within   []string            // the scanned folders and files, sorted; none if it is all of the root
	Paths    []string            // sorted; regular files that Options.Match accepts and nothing leaves out
	Passed   []string            // sorted; those that Options.Pass accepts and nothing leaves out
	Omitted  []inventory.Omitted // what was left out, by reason: matching files, or folders where they were not entered
	Unlisted []Unlisted          // of it, the matching files
	Problems []inventory.Problem // folders that could not be read

	named     map[string]bool // Within: whether each is a file
	narrowed  bool            // to the files of Within, if any
	buffer    *buffer         // an editor's, in place of a file; nil: there is none
	all       bool            // walk without git, ignore files and excludes
	inGit     bool            // the root holds .git, or is a bare repository
	bare      bool
	dir       *os.Root
	folder    *os.File           // the same
	untracked map[string]bool    // of Paths, those that git does not track
	unseen    map[string]tracked // of a work tree, the files that are read as the index has them (unseen.go)
	lacking   atomic.Bool        // of unseen, there are some whose content is not here
	commit    string             // whose files these are; "" are those of the work tree
	index     bool               // these are the files of the index
	hooked    bool               // of the index: the environment tells of this repository
	snapshot  *snapshot          // of the commit; nil is the work tree
	objects   *objects           // of the repository

	tracked   func() ([]tracked, error) // waits for what git tracks, once it was asked ahead
	indexed   time.Time                 // when the index was written; known when tracked has returned
	trees     *indexTree                // likewise: the root's, as the index has it; nil: that is not known
	others    func() others             // likewise: what it neither tracks nor ignores
	inCommit  committed                 // what the commit has, once it was asked for
	changed   map[string]*changes       // what changes gave, by commit
	looked    sync.Map                  // by path, whether edited found the file to be another
	links     sync.Map                  // of folders, whether they are symbolic links
	compare   sync.Mutex                // held while changes are asked for
	outermost func(path string) string  // see LeftOutWith
	touched   func(path string) bool    // of a tree that Base gave
	added     func(path string) bool    // likewise
	moved     func(path string) bool    // likewise
}

// Unlisted is a matching file that was left out.
type Unlisted struct{ Path, Reason string }

// LeftOutWith gives the outermost folder by whose name a file is left out, or the file itself; "" if its name is no reason.
func (t *Tree) LeftOutWith(path string) string { return t.outermost(path) }

// Open finds the root of paths, folders and files: the nearest ancestor that holds .git (a path itself included), else the
// folder that has all of them. With all, it is that folder in any case. Paths of several repositories are an error. Nothing
// is listed yet, but files can be read. Close the tree when all is read.
func Open(paths []string, all bool) (*Tree, error) {
	tree, err := locate(paths, all)
	if err != nil {
		return nil, err
	}
	return tree.open()
}

func (t *Tree) open() (tree *Tree, err error) {
	t.dir, err = os.OpenRoot(t.Root)
	if err == nil {
		t.folder, err = t.dir.Open(".")
	}
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", t.Root, err)
	}
	return t, nil
}

// List lists the files at or below the tree's paths. In a repository these are the files that git tracks or does not
// ignore, as they are in the work tree; a path that git ignores is read all the same. With all, everything but .git is
// listed. A folder that was named is never left out; a file that was named is, where excludes say so, as tools hand over
// what they find.
func (t *Tree) List(ctx context.Context, opts Options) error {
	chosen, err := newSelection(t, opts)
	if err != nil {
		return err
	}
	list := chosen.walk
	switch {
	case !t.all && t.Bare():
		return fmt.Errorf("%s is a bare repository, without files of its own: name the revision to read (--rev HEAD)", t.Root)
	case t.index:
		list = chosen.listIndex
	case t.snapshot != nil:
		list = chosen.listRevision
	case t.inGit:
		list = chosen.listGit
	}
	if err := list(ctx); err != nil {
		return err
	}
	chosen.finish()
	if t.snapshot != nil {
		return t.snapshot.fetch(ctx, t)
	}
	return nil
}

// Bare tells whether the root is a bare repository whose files are none of this tree.
func (t *Tree) Bare() bool { return !t.inGit && isBare(t.Root) }

// Sort says what the files are: a "work tree", an "index" or a "commit".
func (t *Tree) Sort() string {
	switch {
	case t.commit != "":
		return "commit"
	case t.index:
		return "index"
	}
	return "work tree"
}

// Close frees the root folder and ends git; nothing can be read afterwards.
func (t *Tree) Close() error {
	t.objects.close()
	if t.dir == nil {
		return nil
	}
	return errors.Join(t.folder.Close(), t.dir.Close())
}
