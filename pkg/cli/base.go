package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/scan"
	"github.com/dna-group/techcheck/pkg/source"
)

// target is what a change is compared with.
type target struct {
	revision string
	why      string // why it is this one
	exact    bool   // it is what the change started from: CI knows, and no history needs to be here
	merging  bool   // it is HEAD, to which a merge that is being committed may add another side
	merge    string // the commit that is CI's merge of the change into it: its first parent is what the change started from
	guessed  bool   // nobody named it
}

// findTarget finds what the repository is compared with: as --base says, else as CI or pre-commit do, else the remote's
// default branch. Nil: with nothing. Only a push to the default branch is compared with the commit before it: on another
// branch, what the first push brought would be old to the second one, and has been reviewed by nobody.
func findTarget(flag string) *target {
	branch := func(name string) string { return "origin/" + name }
	event := githubEvent()
	switch {
	case flag == "none":
		return nil
	case flag != "":
		return &target{revision: flag, why: "--base names it"}
	case env("PRE_COMMIT_FROM_REF") != "":
		return &target{revision: env("PRE_COMMIT_FROM_REF"), why: "pre-commit names it (PRE_COMMIT_FROM_REF)"}
	case env("GITHUB_BASE_REF") != "":
		return &target{revision: branch(env("GITHUB_BASE_REF")), why: "the pull request's target (GITHUB_BASE_REF)", merge: mergeCommit()}
	case isCommit(event.MergeGroup.BaseSHA):
		return &target{revision: event.MergeGroup.BaseSHA, why: "what the merge queue starts from (GITHUB_EVENT_PATH)", exact: true}
	case isCommit(event.Before) && event.toDefaultBranch():
		return &target{revision: event.Before, why: "the commit before the push (GITHUB_EVENT_PATH)", exact: true}
	case env("CI_MERGE_REQUEST_TARGET_BRANCH_NAME") != "":
		return &target{revision: branch(env("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")), why: "the merge request's target (CI_MERGE_REQUEST_TARGET_BRANCH_NAME)"}
	case isCommit(env("CI_COMMIT_BEFORE_SHA")) && env("CI_COMMIT_BRANCH") != "" && env("CI_COMMIT_BRANCH") == env("CI_DEFAULT_BRANCH"):
		return &target{revision: env("CI_COMMIT_BEFORE_SHA"), why: "the commit before the push (CI_COMMIT_BEFORE_SHA)", exact: true}
	}
	return &target{revision: cmp.Or(defaultBranch(event), branch("HEAD")), why: "the remote's default branch, as nothing else is named", guessed: true}
}

// mergeCommit is the commit that GitHub made of a pull request and its target; "" if the event has none. What is checked out may
// be another one, such as a merge of the change's own.
func mergeCommit() string {
	if strings.HasSuffix(env("GITHUB_REF"), "/merge") {
		return env("GITHUB_SHA")
	}
	return ""
}

// findTrusted finds the revision whose exceptions and configuration count: the tip of the branch that the change is to be
// merged into. What is checked out need not be what CI's event is about.
func findTrusted(flag string) *trust {
	branch := func(name string) string { return "origin/" + name }
	event := githubEvent()
	merged := strings.TrimPrefix(event.MergeGroup.BaseRef, "refs/heads/")
	target := "the tip of the target branch"
	switch {
	case flag != "" && flag != "none":
		return &trust{flag, "it is what --base names"}
	case env("GITHUB_BASE_REF") != "":
		return &trust{branch(env("GITHUB_BASE_REF")), target}
	case merged != "":
		return &trust{branch(merged), target}
	case env("CI_MERGE_REQUEST_TARGET_BRANCH_NAME") != "":
		return &trust{branch(env("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")), target}
	case defaultBranch(event) == "":
		return &trust{branch("HEAD"), "the tip of the remote's default branch"}
	}
	return &trust{defaultBranch(event), "the tip of the default branch"}
}

// defaultBranch is the remote's default branch, if CI tells: origin/main.
func defaultBranch(e event) string {
	if name := cmp.Or(e.Repository.DefaultBranch, env("CI_DEFAULT_BRANCH")); name != "" {
		return "origin/" + name
	}
	return ""
}

// isCommit tells a commit's id from none, which CI writes as zeros.
func isCommit(id string) bool { return strings.Trim(id, "0") != "" }

// event is what GitHub's file of the event tells: of a push, what it is to and the commit before it; of a merge queue, the
// target; of the repository, its default branch.
type event struct {
	Ref        string `json:"ref"`
	Before     string `json:"before"`
	MergeGroup struct {
		BaseSHA string `json:"base_sha"`
		BaseRef string `json:"base_ref"`
	} `json:"merge_group"`
	Repository struct {
		DefaultBranch string `json:"default_branch"`
	} `json:"repository"`
}

// toDefaultBranch tells whether the event is a push to the default branch.
func (e *event) toDefaultBranch() bool {
	return e.Repository.DefaultBranch != "" && e.Ref == "refs/heads/"+e.Repository.DefaultBranch
}

func githubEvent() (e event) {
	data, err := os.ReadFile(env("GITHUB_EVENT_PATH"))
	if err != nil || json.Unmarshal(data, &e) != nil {
		return event{} // not GitHub, or a runner that tells less
	}
	return e
}

// baseline reads the repository as it was before the change. Without one it says why, as part of the report where a person
// looks at it, and as an error in CI.
func (s *session) baseline(ctx context.Context) (base *scan.Baseline, reason string, err error) {
	id, err := s.identify()
	switch {
	case err != nil, s.target == nil, id.revision == "": // nobody wants it; outside of git, or before the first commit
		return nil, "", err
	case id.tip == "":
		reason, err := s.withoutTarget(id)
		return nil, reason, err
	}
	commit, err := s.base()
	if err != nil {
		return nil, "", err
	}
	base, err = s.readBaseline(ctx, s.target.revision, commit)
	if err != nil {
		return nil, "", err
	}
	base.Unchanged = commit == id.revision
	s.took("reading the base")
	for _, commit := range id.merged { // what other sides bring has been judged there
		if commit == "" {
			continue
		}
		name := "MERGE_HEAD"
		if len(id.merged) > 1 {
			name = commit[:7]
		}
		other, err := s.readBaseline(ctx, name, commit)
		if err != nil {
			return nil, "", err
		}
		base.Join(other)
	}
	return base, "", nil
}

func (s *session) readBaseline(ctx context.Context, name, commit string) (*scan.Baseline, error) {
	tree, err := s.tree.Base(ctx, commit, s.options())
	if err != nil {
		return nil, err
	}
	return &scan.Baseline{Name: name, Commit: commit, Touched: tree.Touched, Added: tree.Added, Moved: tree.Moved, Inventory: s.inventory(ctx, tree)}, nil
}

// findBase finds the commit that the change started from, and lets git compare with it, while policy and files are read.
func (s *session) findBase(ctx context.Context, known func() (identity, error)) (string, error) {
	id, err := known()
	if err != nil || s.target == nil || id.revision == "" || id.tip == "" {
		return "", err
	}
	commit, err := s.mergeBase(ctx, id.revision, id.tip)
	if err == nil {
		s.tree.CompareAhead(ctx, commit)
	}
	return commit, err
}

// mergeBase is the commit that the change started from.
func (s *session) mergeBase(ctx context.Context, head, tip string) (string, error) {
	to := s.target
	if to.exact || head == tip {
		return tip, nil
	}
	merged := to.merge == head
	if merged {
		parent, err := s.mergedInto(ctx, head)
		if err != nil || parent != "" {
			return parent, err
		}
	}
	commit, err := s.tree.MergeBase(ctx, head, tip)
	if err != nil || commit != "" || merged { // of a merge and its target, the trees are enough
		return cmp.Or(commit, tip), err
	}
	clone, err := s.tree.Clone(ctx)
	if err == nil && clone.Shallow { // what the target has got since would be taken for removed, or renamed
		return "", fmt.Errorf("git knows no commit that HEAD and %s have in common, as in a shallow clone: fetch more of both: git fetch --unshallow origin", to.revision)
	}
	return tip, err // the histories are not related
}

// mergedInto is the first parent of CI's merge commit; "" if the commit is no merge, or that parent is not here.
func (s *session) mergedInto(ctx context.Context, merge string) (string, error) {
	parents, err := s.tree.Parents(ctx, merge)
	if err != nil || len(parents) != 2 {
		return "", err
	}
	found, err := s.tree.Find(ctx, parents[0])
	if err != nil {
		return "", err
	}
	return found[0], nil
}

// withoutTarget says that nothing is compared: silently where there is no remote, so that there cannot be a target.
func (s *session) withoutTarget(id identity) (reason string, err error) {
	to := s.target
	if to.guessed && len(id.remotes) == 0 {
		return "", nil
	}
	reason = fmt.Sprintf("%s is not here, so nothing is compared: %s", to.revision, to.fetch(id))
	if env("CI") != "" || !to.guessed {
		return "", fmt.Errorf("%s (or --base none)", reason)
	}
	return reason, nil
}

// fetch is the command that brings the target here: with as much of the history as comparing takes, and without cutting off what is
// here.
func (t *target) fetch(id identity) string {
	if strings.HasPrefix(t.revision, "origin/") && len(id.remotes) > 0 && !slices.Contains(id.remotes, "origin") {
		return fmt.Sprintf("no remote is called origin; name a branch, such as --base %s/main", id.remotes[0])
	}
	fetch := "git fetch origin "
	switch {
	case id.shallow && (t.exact || t.merge != "" && t.merge == id.revision):
		fetch = "git fetch --depth=1 origin "
	case id.shallow:
		fetch = "git fetch --unshallow origin "
	}
	if t.revision == "origin/HEAD" { // git finds it among the branches that it has fetched
		return fetch + "'+refs/heads/*:refs/remotes/origin/*' && git remote set-head origin --auto"
	}
	fetch += source.Refspec(t.revision)
	if strings.HasSuffix(fetch, ":"+t.revision) { // a name, of which nobody knows whether it is one there
		fetch = "correct its name, or fetch it: " + fetch
	}
	return fetch
}

// inventory reads the manifests of one of the session's trees.
func (s *session) inventory(ctx context.Context, tree *source.Tree) *inventory.Inventory {
	inv := scan.Inventory(ctx, tree, s.formats, s.judge.Catalogue, s.cache)
	s.configured.Projects.Assign(inv)
	return inv
}

// options are what the session lists of a tree.
func (s *session) options() source.Options {
	return source.Options{
		Match:   s.formats.Match,
		Named:   s.formats.Named,
		Pass:    s.formats.Passes,
		Exclude: append(s.configured.Exclude, s.judge.Policy.Settings.Exclude...),
	}
}
