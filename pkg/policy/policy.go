// Package policy judges an inventory by a policy. It is the only package that knows OPA: it verifies the policy's Rego,
// matches the guidelines' selectors in Go, compiles what matched, and evaluates each guideline once, on its components
// only, in a sandbox. A policy that cannot be trusted does not load; a guideline that errs is a Problem, never "no findings".
package policy

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/version"

	"github.com/dna-group/techcheck/pkg/cache"
	"github.com/dna-group/techcheck/pkg/catalogue"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// OPA is the version of the engine that evaluates guidelines.
var OPA = version.Version

// statusModule is the Rego module that gives a status its meaning. It is always the binary's own.
const statusModule = "lib/techcheck/status.rego"

// Judge judges inventories by one policy. It may be used concurrently.
type Judge struct {
	Policy    *guideline.Policy
	Catalogue *catalogue.Catalogue

	dir        string            // the policy's folder, for the paths of problems
	selectors  []selector        // of Policy.Guidelines, at the same index
	categories map[string]string // of technologies
	named      map[string]bool   // the technologies that a guideline names
	patient    bool              // a minute for a guideline: tests of other limits must not depend on the machine's load
	verified   *ast.Compiler     // of all modules, if the policy was verified just now; else nil
	compiled   compiled
}

// New makes the judge of a policy that is known to be sound: the shipped one, which a test verifies. It compiles nothing.
func New(p *guideline.Policy) *Judge {
	known := catalogue.New(p.Technologies, p.Settings.Mirrors)
	p = withSettings(p)
	j := &Judge{
		Policy: p, Catalogue: known,
		categories: make(map[string]string, len(p.Technologies)), named: namedTechnologies(p.Guidelines),
	}
	for i := range p.Technologies {
		j.categories[p.Technologies[i].ID] = p.Technologies[i].Category
	}
	j.selectors = make([]selector, len(p.Guidelines))
	for i := range p.Guidelines {
		j.selectors[i] = newSelector(p.Guidelines[i].AppliesTo)
	}
	return j
}

// Load reads and verifies the policy folder fsys on top of the shipped policy's facts and its generic module. It
// reports everything that is wrong; with any Problem the policy does not load and the judge is nil.
func Load(fsys fs.FS, shipped *guideline.Policy) (*Judge, []inventory.Problem) {
	return load(guideline.Load(fsys), shipped, nil)
}

// load loads a policy, unless the cache knows that these very files were sound, and what they say.
func load(files *guideline.Files, shipped *guideline.Policy, store *cache.Store) (*Judge, []inventory.Problem) {
	key := store.Key("policy", files.Digest())
	var known guideline.Policy
	if files.Sound() && store.Get(key, &known) {
		return New(&known), nil
	}
	p, compiler, problems := inspect(files, shipped)
	if len(problems) > 0 {
		return nil, problems
	}
	store.Put(key, p)
	j := New(p)
	j.verified = compiler
	return j, nil
}

// inspect reads a policy's files and verifies its Rego. With any Problem the compiler is nil or useless.
func inspect(files *guideline.Files, shipped *guideline.Policy) (*guideline.Policy, *ast.Compiler, []inventory.Problem) {
	p, problems := files.Read(shipped.Technologies)
	p.Modules = append(p.Modules, module(shipped, statusModule))
	compiler, found := Verify(p)
	return p, compiler, append(problems, found...)
}

// LoadDir is Load of a folder on disk, which is read and verified once and then remembered in the cache. Paths of problems
// start with dir.
func LoadDir(dir string, shipped *guideline.Policy, store *cache.Store) (*Judge, []inventory.Problem) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		next := "name one that holds a settings.yaml, or starter"
		if strings.Contains(dir, "://") || strings.HasPrefix(dir, "git@") {
			next = "nothing is fetched; clone it with git, and name the policy's folder in the clone"
		}
		return nil, []inventory.Problem{{Path: dir, Message: "there is no such policy folder: " + next}}
	}
	if inner := policyIn(dir); inner != "" {
		return nil, []inventory.Problem{{Path: dir, Message: noPolicy + inner}}
	}
	return LoadAs(dir, os.DirFS(dir), shipped, store)
}

// LoadAs is LoadDir of files that stand in the folder's place, as those that another revision has of it.
func LoadAs(dir string, fsys fs.FS, shipped *guideline.Policy, store *cache.Store) (*Judge, []inventory.Problem) {
	judge, problems := load(guideline.Load(fsys), shipped, store)
	if judge != nil {
		judge.dir = dir
	}
	below(dir, problems)
	return judge, problems
}

// below makes the paths of problems, which start in the folder dir, start where dir does.
func below(dir string, problems []inventory.Problem) {
	for i := range problems {
		problems[i].Path = filepath.ToSlash(filepath.Join(dir, problems[i].Path))
	}
}

// module finds a module by its path. A policy without it is a mistake of the build, which the tests of policies show.
func module(p *guideline.Policy, path string) guideline.Module {
	for _, m := range p.Modules {
		if m.Path == path {
			return m
		}
	}
	panic("the shipped policy lacks " + path)
}
