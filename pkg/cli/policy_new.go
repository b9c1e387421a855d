package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/folder"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/policy"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/scaffold"
	"github.com/dna-group/techcheck/policies"
)

// newCommands lists what can be written into a policy, in the order of the help.
var newCommands = []command{
	newDecisionCommand,
	newGuidelineCommand,
	newTechnologyCommand,
}

// exactlyOne asks for one argument, which what names and example shows.
func exactlyOne(what, example string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usage("write %s, and no other argument: %s", what, example)
		}
		return nil
	}
}

func policyNewCommand(p *program) *cobra.Command {
	return group(p, "new", "Write a decision, a guideline or a technology", newCommands)
}

// write drafts something for the policy that applies here, and writes it if the policy loads with it as it did without.
func (p *program) write(flag string, draft func(*scaffold.Folder) (scaffold.Draft, error)) error {
	f, err := p.openFolder(flag)
	if err != nil {
		return err
	}
	_, before := policy.Load(f, policies.Starter())
	drafted, err := draft(f)
	if err != nil {
		return p.undrafted(err, before, f.Name)
	}
	preview, err := scaffold.Preview(f, drafted.Edits)
	if err != nil {
		return err
	}
	_, problems := policy.Load(preview, policies.Starter())
	problems = slices.DeleteFunc(problems, func(known inventory.Problem) bool { return slices.Contains(before, known) })
	if len(problems) > 0 {
		return p.refuse(placed(problems, f.Name), "nothing was written, as the policy would not load")
	}
	return p.writeDraft(f.Name, drafted)
}

// undrafted gives the error of a draft. Where the policy lacks something, what is wrong in the file that would have it is the reason.
func (p *program) undrafted(err error, problems []inventory.Problem, dir string) error {
	lacking, ok := errors.AsType[scaffold.Lacking](err)
	wrong := slices.DeleteFunc(problems, func(found inventory.Problem) bool { return !ok || !strings.HasPrefix(found.Path, lacking.From) })
	if len(wrong) > 0 {
		return p.refuse(placed(wrong, dir), "nothing was written, as %s cannot be used", filepath.ToSlash(filepath.Join(dir, lacking.From)))
	}
	return err
}

// placed gives problems in a folder by the paths that lead there.
func placed(problems []inventory.Problem, dir string) []inventory.Problem {
	all := slices.Clone(problems)
	for i := range all {
		all[i].Path = filepath.ToSlash(filepath.Join(dir, all[i].Path))
	}
	return all
}

// openFolder opens the policy that applies here, which need not load.
func (p *program) openFolder(flag string) (*scaffold.Folder, error) {
	if flag == starter {
		return nil, usage("the starter policy is a part of techcheck: make one of your own with techcheck policy init DIR")
	}
	dir, err := p.policyFolder(nil, flag)
	if err != nil {
		return nil, err
	}
	fsys := os.DirFS(dir)
	if _, err := fs.Stat(fsys, "settings.yaml"); err != nil {
		return nil, fmt.Errorf("%s is not the folder of a policy, which holds a settings.yaml: name one with --policy, or make one with techcheck policy init DIR", dir)
	}
	f := &scaffold.Folder{FS: fsys, Name: dir, Today: today()}
	if judge, _ := policy.Load(fsys, policies.Starter()); judge != nil {
		f.Policy = judge.Policy
	} else {
		f.Policy, _ = guideline.Read(fsys, policies.Starter().Technologies)
	}
	return f, nil
}

// writeDraft writes new files and extends those that are there. It overwrites nothing.
func (p *program) writeDraft(dir string, drafted scaffold.Draft) error {
	var created []folder.File
	var paths, extended []string
	for _, e := range drafted.Edits {
		path, file := filepath.ToSlash(filepath.Join(dir, e.Path)), folder.File{Path: e.Path, Text: e.Text}
		if !e.Append {
			created, paths = append(created, file), append(paths, path)
			continue
		}
		if err := folder.Append(dir, file); err != nil {
			return err
		}
		extended = append(extended, path)
	}
	if err := folder.Create(dir, created); err != nil {
		return err
	}
	return writing(report.Written(p.Out, paths, extended, drafted.Next, report.Options{Color: colored(p.Out)}))
}
