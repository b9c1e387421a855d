package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/exceptionfile"
	"github.com/dna-group/techcheck/pkg/folder"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/source"
)

// ownBranch is the value of --branch without a name.
const ownBranch = "exception/ID"

func addBranch(cmd *cobra.Command, branch *string) {
	cmd.Flags().StringVar(branch, "branch", "", "commit the file alone on this new `branch`, from the target's tip; work tree, index and current branch stay as they are")
	cmd.Flags().Lookup("branch").NoOptDefVal = ownBranch
}

// file writes new exceptions into the folder, or commits them alone on a branch, and says how their review is asked for: the
// text to show goes to standard output, all else to standard error.
func (s *session) file(ctx context.Context, f *exceptionFolder, requests []report.Request, rules exception.Rules, branch string) error {
	files := make([]folder.File, len(requests))
	for i := range requests {
		r := &requests[i]
		files[i] = folder.File{Path: f.of(r.ID), Text: exceptionfile.Text(r.Exception)}
		read, problems := exception.Check(exception.File{Path: files[i].Path, Data: []byte(files[i].Text)}, rules)
		if read == nil {
			return f.refuse(s.program, problems, "nothing was written")
		}
		r.Exception = read
	}
	written, first, err := s.write(ctx, f, &requests[0], files, branch)
	if err != nil {
		return err
	}
	steps := []string{first}
	for i := range requests {
		steps = append(steps, requests[i].Review()...)
	}
	last := s.afterwards()
	if branch == "" && s.judge.Policy.Settings.Exceptions.Trust == "base" {
		last += " (--branch files it on a branch of its own, which can be merged first.)"
	}
	steps = append(steps, last)
	if err := writing(report.Requests(s.Out, requests, report.Options{})); err != nil {
		return err
	}
	fmt.Fprint(s.Err, "\n")
	return writing(report.Written(s.Err, written, nil, steps, report.Options{Color: colored(s.Err)}))
}

// afterwards says when an approval counts.
func (s *session) afterwards() string {
	switch s.judge.Policy.Settings.Exceptions.Trust {
	case "register":
		return "Once the register has it approved, run the check of your change again."
	case "signature":
		return "Once it is approved and signed, run the check of your change again."
	}
	return "Once it is approved and merged into the target branch, run the check of your change again."
}

// write writes the files of new exceptions, and gives what was written and what their author does first.
func (s *session) write(ctx context.Context, f *exceptionFolder, r *report.Request, files []folder.File, branch string) (written []string, first string, err error) {
	paths := make([]string, len(files))
	for i, file := range files {
		paths[i] = file.Path
	}
	if branch == "" {
		for _, path := range paths {
			written = append(written, f.shown(path))
		}
		return written, f.commit(r.Title(), paths...), folder.Create(f.tree.Root, files)
	}
	branch = branchName(branch, r.ID)
	tip, name, err := s.start(ctx, f)
	if err != nil {
		return nil, "", err
	}
	c := &source.NewCommit{Branch: branch, Parent: tip, Message: r.Title() + "\n\n" + r.Reason + "\n", Files: map[string][]byte{}}
	for _, file := range files {
		written = append(written, fmt.Sprintf("%s on the new branch %s, from %s", file.Path, branch, name))
		c.Files[file.Path] = []byte(file.Text)
	}
	_, err = f.tree.Branch(ctx, c)
	return written, "Push it, and open a pull request: " + f.git([]string{"push", "origin", branch}), err
}

// branchName is the branch that --branch names for an exception.
func branchName(flag, id string) string { return strings.Replace(flag, ownBranch, "exception/"+id, 1) }

// canBranch says why --branch cannot do what it is asked for, before anybody is asked for anything else.
func (s *session) canBranch(ctx context.Context, f *exceptionFolder, branch, id string) error {
	if branch == "" {
		return nil
	}
	if _, _, err := s.start(ctx, f); err != nil {
		return err
	}
	return f.tree.CanBranch(ctx, branchName(branch, id))
}

// start is the commit that a branch starts from, and what it is called.
func (s *session) start(ctx context.Context, f *exceptionFolder) (commit, name string, err error) {
	if commit, name, err = s.tip(ctx, f); err != nil {
		err = fmt.Errorf("--branch starts from the target branch's last commit: %w", err)
	}
	return commit, name, err
}

// tip is the last commit of the target branch, and what it is called; of the register's repository, where that is trusted.
func (s *session) tip(ctx context.Context, f *exceptionFolder) (commit, name string, err error) {
	if f.register {
		names := []string{"origin/HEAD", source.Head}
		commits, err := f.tree.Find(ctx, names...)
		if err != nil {
			return "", "", err
		}
		for i, commit := range commits {
			if commit != "" {
				return commit, names[i], nil
			}
		}
		return "", "", fmt.Errorf("the register %s is not in a git repository with a commit", f.shown(f.path))
	}
	id, err := s.identify()
	if err != nil {
		return "", "", err
	}
	t, err := s.trusted(id)
	if err == nil && t.Commit == "" {
		err = errors.New(t.Why)
	}
	return t.Commit, t.Name, err
}
