package source

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"syscall"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Excluded is the reason of files that Options.Exclude leaves out.
const Excluded = "excluded"

// The other reasons why a file is left out, as a summary shows them.
const (
	vendored  = "vendored"
	testData  = "test data"
	nested    = "in a nested git repository"
	symlink   = "behind a symbolic link" // its target is read under its own name
	irregular = "not a regular file"
	missing   = "deleted from the work tree"
	refused   = "named but excluded" // a file; nobody narrowed what is scanned
	passedBy  = "staged but excluded"
	unknown   = "of no format that techcheck reads"
)

// defaultExcludes are the folders whose manifests say nothing about what a repository chose. The list is narrow:
// what it leaves out by mistake is not checked.
var defaultExcludes = map[string]string{
	".terraform":        vendored,
	".terragrunt-cache": vendored,
	".tox":              vendored,
	".venv":             vendored,
	"__pypackages__":    vendored,
	"bower_components":  vendored,
	"node_modules":      vendored,
	"site-packages":     vendored,

	"__fixtures__": testData,
	"testdata":     testData,
}

// selection gathers what is listed and decides what of it is kept.
type selection struct {
	tree    *Tree
	opts    Options
	foreign map[string]bool // folders that a file beside or in them tells to be vendored
	matched []string        // in the order of the listing; one in conflict comes up to three times
	passed  []string        // likewise
	omitted map[string]int  // by reason
	seen    map[string]bool // of the tree's named paths, those at or below which something is listed

	untracked map[string]bool // files that git lists and does not track
}

func newSelection(tree *Tree, opts Options) (*selection, error) {
	s := &selection{tree: tree, opts: opts, foreign: map[string]bool{}, omitted: map[string]int{}, seen: map[string]bool{}, untracked: map[string]bool{}}
	for _, glob := range opts.Exclude {
		if !doublestar.ValidatePattern(glob) {
			return nil, fmt.Errorf("exclude %q is not a valid glob: close its brackets, or escape them by \\", glob)
		}
	}
	return s, nil
}

// vendors are the folders into which package managers put other people's code, by the manifest that stands beside them.
var vendors = map[string]string{
	"Cartfile":      "Carthage",
	"composer.json": "vendor",
	"Gemfile":       "vendor",
	"mix.exs":       "deps",
	"Package.swift": ".build",
	"Podfile":       "Pods",
}

// isMarker tells the names of the files that tell something of the folders around them.
func isMarker(base string) bool {
	return vendors[base] != "" || base == "modules.txt" || base == "pyvenv.cfg"
}

// add takes a listed file, notes what its name tells about the folders around it, and tells whether it may be kept or counted.
func (s *selection) add(name string) bool {
	dir, base := path.Split(name)
	if folder := vendors[base]; folder != "" {
		s.foreign[dir+folder] = true
	}
	switch base {
	case "modules.txt":
		if folder := path.Clean(dir); path.Base(folder) == "vendor" {
			s.foreign[folder] = true
		}
	case "pyvenv.cfg":
		if s.untracked[name] { // by a file that it tracks, a repository would hide its own code
			s.foreign[path.Clean(dir)] = true
		}
	}
	if path, named := s.tree.namedBy(name); named {
		s.seen[path] = true
	}
	switch {
	case !s.tree.holds(name):
		return false
	case s.matches(name):
		s.matched = append(s.matched, name)
	case s.passes(name):
		s.passed = append(s.passed, name)
	default:
		return false
	}
	return true
}

// matches tells whether a file is a manifest.
func (s *selection) matches(name string) bool {
	return s.opts.Match(name) || s.opts.Named != nil && s.tree.named[name] && s.opts.Named(name)
}

// passes tells whether a file is only counted.
func (s *selection) passes(name string) bool { return s.opts.Pass != nil && s.opts.Pass(name) }

// unreadable reports a folder that cannot be listed, unless it would be left out anyway.
func (s *selection) unreadable(folder string, err error) {
	if s.reason(folder+"/") == "" {
		message := fmt.Sprintf("listing the folder: %v", cause(err))
		s.tree.Problems = append(s.tree.Problems, inventory.Problem{Path: folder, Message: message})
	}
}

// finish puts what is kept, what is left out and what is wrong into the tree.
func (s *selection) finish() {
	s.tree.untracked, s.tree.outermost = s.untracked, s.outermost
	for name, file := range s.tree.named {
		if file && !s.matches(name) && !s.passes(name) {
			s.omitted[unknown]++
		}
	}
	slices.Sort(s.matched)
	for _, name := range slices.Compact(s.matched) {
		if reason := s.leftOut(name); reason != "" {
			s.omitted[reason]++
			s.tree.Unlisted = append(s.tree.Unlisted, Unlisted{name, reason})
			if reason == symlink {
				s.follow(name)
			}
			continue
		}
		s.tree.Paths = append(s.tree.Paths, name)
	}
	slices.Sort(s.passed)
	for _, name := range slices.Compact(s.passed) {
		if s.leftOut(name) == "" {
			s.tree.Passed = append(s.tree.Passed, name)
		}
	}
	for _, reason := range slices.Sorted(maps.Keys(s.omitted)) {
		s.tree.Omitted = append(s.tree.Omitted, inventory.Omitted{Reason: reason, Files: s.omitted[reason]})
	}
	slices.SortFunc(s.tree.Problems, inventory.CompareProblems)
}

// outermost is LeftOutWith.
func (s *selection) outermost(name string) string {
	if s.reason(name) == "" {
		return ""
	}
	folder := name
	for dir := range ancestors(name) {
		if s.reason(dir+"/") == "" {
			break
		}
		folder = dir
	}
	return folder
}

// leftOut tells why a file is left out, "" if it is not.
func (s *selection) leftOut(name string) string {
	if reason := s.reason(name); reason != "" {
		return reason
	}
	return s.state(name)
}

// reason tells why a path is left out by its name, "" if it is not. A folder that is scanned explicitly is never left out:
// only those below it count.
func (s *selection) reason(name string) string {
	if s.tree.all {
		return ""
	}
	scope, _ := s.tree.namedBy(name)
	why := Excluded
	if s.tree.named[scope] {
		scope, why = "", refused
		if s.tree.narrowed {
			why = passedBy
		}
	}
	for dir := range ancestors(name) {
		if len(dir) <= len(scope) {
			break
		}
		if reason := defaultExcludes[path.Base(dir)]; reason != "" {
			return reason
		}
		if s.foreign[dir] {
			return vendored
		}
	}
	for _, glob := range s.opts.Exclude {
		if covers(glob, name) && !covers(glob, scope) {
			return why
		}
	}
	return ""
}

// state tells why a file cannot be read as it is on disk, "" if it is a regular file. Other errors are left to Read.
func (s *selection) state(name string) string {
	if s.tree.buffer.is(name) {
		return ""
	}
	if stored := s.tree.snapshot; stored != nil {
		if stored.ids[name] == "" {
			return symlink
		}
		return ""
	}
	if entry, found := s.tree.unseen[name]; found {
		if entry.mode == linkMode {
			return symlink
		}
		return ""
	}
	info, err := os.Lstat(s.tree.file(name))
	switch {
	case errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || s.tree.behindLink(name):
		return missing
	case err != nil || info.Mode().IsRegular():
		return ""
	case info.Mode()&fs.ModeSymlink != 0:
		return symlink
	}
	return irregular
}

// follow reports a link to a file of the tree that is read under no name of its own, so that nothing would check it.
func (s *selection) follow(name string) {
	target := s.tree.target(name)
	if s.tree.isUnseen(name) {
		target = s.tree.unseenTarget(name)
	}
	if target == "" || s.opts.Match(target) && s.reason(target) == "" {
		return
	}
	message := fmt.Sprintf("a symbolic link to %s, which is not read under that name: put the file itself in its place", target)
	s.tree.Problems = append(s.tree.Problems, inventory.Problem{Path: name, Message: message})
}

// covers tells whether a glob matches a path or a folder that the path lies in.
func covers(glob, name string) bool {
	if name == "" {
		return false
	}
	if doublestar.MatchUnvalidated(glob, name) {
		return true
	}
	for dir := range ancestors(name) {
		if doublestar.MatchUnvalidated(glob, dir) {
			return true
		}
	}
	return false
}

// ancestors yields the folders that a path lies in, the innermost first, without the root.
func ancestors(name string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for {
			slash := strings.LastIndexByte(name, '/')
			if slash < 0 {
				return
			}
			name = name[:slash]
			if !yield(name) {
				return
			}
		}
	}
}
