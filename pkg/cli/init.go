package cli

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/folder"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/setup"
	"github.com/dna-group/techcheck/pkg/source"
)

func initCommand(p *program) *cobra.Command {
	var flags initFlags
	cmd := &cobra.Command{
		Use:   "init [PATH]",
		Short: "Set up a repository: configuration, hook, workflow, code owners",
		Long: `Writes what the repository at PATH (default: here) needs to be checked: .techcheck.toml, a hook of
pre-commit (or of lefthook or husky, if the repository has one of these), a GitHub workflow, and the line of
CODEOWNERS that says who decides on exceptions. It first shows what it will write, and asks. No file is
overwritten; one that is there is extended where that is safe, else what belongs into it is shown.

With --hook it writes a plain git hook into this clone, and nothing else.`,
		Example: "  techcheck init --policy ../technology-policy/policy --dry-run\n  techcheck init --hook --yes",
		Args:    atMostOnePath,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.init(cmd.Context(), pathOf(args), &flags)
		},
	}
	cmd.Flags().Var((*nonEmpty)(&flags.policy), "policy", "the repository's policy: a `folder`, or starter (default: $TECHCHECK_POLICY, starter)")
	cmd.Flags().BoolVar(&flags.hook, "hook", false, "write a plain git hook into this clone")
	cmd.Flags().BoolVar(&flags.dryRun, "dry-run", false, "show what would be written, and write nothing")
	cmd.Flags().BoolVarP(&flags.yes, "yes", "y", false, "write without asking")
	return cmd
}

type initFlags struct {
	policy            string
	hook, dryRun, yes bool
}

// errByHand is the error of a hook that could not be written.
var errByHand = errors.New("no hook was written: add to yours what is shown above")

func (p *program) init(ctx context.Context, path string, flags *initFlags) error {
	tree, err := source.Open([]string{path}, false)
	if err != nil {
		return err
	}
	defer tree.Close()
	if tree.Bare() {
		return fmt.Errorf("%s is a bare repository, without files of its own: run this in a clone", tree.Root)
	}
	var edits []setup.Edit
	if flags.hook {
		edits, err = gitHook(ctx, tree)
	} else {
		edits, err = p.draftSetup(ctx, tree, flags.policy)
	}
	if err != nil {
		return err
	}
	if err := writing(report.Edits(p.Out, edits, report.Options{Color: colored(p.Out)})); err != nil {
		return err
	}
	if flags.hook && edits[0].Action == setup.ByHand {
		return errByHand
	}
	if flags.dryRun || !slices.ContainsFunc(edits, func(e setup.Edit) bool { return e.Action != setup.Keep }) {
		return nil
	}
	if ok, err := p.agreed(flags.yes); err != nil || !ok {
		return err
	}
	return p.setUp(tree.Root, edits, flags)
}

// agreed asks whether to go on.
func (p *program) agreed(yes bool) (bool, error) {
	if yes {
		return true, nil
	}
	in, ok := p.In.(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) {
		return false, errors.New("nothing was written, as there is no terminal to ask on: pass --yes to write it, or --dry-run to see it alone")
	}
	fmt.Fprint(p.Err, "Write this? [y/N] ")
	answer, err := bufio.NewReader(in).ReadString('\n')
	if err != nil {
		return false, fmt.Errorf("reading the answer: %w", err)
	}
	return slices.Contains([]string{"y", "yes"}, strings.ToLower(strings.TrimSpace(answer))), nil
}

// draftSetup drafts what the repository needs.
func (p *program) draftSetup(ctx context.Context, tree *source.Tree, policy string) ([]setup.Edit, error) {
	s := &session{program: p, tree: tree}
	name := cmp.Or(policy, env("TECHCHECK_POLICY"), starter)
	if err := s.load(ctx, name, false); err != nil {
		return nil, err
	}
	branch, err := defaultBranchOf(ctx, tree)
	if err != nil {
		return nil, err
	}
	o := setup.Options{Policy: name, Branch: cmp.Or(branch, "main"), Read: readPresent(tree)}
	o.Tag, o.Commit = origin(readBuild())
	if name != starter {
		if o.Policy, err = fromRoot(tree.Root, name); err == nil && strings.HasPrefix(o.Policy, "../") {
			o.From, err = sourceOf(ctx, name)
		}
		if err != nil {
			return nil, err
		}
	}
	for _, owner := range s.judge.Policy.Settings.Owners {
		if strings.HasPrefix(owner.Contact, "@") && !strings.ContainsAny(owner.Contact, " \t\n") {
			o.Owners = append(o.Owners, owner.Contact)
		}
	}
	return setup.Repository(o)
}

// defaultBranchOf gives the default branch: of a remote that has not told it, what it is mostly called, if there is such a one; else
// the branch that is checked out.
func defaultBranchOf(ctx context.Context, tree *source.Tree) (string, error) {
	usual := []string{"main", "master"}
	found, err := tree.Find(ctx, "origin/HEAD", "origin/"+usual[0], "origin/"+usual[1])
	if err != nil {
		return "", err
	}
	for i, name := range usual {
		if found[0] == "" && found[i+1] != "" {
			return name, nil
		}
	}
	return tree.DefaultBranch(ctx)
}

// sourceOf tells where others get a policy's folder from.
func sourceOf(ctx context.Context, folder string) (*setup.Source, error) {
	tree, err := source.Open([]string{folder}, false)
	if err != nil {
		return nil, err
	}
	defer tree.Close()
	name, _, err := tree.Remote(ctx)
	return &setup.Source{Repository: name, Folder: path.Join(append([]string{"."}, tree.Within...)...)}, err
}

// fromRoot names a policy's folder as .techcheck.toml does.
func fromRoot(root, folder string) (string, error) {
	path, err := filepath.Abs(folder)
	if err == nil {
		path, err = filepath.EvalSymlinks(path)
	}
	if err == nil {
		path, err = filepath.Rel(root, path)
	}
	if err != nil {
		return "", fmt.Errorf("naming the policy %s from the repository's root: %w", folder, err)
	}
	return filepath.ToSlash(path), nil
}

// readPresent reads the files that a repository has.
func readPresent(tree *source.Tree) func(string) (string, bool, error) {
	return func(path string) (string, bool, error) {
		data, err := tree.Read(path, extractor.MaxSize)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return "", false, nil
		case err != nil:
			return "", false, fmt.Errorf("reading %s: %w", path, err)
		}
		return string(data), true, nil
	}
}

// setUp writes what was drafted, and says what to do next.
func (p *program) setUp(root string, edits []setup.Edit, flags *initFlags) error {
	var created, extended, next []string
	var files, additions []folder.File
	if flags.hook {
		root = filepath.Dir(edits[0].Path)
	}
	for _, e := range edits {
		switch path := strings.TrimPrefix(e.Path, root+string(filepath.Separator)); e.Action {
		case setup.Create:
			files, created = append(files, folder.File{Path: filepath.ToSlash(path), Text: e.Text}), append(created, e.Path)
		case setup.Extend:
			additions, extended = append(additions, folder.File{Path: path, Text: e.Text}), append(extended, e.Path)
		case setup.ByHand:
			next = append(next, "Add to "+e.Path+" what is shown above.")
		}
		if e.Next != "" {
			next = append(next, e.Next)
		}
	}
	if err := folder.Create(root, files); err != nil {
		return err
	}
	for _, f := range additions {
		if err := folder.Append(root, f); err != nil {
			return err
		}
	}
	if flags.hook {
		if err := os.Chmod(edits[0].Path, 0o755); err != nil {
			return fmt.Errorf("making the hook executable: %w", err)
		}
		next = []string{"Name a policy in .techcheck.toml, if it names none (techcheck init).", "Commit as ever: a commit that introduces a violation is refused."}
	} else {
		next = append(next, "techcheck scan says what is found here, and techcheck doctor how techcheck stands.",
			"Commit these files: the configuration counts once it is merged.")
	}
	return writing(report.Written(p.Out, created, extended, next, report.Options{Color: colored(p.Out)}))
}
