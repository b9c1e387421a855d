package cli

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/config"
	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/policy"
	"github.com/dna-group/techcheck/pkg/scan"
	"github.com/dna-group/techcheck/pkg/source"
)

// trust is the revision whose exceptions and configuration count, so that a change cannot grant anything to itself.
type trust struct {
	revision string
	why      string // why it is this one
}

// configure reads the configuration that counts: the target branch's. Where that has none, the change may name the policy,
// and nothing else.
func (s *session) configure(ctx context.Context) error {
	var err error
	if s.configured, err = readConfig(s.tree); err != nil || s.trust == nil {
		return err
	}
	id, err := s.identify()
	if err != nil {
		return err
	}
	own := s.configured
	switch {
	case id.trusted == "" && (len(id.remotes) > 0 || env("CI") != ""), id.trusted != "" && id.config == "":
		s.configured = &config.Config{Policy: own.Policy}
	case id.trusted != "":
		data, err := s.tree.FileAt(ctx, id.trusted, config.Name)
		if err != nil {
			return err
		}
		if s.configured, err = parseConfig(data, " (in "+s.trust.revision+")"); err != nil {
			return err
		}
	}
	s.ignore("policy", slices.Equal(own.Policy, s.configured.Policy))
	s.ignore("exclude", slices.Equal(own.Exclude, s.configured.Exclude))
	s.ignore("repository", own.Repository == s.configured.Repository)
	s.ignore("project", slices.Equal(own.Projects, s.configured.Projects))
	return nil
}

// trustedPolicy gives the files of a policy that lies in the repository itself, as the trusted revision has them, if they say
// something else than the change's own: otherwise a change could edit what it is judged by. Nil: the folder counts as it is.
func (s *session) trustedPolicy(ctx context.Context, dir string) (fs.FS, error) {
	folder, inside := s.tree.Relative(dir)
	if s.trust == nil || !inside {
		return nil, nil
	}
	id, err := s.identify()
	if err != nil {
		return nil, err
	}
	entries, err := s.tree.FilesAt(ctx, id.trusted, folder)
	switch {
	case err != nil:
		return nil, err
	case len(entries) == 0 && id.trusted != "" && folder != "":
		return nil, s.refuseTurned(ctx, id.trusted, dir, folder)
	case len(entries) == 0:
		return nil, nil
	}
	var archive txtar.Archive
	for _, e := range entries {
		name := strings.TrimPrefix(strings.TrimPrefix(e.Path, folder), "/")
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: e.Data})
	}
	files, err := txtar.FS(&archive)
	if err != nil {
		return nil, fmt.Errorf("reading the policy of %s: %w", s.trust.revision, err)
	}
	if guideline.Load(files).Digest() == guideline.Load(os.DirFS(dir)).Digest() {
		return nil, nil
	}
	s.ignored = append(s.ignored, fmt.Sprintf("the policy in %s of this change: it counts once it is merged into %s", folder, s.trust.revision))
	return files, nil
}

// refuseTurned refuses a policy that the trusted revision has in no files of its own, where a change may put another one in its place:
// behind a symbolic link of the repository, or in a submodule that is not checked out as the trusted revision has it.
func (s *session) refuseTurned(ctx context.Context, trusted, dir, folder string) error {
	if link := s.tree.Link(folder); link != "" {
		return fmt.Errorf("the policy %s is behind %s, a symbolic link of the repository, which a change may turn elsewhere: name the folder that it leads to", dir, link)
	}
	module, same, err := s.tree.Module(ctx, trusted, folder)
	if err != nil || module == "" || same {
		return err
	}
	return fmt.Errorf("the policy %s is in the submodule %s, which is not checked out as %s has it: a change may not choose its own policy, so check that one out, or merge the new one first", dir, module, s.trust.revision)
}

// ignore notes that what the change's configuration says of a key does not count, unless it is the same.
func (s *session) ignore(key string, same bool) {
	if !same {
		s.ignored = append(s.ignored, fmt.Sprintf("%s in the %s of this change: it counts once it is merged into %s", key, config.Name, s.trust.revision))
	}
}

// trusted says whose exceptions count. Where there is no target branch, neither a remote nor CI, what is committed is trusted.
func (s *session) trusted(id identity) (scan.Trusted, error) {
	t := scan.Trusted{Name: s.trust.revision, Commit: id.trusted, Why: s.trust.why, Ignored: s.ignored}
	switch {
	case id.trusted != "":
	case id.revision == "":
		t.Name, t.Why = "", "there is no git repository with a commit here"
	case len(id.remotes) == 0 && env("CI") == "":
		t.Name, t.Commit, t.Why = source.Head, id.revision, "there is no remote, so that what is committed is trusted"
	default:
		t.Why = fmt.Sprintf("%s is not here: %s", t.Name, (&target{revision: t.Name, exact: true}).fetch(id))
		t.Name = ""
		if env("CI") != "" && len(id.remotes) > 0 {
			return t, fmt.Errorf("whose exceptions count is not known, as %s", t.Why)
		}
	}
	return t, nil
}

// exceptions reads the exceptions that count here, and those that the change brings since its base.
func (s *session) exceptions(ctx context.Context, trusted scan.Trusted, base *scan.Baseline, rules exception.Rules) (*exception.Set, error) {
	from := &exception.Sources{Revision: trusted.Name, Untrusted: trusted.Why, Tolerant: base.Tolerant(rules.Policy)}
	before := trusted.Commit
	if base != nil {
		before = base.Commit
	}
	var err error
	read := func(entries []source.Entry, failed error) []exception.File {
		if err == nil {
			err = failed
		}
		return exceptionFiles(entries)
	}
	from.Present = read(s.tree.Folder(ctx, exception.Folder))
	from.Trusted = read(s.tree.FolderAt(ctx, trusted.Commit, exception.Folder))
	if before == trusted.Commit {
		from.Before = from.Trusted
	} else {
		from.Before = read(s.tree.FolderAt(ctx, before, exception.Folder))
	}
	settings := rules.Policy.Settings.Exceptions
	if settings.Trust == "register" {
		from.Register = read(s.register(ctx, trusted.Commit))
	}
	if err != nil {
		return nil, err
	}
	if settings.Trust == "signature" {
		if from.Approvers, err = s.approvers(ctx, trusted.Commit); err != nil {
			return nil, err
		}
	}
	if settings.Codeowners {
		if from.Codeowners, err = s.codeowners(ctx, trusted.Commit); err != nil {
			return nil, err
		}
	}
	return exception.Load(from, rules), nil
}

// register gives the files of the register of exceptions; of one in the repository itself, as the trusted commit has it, and
// none without such a commit.
func (s *session) register(ctx context.Context, trusted string) ([]source.Entry, error) {
	if s.judge.Folder() != "" {
		dir, err := s.judge.RegisterFolder()
		if err != nil {
			return nil, err
		}
		if folder, inside := s.tree.Relative(dir); inside {
			return s.tree.FolderAt(ctx, trusted, path.Join(folder, exception.RegisterFolder))
		}
	}
	return s.judge.Register()
}

// approvers gives the keys of those who may sign; of a policy in the repository itself, as the trusted commit has them, and none
// without such a commit.
func (s *session) approvers(ctx context.Context, trusted string) ([]byte, error) {
	if folder, inside := s.tree.Relative(s.judge.Folder()); inside && s.judge.Folder() != "" {
		return s.tree.FileAt(ctx, trusted, path.Join(folder, policy.ApproversFile))
	}
	return s.judge.Approvers()
}

// codeowners gives the CODEOWNERS of a commit, from the first of the places where one may stand and something does.
func (s *session) codeowners(ctx context.Context, commit string) (*exception.File, error) {
	for _, place := range exception.CodeownersPaths {
		entries, err := s.tree.FolderAt(ctx, commit, place)
		switch {
		case err != nil:
			return nil, err
		case len(entries) == 1 && entries[0].Path == place:
			return &exception.File{Path: place, Data: entries[0].Data, Wrong: entries[0].Wrong}, nil
		case len(entries) > 0:
			return &exception.File{Path: place, Wrong: "a folder: put a file in its place"}, nil
		}
	}
	return nil, nil
}

func exceptionFiles(entries []source.Entry) []exception.File {
	files := make([]exception.File, len(entries))
	for i, e := range entries {
		files[i] = exception.File{Path: e.Path, Data: e.Data, Wrong: e.Wrong}
	}
	return exception.Files(files)
}

// rules are what the exceptions of the session's repository must keep to.
func (s *session) rules(repository string, day guideline.Date) exception.Rules {
	return exception.Rules{Policy: s.judge.Policy, Repository: repository, AsOf: day, Today: today()}
}
