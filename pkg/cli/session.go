package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/cache"
	"github.com/dna-group/techcheck/pkg/config"
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/all"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/policy"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/scan"
	"github.com/dna-group/techcheck/pkg/source"
	"github.com/dna-group/techcheck/policies"
)

// starter is the name of the policy that techcheck ships.
const starter = "starter"

// maxBuffer is more than any format reads of a file: what is cut off would have been refused.
const maxBuffer = 64<<20 + 1

// readFlags are the flags of every command that reads a repository.
type readFlags struct {
	policy  string
	all     bool
	rev     string
	staged  bool
	buffer  string  // the name of the file whose content is on standard input; "": none is
	target  *target // what is compared with; nil: nothing
	trust   *trust  // whose exceptions and configuration count; nil: those of what is read
	formats []string
	noCache bool
	verbose bool
}

func (f *readFlags) add(cmd *cobra.Command, formats string) {
	flags := cmd.Flags()
	addPolicy(cmd, &f.policy)
	flags.BoolVar(&f.all, "all", false, "leave out nothing: walk PATH, which is then the root, without git, ignore files and excludes")
	flags.Var((*nonEmpty)(&f.rev), "rev", "read this `revision` as git stores it, in place of the work tree; the repository may be a bare one")
	flags.StringArrayVar(&f.formats, "format", nil, "write `NAME[=FILE]`, repeatable: "+formats+" (default text)")
	flags.BoolVar(&f.noCache, "no-cache", false, "neither use what earlier runs have computed nor keep what this one does ($TECHCHECK_CACHE_DIR)")
	flags.BoolVarP(&f.verbose, "verbose", "v", false, "tell on standard error what took how long")
}

// session is an opened repository and the policy that judges it.
type session struct {
	*program
	tree       *source.Tree
	formats    extractor.Formats
	judge      *policy.Judge
	cache      *cache.Store // nil: none
	configured *config.Config
	target     *target
	trust      *trust
	ignored    []string                 // what the change's configuration says and what does not count
	identify   func() (identity, error) // waits for what was asked of git when the session was opened
	base       func() (string, error)   // waits for the commit that the change started from; "" if nothing is compared
	started    time.Time
	verbose    bool
}

// identity is what git knows of a repository; each "" if it is unknown.
type identity struct {
	name     string   // as CI tells, else as the remote has it, else as configured
	revision string   // the commit that is checked out
	tip      string   // the commit of the session's target
	merged   []string // of a merge that is being committed, the other sides
	trusted  string   // the commit of the session's trusted revision
	config   string   // the id of .techcheck.toml there
	remotes  []string // their names
	shallow  bool     // a part of the history is not here; asked for where one of these commits is not
}

// open opens the repository at paths and its policy, and lists its manifests. Close the session's tree afterwards. Where
// nothing relevant is staged there is nothing to do, and no session.
func (p *program) open(ctx context.Context, paths []string, flags *readFlags, mustName bool) (*session, error) {
	tree, err := p.openTree(ctx, paths, flags)
	if err != nil {
		return nil, err
	}
	s := p.newSession(tree, flags)
	tree.ListAhead(ctx, s.formats.Knows) // while git is asked and the policy is loaded
	if flags.staged {
		if idle, err := s.narrowToStaged(ctx); err != nil || idle {
			tree.Close()
			return nil, err
		}
	}
	known := inBackground(func() (identity, error) { return askGit(ctx, tree, flags) })
	s.identify = func() (identity, error) {
		id, err := known()
		return s.named(id), err
	}
	s.base = inBackground(func() (string, error) { return s.findBase(ctx, known) })
	if err := s.prepare(ctx, flags, mustName); err != nil {
		tree.Close()
		return nil, err
	}
	return s, nil
}

// prepare chooses configuration and policy, and lists the manifests.
func (s *session) prepare(ctx context.Context, flags *readFlags, mustName bool) error {
	named := cmp.Or(flags.policy, env("TECHCHECK_POLICY"))
	if named != "" { // it does not depend on what git knows
		if err := s.load(ctx, named, env("CI") != ""); err != nil {
			return err
		}
	}
	if err := s.configure(ctx); err != nil {
		return err
	}
	if named == "" {
		if err := s.choosePolicy(ctx, flags.policy, mustName); err != nil {
			return err
		}
	}
	s.wayBack(flags.policy)
	return s.list(ctx)
}

// openPolicy opens the repository here and its policy, and lists nothing. Close the session's tree afterwards.
func (p *program) openPolicy(ctx context.Context, flags *readFlags) (*session, error) {
	tree, err := p.openTree(ctx, []string{"."}, flags)
	if err != nil {
		return nil, err
	}
	s := p.newSession(tree, flags)
	s.identify = sync.OnceValues(func() (identity, error) { return s.identity(ctx) })
	s.configured, err = readConfig(tree)
	if err == nil {
		err = s.choosePolicy(ctx, flags.policy, false)
	}
	if err != nil {
		tree.Close()
		return nil, err
	}
	return s, nil
}

func (p *program) newSession(tree *source.Tree, flags *readFlags) *session {
	s := &session{program: p, tree: tree, formats: all.Formats, configured: &config.Config{}, target: flags.target, trust: flags.trust, started: time.Now(), verbose: flags.verbose}
	if s.target != nil {
		s.formats = all.Formats.Remembering()
	}
	if flags.noCache {
		return s
	}
	store, err := s.openCache()
	if err != nil {
		s.withoutCache(err)
		return s
	}
	s.cache = store
	return s
}

func (p *program) openTree(ctx context.Context, paths []string, flags *readFlags) (*source.Tree, error) {
	switch {
	case flags.buffer != "":
		return p.openBuffer(flags.buffer)
	case flags.rev != "" && flags.all:
		return nil, usage("--rev reads what git stores, and --all what it does not: give one of them")
	case flags.staged && (flags.rev != "" || flags.all):
		return nil, usage("--staged reads the index: it goes with neither --rev nor --all")
	case flags.staged:
		return source.OpenIndex(paths)
	case flags.rev != "":
		return source.OpenRevision(ctx, paths, flags.rev)
	}
	return source.Open(paths, flags.all)
}

// openBuffer opens a file whose content is on standard input.
func (p *program) openBuffer(name string) (*source.Tree, error) {
	data, err := io.ReadAll(io.LimitReader(p.In, maxBuffer))
	if err != nil {
		return nil, fmt.Errorf("reading standard input: %w", err)
	}
	return source.OpenBuffer(name, data)
}

func (s *session) choosePolicy(ctx context.Context, flag string, mustName bool) error {
	name, err := s.policyName(flag, mustName)
	if err != nil {
		return err
	}
	err = s.load(ctx, name, true)
	if err != nil && flag == "" && env("TECHCHECK_POLICY") == "" && len(s.configured.Policy) > 0 {
		return fmt.Errorf("%w (%s names it)", err, config.Name)
	}
	return err
}

// list lists the manifests of the repository.
func (s *session) list(ctx context.Context) error {
	settings := &s.judge.Policy.Settings
	if settings.RepositoryExclude == "forbid" && len(s.configured.Exclude) > 0 {
		return fmt.Errorf("the policy %s forbids exclude in %s: remove it, or ask the policy's owners", settings.Name, config.Name)
	}
	err := s.tree.List(ctx, s.options())
	s.took("listing the files")
	return err
}

// readConfig reads the repository's .techcheck.toml, if it has one.
func readConfig(tree *source.Tree) (*config.Config, error) {
	data, err := tree.Read(config.Name, extractor.MaxSize)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &config.Config{}, nil
	case err != nil:
		return nil, fmt.Errorf("reading %s: %w", config.Name, err)
	}
	return parseConfig(data, "")
}

// parseConfig parses a configuration; of names the revision that it is of, if it is not the one that is read.
func parseConfig(data []byte, of string) (*config.Config, error) {
	parsed, err := config.Parse(data)
	if wrong, ok := errors.AsType[*config.Error](err); ok {
		return nil, fmt.Errorf("%s:%d:%d: %s%s", config.Name, wrong.Line, wrong.Column, wrong.Message, of)
	}
	return parsed, err
}

// policyName is the policy's folder, or starter: that of the working directory counts where nothing names one. Where a green
// result is a gate, the policy must be named: a forgotten setting must not pass by other rules.
func (s *session) policyName(flag string, mustName bool) (string, error) {
	switch name := cmp.Or(flag, env("TECHCHECK_POLICY")); {
	case name != "":
		return name, nil
	case len(s.configured.Policy) == 1 && s.configured.Policy[0] == starter:
		return starter, nil
	case len(s.configured.Policy) == 1 && filepath.IsAbs(s.configured.Policy[0]):
		return s.configured.Policy[0], nil
	case len(s.configured.Policy) == 1:
		return filepath.Join(s.tree.Root, s.configured.Policy[0]), nil
	case mustName && s.unstagedConfig():
		return "", fmt.Errorf("no policy is named, as %s is here and not staged: git add %s, or pass --policy", config.Name, config.Name)
	case mustName:
		return "", errors.New("no policy is named, and in CI and with --staged one must be: pass --policy, set TECHCHECK_POLICY, or write policy into " +
			config.Name + " (--policy starter is the one that techcheck ships)")
	case policy.IsHere():
		return ".", nil
	}
	return starter, nil
}

// unstagedConfig tells whether the work tree has a configuration that the index, which is read, has not.
func (s *session) unstagedConfig() bool {
	_, err := os.Lstat(filepath.Join(s.tree.Root, config.Name))
	_, missing := s.tree.Read(config.Name, extractor.MaxSize)
	return s.tree.Sort() == "index" && err == nil && errors.Is(missing, fs.ErrNotExist)
}

// load loads the session's policy; if it is guarded, as the trusted revision has it.
func (s *session) load(ctx context.Context, name string, guarded bool) (err error) {
	defer s.took("loading the policy")
	if guarded && name != starter {
		files, err := s.trustedPolicy(ctx, name)
		if err != nil {
			return err
		}
		if files != nil {
			judge, problems := policy.LoadAs(name, files, policies.Starter(), s.cache)
			s.judge, err = s.loaded(name+" of "+s.trust.revision, judge, problems)
			return err
		}
	}
	s.judge, err = s.loadPolicy(name, s.cache)
	return err
}

// loadPolicy loads a policy folder on top of the shipped facts. What is wrong in it has been told when it fails.
func (p *program) loadPolicy(name string, store *cache.Store) (*policy.Judge, error) {
	shipped := policies.Starter()
	if name == starter {
		return policy.New(shipped), nil
	}
	judge, problems := policy.LoadDir(name, shipped, store)
	return p.loaded(name, judge, problems)
}

// loaded tells what is wrong in a policy that does not load.
func (p *program) loaded(name string, judge *policy.Judge, problems []inventory.Problem) (*policy.Judge, error) {
	if judge != nil {
		return judge, nil
	}
	if err := report.Problems(p.Err, problems, report.Options{Color: colored(p.Err)}); err != nil {
		return nil, err
	}
	return nil, fmt.Errorf("the policy %s does not load: correct what is said above", name)
}

// named gives the repository its name: as CI tells, else the remote, else the configuration, which a repository's own people
// write: in a register of exceptions, a name is worth something.
func (s *session) named(id identity) identity {
	id.name = cmp.Or(env("GITHUB_REPOSITORY"), env("CI_PROJECT_PATH"), id.name, s.configured.Repository)
	return id
}

// identity asks git now, of a session that was opened without listing.
func (s *session) identity(ctx context.Context) (identity, error) {
	id, err := askGit(ctx, s.tree, &readFlags{target: s.target, trust: s.trust})
	return s.named(id), err
}

// askGit asks for commits and remotes.
func askGit(ctx context.Context, tree *source.Tree, flags *readFlags) (id identity, err error) {
	var revisions []string
	var answers []*string
	ask := func(revision string, answer *string) {
		revisions, answers = append(revisions, revision), append(answers, answer)
	}
	ask(tree.Revision(), &id.revision)
	if flags.target != nil {
		ask(flags.target.revision, &id.tip)
	}
	if flags.target != nil && flags.target.merging {
		heads := tree.MergeHeads()
		id.merged = make([]string, len(heads))
		for i, head := range heads {
			ask(head, &id.merged[i])
		}
	}
	if flags.trust != nil {
		ask(flags.trust.revision, &id.trusted)
		ask(flags.trust.revision+":"+config.Name, &id.config)
	}
	remote := inBackground(func() (identity, error) {
		name, remotes, err := tree.Remote(ctx)
		return identity{name: name, remotes: remotes}, err
	})
	ids, err := tree.Find(ctx, revisions...)
	if err != nil {
		return id, err
	}
	for i, answer := range answers {
		*answer = ids[i]
	}
	known, err := remote()
	id.name, id.remotes = known.name, known.remotes
	if err != nil || len(id.remotes) == 0 || !id.lacks(flags) {
		return id, err
	}
	clone, err := tree.Clone(ctx)
	id.shallow = clone.Shallow
	return id, err
}

// lacks tells whether a commit that was asked for is not here.
func (id *identity) lacks(flags *readFlags) bool {
	return flags.target != nil && id.tip == "" || flags.trust != nil && id.trusted == ""
}

// config is a scan of the session's repository by its policy, which compares with nothing.
func (s *session) config(asOf guideline.Date) (scan.Config, error) {
	id, err := s.identify()
	return scan.Config{
		Tree: s.tree, Formats: s.formats,
		Policy: s.judge.Policy, Catalogue: s.judge.Catalogue, Judge: s.judge.Judge, Cache: s.cache,
		Repository: id.name, Revision: id.revision, AsOf: asOf, Projects: s.configured.Projects,
	}, err
}

// inBackground starts a function and returns one that waits for its result.
func inBackground[T any](f func() (T, error)) func() (T, error) {
	wait := sync.OnceValues(f)
	go func() { _, _ = wait() }() // the caller gets both
	return wait
}

// took tells, if asked to, what has been done and how long the run has taken so far.
func (s *session) took(what string) {
	if s.verbose {
		fmt.Fprintf(s.Err, "%8.1f ms %s\n", float64(time.Since(s.started).Microseconds())/1000, what)
	}
}

// today is the date anywhere on Earth: nothing starts or lapses before it does so for everybody.
func today() guideline.Date {
	return guideline.Date(time.Now().UTC().Add(-12 * time.Hour).Format(time.DateOnly))
}
