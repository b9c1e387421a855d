package cli

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/source"
)

// exceptionCommands lists what can be done about exceptions, in the order of the help.
var exceptionCommands = []command{
	exceptionRequestCommand,
	exceptionApproveCommand,
	exceptionRejectCommand,
	exceptionRenewCommand,
	exceptionListCommand,
	exceptionVerifyCommand,
	exceptionPruneCommand,
	exceptionLogCommand,
}

func exceptionCommand(p *program) *cobra.Command {
	return group(p, "exception", "Ask for exceptions, decide on them, and keep them in order", exceptionCommands)
}

// exceptionFolder is where exceptions are written: the repository's own folder, or the register's.
type exceptionFolder struct {
	tree     *source.Tree
	path     string           // in the tree
	register bool             // the tree is the register's, which the folder closes
	files    []exception.File // as they are now
}

// exceptionFolder opens the folder that the policy trusts.
func (s *session) exceptionFolder(ctx context.Context) (*exceptionFolder, error) {
	f := &exceptionFolder{tree: s.tree, path: exception.Folder}
	if s.judge.Policy.Settings.Exceptions.Trust == "register" {
		dir, err := s.judge.RegisterFolder()
		if err != nil {
			return nil, err
		}
		if f.tree, err = source.Open([]string{dir}, false); err != nil {
			return nil, fmt.Errorf("opening the register of exceptions: %w", err)
		}
		f.register, f.path = true, path.Join(append(slices.Clone(f.tree.Within), exception.RegisterFolder)...)
	}
	entries, err := f.tree.Folder(ctx, f.path)
	if err != nil {
		f.close()
		return nil, err
	}
	f.files = exceptionFiles(entries)
	if len(entries) == 1 && entries[0].Path == f.path { // a link, or a file in the folder's place
		f.close()
		return nil, fmt.Errorf("%s, where exceptions are kept: %s", f.shown(f.path), entries[0].Wrong)
	}
	return f, nil
}

func (f *exceptionFolder) close() {
	if f.register {
		f.tree.Close()
	}
}

// of is the path of an exception's file in the tree.
func (f *exceptionFolder) of(id string) string { return path.Join(f.path, id+".toml") }

// shown is a path of the tree as it is reached from the working directory.
func (f *exceptionFolder) shown(name string) string {
	full := filepath.Join(f.tree.Root, filepath.FromSlash(name))
	here, err := os.Getwd()
	if err == nil {
		here, err = filepath.EvalSymlinks(here)
	}
	if near, relErr := filepath.Rel(here, full); err == nil && relErr == nil {
		return filepath.ToSlash(near)
	}
	return full
}

// git is a command line of git about files of the tree, for the working directory.
func (f *exceptionFolder) git(args []string, files ...string) string {
	words := []string{"git"}
	if f.register {
		words = append(words, "-C", f.tree.Root)
	}
	words = append(words, args...)
	for _, file := range files {
		if !f.register {
			file = f.shown(file)
		}
		words = append(words, file)
	}
	return report.Shell(words...)
}

// commit is the sentence that says how files are committed.
func (f *exceptionFolder) commit(message string, files ...string) string {
	return "Commit it: " + f.git([]string{"add"}, files...) + " && " + f.git([]string{"commit", "-m", message})
}

// refuse tells what is wrong in files of the folder, by paths as they are reached from here.
func (f *exceptionFolder) refuse(p *program, problems []inventory.Problem, format string, args ...any) error {
	problems = slices.Clone(problems)
	for i := range problems {
		problems[i].Path = f.shown(problems[i].Path)
	}
	return p.refuse(problems, format, args...)
}

// find reads the exception that an argument names, by its id or its file.
func (f *exceptionFolder) find(p *program, named string, rules exception.Rules) (*exception.File, *exception.Exception, error) {
	id := strings.TrimSuffix(path.Base(filepath.ToSlash(named)), ".toml")
	var ids []string
	for i := range f.files {
		file := &f.files[i]
		known := idOf(file)
		if known != id {
			ids = append(ids, known)
			continue
		}
		e, problems := exception.Check(*file, rules)
		if e == nil {
			return nil, nil, f.refuse(p, problems, "%s is not sound", id)
		}
		return file, e, nil
	}
	hint := ": techcheck exception list tells which there are; one that is still asked for is on the branch that asks"
	if near := guideline.Nearest(id, ids); near != "" {
		hint = ": did you mean " + near + "?"
	}
	return nil, nil, fmt.Errorf("there is no exception %s in %s%s", id, f.shown(f.path), hint)
}

// openExceptions opens the policy that applies here and the folder of exceptions, and scans nothing. Close both afterwards.
func (p *program) openExceptions(ctx context.Context, flags *readFlags) (*session, *exceptionFolder, exception.Rules, error) {
	if flags.trust == nil {
		flags.trust = findTrusted("")
	}
	s, err := p.openPolicy(ctx, flags)
	if err != nil {
		return nil, nil, exception.Rules{}, err
	}
	id, err := s.identify()
	var f *exceptionFolder
	if err == nil {
		f, err = s.exceptionFolder(ctx)
	}
	if err != nil {
		s.tree.Close()
		return nil, nil, exception.Rules{}, err
	}
	return s, f, s.rules(id.name, today()), nil
}

// addBase adds the flag of commands that say which exceptions count.
func addBase(cmd *cobra.Command, base *string) {
	cmd.Flags().StringVar(base, "base", "", "the target branch: a `revision`, or none (default: what CI says, else origin/HEAD)")
}

// rootHere is the root of the repository that the working directory lies in, and where in it that is.
func rootHere() (root, prefix string, err error) {
	tree, err := source.Open([]string{"."}, false)
	if err != nil {
		return "", "", err
	}
	return tree.Root, path.Join(append([]string{"."}, tree.Within...)...), tree.Close()
}

// addTrusted adds the files that the trusted revision has and the work tree has not.
func (f *exceptionFolder) addTrusted(ctx context.Context, trusted string) error {
	if f.register {
		return nil
	}
	entries, err := f.tree.FolderAt(ctx, trusted, f.path)
	for _, file := range exceptionFiles(entries) {
		if !slices.ContainsFunc(f.files, func(here exception.File) bool { return here.Path == file.Path }) {
			f.files = append(f.files, file)
		}
	}
	return err
}

// takenIDs are the ids of exceptions that are there: in the folder, and in the trusted revision.
func (f *exceptionFolder) takenIDs(ctx context.Context, trusted string) ([]string, error) {
	if err := f.addTrusted(ctx, trusted); err != nil {
		return nil, err
	}
	ids := make([]string, len(f.files))
	for i := range f.files {
		ids[i] = strings.ToLower(idOf(&f.files[i]))
	}
	return ids, nil
}

// idOf is the id of the exception in a file.
func idOf(f *exception.File) string { return strings.TrimSuffix(path.Base(f.Path), ".toml") }
