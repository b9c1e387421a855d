package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/dna-group/techcheck/"

// goPackage is what go list tells about a package of this project.
type goPackage struct {
	ImportPath   string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

// TestWalls holds that a library which may one day be replaced is known to one package alone, tests included.
func TestWalls(t *testing.T) {
	walls := map[string]string{
		"github.com/open-policy-agent/": module + "pkg/policy",
		"github.com/spf13/":             module + "pkg/cli",
	}
	for _, p := range goPackages(t) {
		for _, imported := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			for library, home := range walls {
				if strings.HasPrefix(imported, library) && p.ImportPath != home {
					t.Errorf("%s imports %s, which only %s may know", p.ImportPath, imported, home)
				}
			}
		}
	}
}

// TestInventoryBuildsOnNothing holds that the ground of everything is plain data.
func TestInventoryBuildsOnNothing(t *testing.T) {
	for _, imported := range goPackages(t)[module+"pkg/inventory"].Imports {
		if domain, _, _ := strings.Cut(imported, "/"); strings.Contains(domain, ".") {
			t.Errorf("pkg/inventory imports %s: it takes the standard library alone", imported)
		}
	}
}

// TestDepth holds that from pkg/cli no chain of imports is longer than six, so that a stranger can follow it.
func TestDepth(t *testing.T) {
	packages := goPackages(t)
	if chain := longestChain(packages, module+"pkg/cli"); len(chain) > 1+6 {
		t.Errorf("a chain of %d imports:\n%s", len(chain)-1, strings.Join(chain, "\n"))
	}
}

func longestChain(packages map[string]goPackage, from string) []string {
	var longest []string
	for _, imported := range packages[from].Imports {
		if chain := longestChain(packages, imported); strings.HasPrefix(imported, module) && len(chain) > len(longest) {
			longest = chain
		}
	}
	return append([]string{from}, longest...)
}

// TestPackageNames holds that a package is named after what it holds.
func TestPackageNames(t *testing.T) {
	for name := range goPackages(t) {
		if slices.Contains([]string{"base", "common", "helper", "helpers", "misc", "shared", "types", "util", "utils"}, path.Base(name)) {
			t.Errorf("%s: name the package after what it holds", name)
		}
	}
}

var generated = regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)

// TestFileLengths holds that a file has one subject: code that needs more than 400 lines has two.
func TestFileLengths(t *testing.T) {
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := fs.ReadFile(root, name)
		if lines := bytes.Count(text, []byte("\n")); lines > 400 && !generated.Match(text) {
			t.Errorf("%s has %d lines: split it by subject", name, lines)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// goPackages lists the packages of this project by their import paths.
func goPackages(t *testing.T) map[string]goPackage {
	t.Helper()
	list := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", "./...")
	list.Dir = "../.."
	list.Stderr = t.Output()
	out, err := list.Output()
	if err != nil {
		t.Fatalf("listing the packages: %v", err)
	}
	packages := map[string]goPackage{}
	for decoder := json.NewDecoder(bytes.NewReader(out)); decoder.More(); {
		var p goPackage
		if err := decoder.Decode(&p); err != nil {
			t.Fatal(err)
		}
		packages[p.ImportPath] = p
	}
	for _, name := range []string{"pkg/cli", "pkg/inventory", "pkg/policy"} {
		if packages[module+name].ImportPath == "" {
			t.Fatalf("%s is not there any more, but the tests of the structure are about it", name)
		}
	}
	return packages
}
