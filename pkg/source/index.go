package source

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// OpenIndex is Open of what is staged: the files of git's index, the one that a hook names by GIT_INDEX_FILE included.
// Nothing of the work tree is read.
func OpenIndex(path string) (*Tree, error) {
	tree, err := locate(path, false)
	if err != nil {
		return nil, err
	}
	if !tree.inGit {
		return nil, errors.New("nothing is staged outside of a git repository: scan without --staged")
	}
	tree.index = true
	tree.snapshot = &snapshot{prefix: ":", ids: map[string]string{}}
	return tree, nil
}

// Staged lists the paths that are staged: whose content in the index differs from a commit's, or that the commit does not
// have. With commit "", before the first one, that is every path.
func (t *Tree) Staged(ctx context.Context, commit string) ([]string, error) {
	if commit == "" {
		listed, _, err := t.run(ctx, "ls-files", "-z")
		return strings.FieldsFunc(listed, func(r rune) bool { return r == 0 }), err
	}
	changes, err := t.changes(ctx, commit)
	paths := make([]string, 0, len(changes))
	for path := range changes {
		paths = append(paths, path)
	}
	return paths, err
}

// listIndex lists the files of the index. Of a file in conflict our side counts.
func (s *selection) listIndex(ctx context.Context) error {
	args := []string{"--literal-pathspecs", "ls-files", "-z", "--stage"}
	if s.tree.Prefix != "" {
		args = append(args, "--", s.tree.Prefix)
	}
	listed, _, err := s.tree.run(ctx, args...)
	if err != nil {
		return fmt.Errorf("listing what is staged: %w", err)
	}
	for entry := range strings.SplitSeq(strings.TrimSuffix(listed, "\x00"), "\x00") {
		// "MODE OBJECT STAGE\tPATH"
		facts, name, ok := strings.Cut(entry, "\t")
		fields := strings.Fields(facts)
		switch {
		case !ok || len(fields) != 3: // nothing is listed
		case fields[0] == "160000":
			s.omitted[nested]++
		default:
			if ids := s.tree.snapshot.ids; fields[0] != "120000" && (ids[name] == "" || fields[2] == "2") {
				ids[name] = fields[1]
			}
			s.add(name)
		}
	}
	return nil
}
