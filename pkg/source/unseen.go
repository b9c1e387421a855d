package source

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
)

// Of some tracked files git does not look at the work tree: those that a sparse checkout leaves out (skip-worktree), and those that
// the user tells it to take as unchanged (assume-unchanged). The next commit has them as the index does, so that is what is read: a
// repository would otherwise be clean for the reason that nobody looked.

var errNotHere = errors.New("not checked out, and a partial clone does not have its content: check it out (git sparse-checkout add), or name the folders to scan")

// isUnseen tells whether a file of the work tree is taken as the index has it.
func (t *Tree) isUnseen(path string) bool {
	_, found := t.unseen[path]
	return found
}

func (t *Tree) readUnseen(path string, limit int64) ([]byte, error) {
	if t.unseen[path].mode&^0o777 != regularMode {
		return nil, errIrregular
	}
	data, err := t.unseenContent(t.unseen[path])
	if err == nil && int64(len(data)) > limit {
		return nil, fmt.Errorf("%w of %d bytes: shorten the file, or exclude it", ErrTooLarge, limit)
	}
	return data, err
}

// unseenContent asks git for a file's content. Git ends at the first one that a partial clone lacks, so that none is asked for after
// that.
func (t *Tree) unseenContent(e tracked) ([]byte, error) {
	if t.lacking.Load() {
		return nil, errNotHere
	}
	contents, err := t.contents(context.Background(), []string{e.object()})
	if errors.Is(err, errMissing) {
		t.lacking.Store(true)
		return nil, errNotHere
	}
	if err != nil {
		return nil, err
	}
	return contents[0], nil
}

// unseenTarget is target of a symbolic link that is not looked at. Of one whose content is not here, it is not known.
func (t *Tree) unseenTarget(link string) string {
	text, err := t.unseenContent(t.unseen[link])
	if err != nil {
		return "a place that git has not fetched"
	}
	target := path.Join(path.Dir(link), string(text))
	if path.IsAbs(string(text)) || within(target, outside) {
		return ""
	}
	return target
}

// withUnseen gives the files of a folder of the work tree.
func (t *Tree) withUnseen(ctx context.Context, folder string) ([]Entry, error) {
	entries, err := readFolder(t.dir, folder)
	if err != nil || len(t.unseen) == 0 {
		return entries, err
	}
	var all []tracked
	for name, e := range t.unseen {
		if within(name, folder) {
			all = append(all, e)
		}
	}
	stored, err := t.stored(ctx, folder, all)
	if err != nil {
		return nil, err
	}
	entries = slices.DeleteFunc(entries, func(e Entry) bool { return t.isUnseen(e.Path) })
	entries = append(entries, stored...)
	slices.SortFunc(entries, func(a, b Entry) int { return cmp.Compare(a.Path, b.Path) })
	return entries, nil
}

// checkedOut tells what is wrong with an index without files where the commit has some: nothing has been checked out.
func (t *Tree) checkedOut(ctx context.Context) error {
	head, err := t.objects.ask(ctx, t, []string{Head + "^{tree}"})
	if err == nil && len(head[0].data) > 0 {
		err = errors.New("nothing is checked out here, as git's index is empty: run git checkout, or scan what is committed (--rev HEAD)")
	}
	return err
}
