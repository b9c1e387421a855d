package guideline

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Read reads the policy in fsys. shipped are the technologies that techcheck ships: the folder's entries come on top of
// them (the same id: identified_by adds, other keys replace). It reports everything that is wrong at once, sorted; a
// policy with problems is as complete as it could be read, and must judge nothing.
func Read(fsys fs.FS, shipped []Technology) (*Policy, []inventory.Problem) {
	return Load(fsys).Read(shipped)
}

// Files are the files of a policy folder, as they are stored.
type Files struct {
	files    []file
	problems []inventory.Problem // what could not be loaded, or is nobody's file
	broken   bool                // some file is unreadable
}

// Read is Read of the folder that the files were loaded from.
func (f *Files) Read(shipped []Technology) (*Policy, []inventory.Problem) {
	r := newReader(shipped)
	r.problems, r.broken = slices.Clone(f.problems), f.broken
	for _, part := range layout {
		for _, one := range f.files {
			if part.matches(one.path) {
				part.read(r, one)
			}
		}
	}
	r.check()
	r.policy.Revision = f.Digest()[:12]
	return r.finish()
}

// Sound tells whether all files could be loaded, and all are a policy's.
func (f *Files) Sound() bool { return len(f.problems) == 0 }

// Digest is the SHA-256 of the files, in hex.
func (f *Files) Digest() string {
	hash := sha256.New()
	for _, one := range f.files {
		fmt.Fprintf(hash, "%s\n%d\n%s", one.path, len(one.text), one.text)
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// reader holds what is read so far. The parts of layout are read in its order, so that a name is judged where it is read.
type reader struct {
	policy      *Policy
	problems    []inventory.Problem
	broken      bool // some file is unreadable
	known       declared
	index       map[string]int   // of a technology in policy.Technologies
	own         map[string]bool  // the technologies of the folder itself
	lists       map[string]Place // of the keys of data.lists
	recommended []reference      // technologies
	mirrored    []reference      // registries that mirrors stand for
	successors  []reference      // decisions
}

// declared are the vocabularies of the policy itself.
type declared struct{ categories, technologies, decisions, owners *vocabulary }

// reference is an id and where it stands.
type reference struct {
	id    string
	place Place
}

func newReader(shipped []Technology) *reader {
	r := &reader{
		policy: &Policy{Settings: defaultSettings(), Technologies: slices.Clone(shipped), Lists: map[string]any{}},
		known: declared{
			categories:   &vocabulary{what: "the category of any technology", hint: "write one that stands in technologies/*.yaml"},
			technologies: &vocabulary{what: "a technology", hint: "add it to technologies/*.yaml"},
			decisions:    &vocabulary{what: "a decision", hint: "write it down in decisions/NNNN-title.md, whose id is D-NNNN"},
			owners:       &vocabulary{what: "an owner", hint: "declare it in settings.owners"},
		},
		index: make(map[string]int, len(shipped)),
		own:   map[string]bool{},
		lists: map[string]Place{},
	}
	for i := range shipped {
		r.declare(i)
	}
	return r
}

// finish puts everything into its order.
func (r *reader) finish() (*Policy, []inventory.Problem) {
	p := r.policy
	slices.SortFunc(p.Technologies, func(a, b Technology) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(p.Guidelines, func(a, b Guideline) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(p.Decisions, func(a, b Decision) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(p.Repositories, func(a, b Repository) int { return strings.Compare(a.Name, b.Name) })
	slices.SortFunc(p.Modules, func(a, b Module) int { return strings.Compare(a.Path, b.Path) })
	slices.SortFunc(r.problems, inventory.CompareProblems)
	return p, slices.Compact(r.problems) // what is wrong in defaults is found by each entry
}
