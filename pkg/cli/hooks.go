package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"github.com/dna-group/techcheck/pkg/setup"
	"github.com/dna-group/techcheck/pkg/source"
)

// gitHook drafts a plain git hook, where git looks for it.
func gitHook(ctx context.Context, tree *source.Tree) ([]setup.Edit, error) {
	dir, configured, err := tree.Hooks(ctx)
	if err != nil {
		return nil, err
	}
	e := setup.Edit{Action: setup.Create, Path: filepath.Join(dir, "pre-commit"), Text: setup.GitHook()}
	there, err := os.ReadFile(e.Path)
	switch relative, outside := filepath.Rel(tree.Root, dir); {
	case configured == "" && dir == tree.Root, errors.Is(err, syscall.ENOTDIR):
		return nil, fmt.Errorf("git runs no hooks here, as core.hooksPath is %q, which is no folder: git config core.hooksPath FOLDER, or --unset it", configured)
	case strings.HasSuffix(filepath.ToSlash(configured), ".husky/_"):
		e = byHand(".husky/pre-commit", "husky runs the hooks here")
	case err == nil:
		e, err = beside(e.Path, string(there))
		return []setup.Edit{e}, err
	case !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("reading the hook: %w", err)
	case configured != "" && (outside != nil || !filepath.IsLocal(relative)):
		e = byHand(e.Path, "core.hooksPath leads out of this repository, and may serve others")
	}
	return []setup.Edit{e}, nil
}

// beside drafts what becomes of a hook that is there.
func beside(path, there string) (setup.Edit, error) {
	switch {
	case !setup.Runs(there):
		return byHand(path, "there is one already"), nil
	case !runnable(path):
		return setup.Edit{}, errIgnored(path)
	}
	return setup.Edit{Action: setup.Keep, Path: path, Why: "it runs techcheck already"}, nil
}

// byHand drafts a hook into which the user writes the command.
func byHand(path, why string) setup.Edit {
	return setup.Edit{Action: setup.ByHand, Path: path, Text: setup.Template("husky"), Why: why}
}

// runnable tells whether git runs a hook: on Windows any.
func runnable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && (runtime.GOOS == "windows" || info.Mode()&0o111 != 0)
}

func errIgnored(hook string) error {
	return fmt.Errorf("git ignores the hook %s, as it is not executable: chmod +x '%s'", hook, hook)
}

// hooks tells whether a commit runs techcheck: by git's own hook, or by a manager that is installed in this clone.
func (d *doctor) hooks(ctx context.Context, _ *readFlags) {
	d.topic = "hooks"
	id, err := d.identify()
	if err != nil {
		return
	}
	dir, _, err := d.tree.Hooks(ctx)
	if err != nil && id.revision == "" || d.fault("folder", err) { // without a repository there are none
		return
	}
	path := filepath.Join(dir, "pre-commit")
	script, err := os.ReadFile(path)
	by, installed := "", err == nil && setup.Runs(string(script))
	if !installed {
		m := d.manager()
		switch {
		case m == nil:
			d.know("installed", "none", "techcheck init writes one")
			return
		case err != nil || !m.Installed(string(script)):
			d.know("configured", "not installed in this clone", m.Path+": run the install command of "+m.By)
			return
		}
		by = m.Path + ", run by " + m.By
	}
	if !runnable(path) {
		d.fault("installed", errIgnored(path))
		return
	}
	d.know("installed", path, by)
}

// manager gives the hook manager that runs techcheck here; nil if there is none.
func (d *doctor) manager() *setup.Manager {
	read := readPresent(d.tree)
	for i := range setup.Managers {
		m := &setup.Managers[i]
		text, found, err := read(m.Path)
		if !d.fault(m.Path, err) && found && setup.Runs(text) {
			return m
		}
	}
	return nil
}
