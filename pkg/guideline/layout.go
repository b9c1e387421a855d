package guideline

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/dna-group/techcheck/pkg/syntax"
)

// maxSize is the size in bytes up to which a file of a policy is read.
const maxSize = 5 << 20

// shippedLibrary holds the modules that are always the binary's own, also where a policy's folder has a copy of them.
const shippedLibrary = "lib/techcheck"

// part is one kind of file of a policy folder.
type part struct {
	glob string
	read func(*reader, file)
}

// layout is every kind of file that a policy is read from, in the order in which one may name what another declares.
var layout = []part{
	{"decisions/[0-9][0-9][0-9][0-9]-*.md", (*reader).readDecision},
	{"technologies/*.yaml", (*reader).readTechnologies},
	{"settings.yaml", (*reader).readSettings},
	{"repositories.yaml", (*reader).readRepositories},
	{"lists/*.yaml", (*reader).readList},
	{"guidelines/*/choices.yaml", (*reader).readChoices},
	{"guidelines/*/*.rego", (*reader).readModule},
	{"lib/**/*.rego", (*reader).readLibrary},
}

func (p part) matches(name string) bool { return doublestar.MatchUnvalidated(p.glob, name) }

func inLayout(name string) bool {
	return slices.ContainsFunc(layout, func(p part) bool { return p.matches(name) })
}

// file is one file of the folder, without byte order mark.
type file struct {
	path string
	text []byte
}

// Load opens the files of layout, in the order of their paths. Files that look as if they were some are a problem; tests, and
// what is hidden, are passed over.
func Load(fsys fs.FS) *Files {
	all := &Files{}
	visit := func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			all.lost(name, "reading the policy: "+err.Error())
			return nil
		case entry.IsDir():
			return enter(name)
		case strings.HasPrefix(entry.Name(), "."):
			return nil
		}
		if advice := misplaced(name); advice != "" {
			all.problems = append(all.problems, problem(Place{Path: name}, advice))
		} else if inLayout(name) && !strings.HasSuffix(name, "_test.rego") {
			all.open(fsys, name)
		}
		return nil
	}
	if err := fs.WalkDir(fsys, ".", visit); err != nil {
		all.lost(".", "reading the policy: "+err.Error())
	}
	if _, err := fs.Stat(fsys, "settings.yaml"); errors.Is(err, fs.ErrNotExist) && !all.broken {
		all.problems = append(all.problems, problem(Place{Path: "settings.yaml"}, "the file is missing: write "+meaning["settings"]))
	}
	return all
}

// enter says which folders are read.
func enter(name string) error {
	if name == shippedLibrary || name != "." && strings.HasPrefix(path.Base(name), ".") {
		return fs.SkipDir
	}
	return nil
}

// open adds a file, if it can be read.
func (f *Files) open(fsys fs.FS, name string) {
	opened, err := fsys.Open(name)
	if err != nil {
		f.lost(name, "opening the file: "+err.Error())
		return
	}
	defer opened.Close()
	text, err := io.ReadAll(io.LimitReader(opened, maxSize+1))
	switch {
	case err != nil:
		f.lost(name, "reading the file: "+err.Error())
	case len(text) > maxSize:
		f.lost(name, "the file is larger than 5 MB: split it")
	default:
		f.files = append(f.files, file{name, bytes.TrimPrefix(text, []byte(syntax.BOM))})
	}
}

// lost reports a file or folder that could not be read at all.
func (f *Files) lost(name, message string) {
	f.broken = true
	f.problems = append(f.problems, problem(Place{Path: name}, message))
}

// misplaced says where a file belongs that looks as if it were a policy's, and that nothing reads.
func misplaced(name string) string {
	switch base := path.Base(name); path.Ext(name) {
	case ".yaml", ".yml", ".json":
		return misplacedData(name)
	case ".rego":
		if !inLayout(name) {
			return "nothing reads this file: Rego stands in guidelines/AREA/NAME.rego, or below lib/ if guidelines share it"
		}
	case ".md":
		if strings.HasPrefix(name, "decisions/") && base[0] >= '0' && base[0] <= '9' && !inLayout(name) {
			return "this is no decision's name: write decisions/NNNN-title.md, with four digits"
		}
	}
	return ""
}

func misplacedData(name string) string {
	asYAML := strings.TrimSuffix(name, path.Ext(name)) + ".yaml"
	switch {
	case asYAML == name && inLayout(name):
		return ""
	case inLayout(asYAML):
		return "nothing reads this file: write it as " + asYAML
	case strings.HasPrefix(name, "guidelines/") && strings.Count(name, "/") == 2:
		return "nothing reads this file: put its entries into " + path.Dir(name) + "/choices.yaml"
	}
	return "nothing reads this file: a policy's YAML is settings.yaml, repositories.yaml, technologies/NAME.yaml, " +
		"guidelines/AREA/choices.yaml and lists/NAME.yaml; move or remove it"
}
