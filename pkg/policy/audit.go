package policy

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// Audit reads the policy folder fsys and reports everything that is wrong, sorted: all that keeps the policy from loading,
// and if nothing does, what a scan passes over: tests that do not compile, and sets of Rego guidelines that no test sees
// both non-empty and empty. With any Problem the policy is only as complete as it could be read.
func Audit(ctx context.Context, fsys fs.FS, shipped *guideline.Policy) (*guideline.Policy, []inventory.Problem) {
	p, _, problems := inspect(guideline.Load(fsys), shipped)
	tests, unreadable := guideline.Tests(fsys)
	if problems = append(problems, unreadable...); len(problems) == 0 {
		problems = Unseen(ctx, p, tests)
	}
	slices.SortFunc(problems, inventory.CompareProblems)
	return p, slices.Compact(problems)
}

// AuditDir is Audit of a folder on disk. Paths of problems start with dir. The error says why dir is no policy.
func AuditDir(ctx context.Context, dir string, shipped *guideline.Policy) (*guideline.Policy, []inventory.Problem, error) {
	if err := IsDir(dir); err != nil {
		return nil, nil, err
	}
	p, problems := Audit(ctx, os.DirFS(dir), shipped)
	below(dir, problems)
	return p, problems, nil
}

// IsHere tells whether the working directory is a policy's folder. Others have a settings.yaml, too: a policy has decisions.
func IsHere() bool {
	info, err := os.Stat("decisions")
	return err == nil && info.IsDir() && IsDir(".") == nil
}

// IsDir says why dir is no policy folder; nil if it is one.
func IsDir(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no folder %s: name one that holds a settings.yaml", dir)
	case err != nil:
		return fmt.Errorf("opening the policy: %w", err)
	case !info.IsDir():
		return fmt.Errorf("%s is a file: name the policy's folder, which holds a settings.yaml", dir)
	}
	if _, err := os.Stat(filepath.Join(dir, "settings.yaml")); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s %s%s", dir, noPolicy, cmp.Or(policyIn(dir), "a folder that does"))
	}
	return nil
}

const noPolicy = "holds no settings.yaml, so it is no policy: name "

// policyIn is the policy's folder in a folder that is none itself, as policy init makes them; "" if there is no such.
func policyIn(dir string) string {
	inner := filepath.Join(dir, "policy")
	if hasSettings(dir) || !hasSettings(inner) {
		return ""
	}
	return inner
}

func hasSettings(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "settings.yaml"))
	return err == nil
}
