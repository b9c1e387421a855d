package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// snapshot is what git stores of a tree: a commit's files, or those of the index. Nothing of the work tree counts.
type snapshot struct {
	prefix string            // of git's name for a file's content: "COMMIT:", or ":" in the index
	ids    map[string]string // of regular files that were selected, perhaps of others, by path
	links  map[string]string // of symbolic links, selected or not, by path; nil: they are not known
	absent func(string) bool // whether there is no such file, without asking git; nil: that is not known
	data   map[string][]byte // of the files that were selected, by id

	unchanged *Tree // where files without an id are read; nil: from git
}

// maxBlob is the size in bytes up to which a file's content is held: that of the largest lock files that are read.
const maxBlob = 64 << 20

var errMissing = errors.New("this is a partial clone without the files' content: fetch it by git fetch --refetch --no-filter origin")

// OpenRevision is Open of a commit's files, as git stores them; the repository may be a bare one. Nothing of the work tree
// is read. The error of an unknown revision says how to fetch it.
func OpenRevision(ctx context.Context, paths []string, revision string) (*Tree, error) {
	tree, err := locateBy(findAnyway, paths, false)
	if err != nil {
		return nil, err
	}
	if !tree.inGit && isBare(tree.Root) {
		tree.inGit, tree.bare = true, true
	}
	if !tree.inGit {
		return nil, fmt.Errorf("%s is not in a git repository, so that it has no revision %s", paths[0], revision)
	}
	commit, err := tree.Commit(ctx, revision)
	if err != nil {
		return nil, err
	}
	tree.commit = commit
	tree.snapshot = &snapshot{prefix: commit + ":"}
	return tree, tree.findWithin(ctx, revision)
}

// findWithin looks up in the commit what the named paths are.
func (t *Tree) findWithin(ctx context.Context, revision string) error {
	names := make([]string, len(t.Within))
	for i, path := range t.Within {
		names[i] = t.commit + ":" + path
	}
	found, err := t.objects.ask(ctx, t, names)
	if err != nil {
		return err
	}
	for i, path := range t.Within {
		if found[i].id == "" {
			return fmt.Errorf("revision %s has no %s: name a folder or a file that it has", revision, path)
		}
		t.named[path] = found[i].kind == "blob"
	}
	return nil
}

// isBare tells a bare repository by what every one of them holds.
func isBare(folder string) bool {
	for _, name := range []string{"HEAD", "objects", "refs"} {
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			return false
		}
	}
	return true
}

// Commit gives the id of a revision's commit. The error of an unknown one says how to fetch it.
func (t *Tree) Commit(ctx context.Context, revision string) (string, error) {
	if err := CheckRevision(revision); err != nil {
		return "", err
	}
	ids, err := t.Find(ctx, revision)
	if err != nil {
		return "", err
	}
	if ids[0] == "" {
		return "", fmt.Errorf("there is no revision %s here: correct its name, or fetch it: git fetch origin %s", revision, Refspec(revision))
	}
	return ids[0], nil
}

// Refspec is what git fetch origin is given to bring a revision here under its name.
func Refspec(revision string) string {
	branch, remote := strings.CutPrefix(revision, "origin/")
	switch {
	case remote:
		return fmt.Sprintf("%[1]s:refs/remotes/origin/%[1]s", branch)
	case isID(revision):
		return revision
	}
	return revision + ":" + revision
}

// listRevision lists a commit's files.
func (s *selection) listRevision(ctx context.Context) error {
	listed, _, err := s.tree.run(ctx, "ls-tree", "-r", "-z", "--full-tree", s.tree.commit)
	if err != nil {
		return fmt.Errorf("listing revision %s: %w", s.tree.commit, err)
	}
	ids := map[string]string{}
	s.tree.snapshot.ids, s.tree.snapshot.links = ids, map[string]string{}
	s.tree.snapshot.absent = func(path string) bool { return ids[path] == "" }
	for entry := range entries(listed) {
		s.addTreeEntry(entry)
	}
	return nil
}

// addTreeEntry takes an entry of git ls-tree: "MODE TYPE OBJECT\tPATH".
func (s *selection) addTreeEntry(entry string) {
	facts, name, _ := strings.Cut(entry, "\t")
	mode, object, _ := strings.Cut(facts, " ")
	_, id, _ := strings.Cut(object, " ")
	switch mode {
	case "160000":
		if s.tree.holds(name) {
			s.omitted[nested]++
		}
		return
	case "120000":
		s.tree.snapshot.links[name] = id
	default:
		s.tree.snapshot.ids[name] = id
	}
	s.add(name)
}

// fetch reads the content of all selected files.
func (s *snapshot) fetch(ctx context.Context, t *Tree) error {
	var ids []string
	for _, path := range t.Paths {
		if id := s.ids[path]; id != "" {
			ids = append(ids, id)
		}
	}
	s.data = make(map[string][]byte, len(ids))
	contents, err := t.contents(ctx, ids)
	for i, data := range contents {
		s.data[ids[i]] = data
	}
	return err
}

// contents gives the contents that have these ids.
func (t *Tree) contents(ctx context.Context, ids []string) ([][]byte, error) {
	found, err := t.objects.ask(ctx, t, ids)
	if err != nil {
		return nil, err
	}
	contents := make([][]byte, len(ids))
	for i, o := range found {
		if o.id == "" {
			return nil, fmt.Errorf("git does not have the content %s: repair the repository", ids[i])
		}
		contents[i] = o.data
	}
	return contents, nil
}

// readStored gives a file's content as git stores it; of one that was not selected, git is asked now.
func (t *Tree) readStored(name string, limit int64) ([]byte, error) {
	s := t.snapshot
	name, err := t.resolve(name)
	if err != nil {
		return nil, err
	}
	data, found := s.data[s.ids[name]]
	if !found && s.unchanged != nil {
		if _, listed := slices.BinarySearch(t.Paths, name); listed {
			return s.unchanged.Read(name, limit)
		}
	}
	if !found && s.absent != nil && s.absent(name) {
		return nil, fs.ErrNotExist
	}
	if !found {
		if data, err = t.askStored(name); err != nil {
			return nil, err
		}
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("%w of %d bytes: shorten the file, or exclude it", ErrTooLarge, limit)
	}
	return data, nil
}

// maxLinks is how many symbolic links one path may lead through.
const maxLinks = 40

// resolve follows the symbolic links in a path, as the file system does: git would give the text of a link for the file.
func (t *Tree) resolve(name string) (string, error) {
	for range maxLinks {
		link, rest := t.snapshot.linkIn(name)
		if link == "" {
			return name, nil
		}
		contents, err := t.contents(context.Background(), []string{t.snapshot.links[link]})
		if err != nil {
			return "", err
		}
		name = path.Join(path.Dir(link), string(contents[0]), rest)
		if path.IsAbs(string(contents[0])) || within(name, outside) {
			return "", errOutside
		}
	}
	return "", errIrregular
}

// linkIn gives the symbolic link that a path is or leads through, and what follows it; "" if there is none.
func (s *snapshot) linkIn(name string) (link, rest string) {
	if len(s.links) == 0 {
		return "", ""
	}
	if s.links[name] != "" {
		return name, ""
	}
	for dir := range ancestors(name) {
		if s.links[dir] != "" {
			return dir, name[len(dir)+1:]
		}
	}
	return "", ""
}

// askStored asks git for a file's content, or for where a symbolic link leads.
func (t *Tree) askStored(path string) ([]byte, error) {
	stored, err := t.objects.ask(context.Background(), t, []string{t.snapshot.prefix + path})
	switch {
	case err != nil:
		return nil, err
	case stored[0].id == "":
		return nil, fs.ErrNotExist
	case stored[0].kind != "blob":
		return nil, errIrregular
	}
	return stored[0].data, nil
}
