package gitlabci

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// includes are the files of its own repository that a pipeline includes, from the root: their paths, and globs that match them.
type includes struct{ paths, globs []string }

// projectVariable is what an include may hold of variables and inputs. They are those of the project, its groups and the instance, and
// never what the file itself sets (https://docs.gitlab.com/ci/yaml/includes/#use-variables-with-include), so that nobody knows them here.
var projectVariable = lazyregexp.New(`\$\[\[.*?\]\]|\$\{\w+\}|\$\w+`)

// include notes the files of the repository that an include names. A variable may be anything, and stands for each file that fits.
func (r *reader) include(list *yaml.Node) {
	if !r.First(list) {
		return
	}
	for _, element := range list.Items() {
		name := element.Get("local")
		if element.Is(yaml.Scalar) && !strings.Contains(element.Text, "://") {
			name = element
		}
		if written := name.Whole(); written.Len() > 0 && written.Len() < maxText {
			r.local(written)
		}
	}
}

func (r *reader) local(written yaml.Text) {
	file := written.String()
	glob := path.Clean(projectVariable.ReplaceAllString(file, "**"))
	switch {
	case !strings.Contains(glob, "*"), strings.HasPrefix(glob, "../"): // which is refused
		r.includes.paths = append(r.includes.paths, strings.TrimPrefix(glob, "/"))
	case strings.Contains(file, "$") && strings.Trim(strings.TrimSuffix(glob, path.Ext(glob)), "*/") == "":
		r.File.Problem(written.Span(), "it includes %s, and only GitLab knows which file that is: write at least a part of its name", file)
	case strings.Count(glob, "*") > maxStars:
		r.File.Problem(written.Span(), "%s has too many wildcards for techcheck: name the files", file)
	default:
		r.includes.globs = append(r.includes.globs, strings.TrimPrefix(glob, "/"))
	}
}

// Resolver reads what a pipeline includes from its own repository, whatever its name is.
var Resolver = &extractor.Resolver{Name: "gitlabci", Doc: "what pipelines of GitLab include", Resolve: resolve}

func resolve(files *extractor.Files) {
	m := &matcher{files, map[string][]string{}, map[string][]string{}, 0}
	for _, f := range files.By(Extractor) {
		for _, one := range files.Closure(f, m.included) {
			one.List()
		}
	}
}

// What a hostile file may ask for: the bytes of a name, the * of one glob, and how often names are compared with globs.
const (
	maxText  = 1 << 12
	maxStars = 20
	maxTries = 1_000_000
)

// matcher finds what globs match.
type matcher struct {
	files  *extractor.Files
	listed map[string][]string // by folder
	known  map[string][]string // by glob
	tries  int
}

func (m *matcher) included(f *extractor.ReadFile) []string {
	kept, ok := f.Kept().(*includes)
	if !ok {
		return nil
	}
	all := slices.Clone(kept.paths)
	for _, glob := range kept.globs {
		if _, known := m.known[glob]; !known {
			m.known[glob] = m.match(f, glob)
		}
		all = append(all, m.known[glob]...)
	}
	return all
}

// match gives the files that a glob matches: * stays in a folder, and ** is any text.
func (m *matcher) match(f *extractor.ReadFile, glob string) []string {
	folder := ""
	if slash := strings.LastIndexByte(glob[:strings.IndexByte(glob, '*')], '/'); slash >= 0 {
		folder = glob[:slash]
	}
	names := m.below(f, folder)
	if m.tries > maxTries { // which has been said
		return nil
	}
	if m.tries += len(names); m.tries > maxTries {
		f.Problem(inventory.Span{}, "too many wildcards for so many files, so that not all that is included is read: name the files")
		return nil
	}
	pattern := regexp.QuoteMeta(glob)
	pattern = anyText.ReplaceAllString(pattern, "(?:.*)")
	pattern = strings.ReplaceAll(pattern, `\*`, "[^/]*")
	matches := regexp.MustCompile(`(?s)^` + pattern + "$")
	var matched []string
	for _, name := range names {
		if matches.MatchString(name) || matches.MatchString("/"+name) {
			matched = append(matched, name)
		}
	}
	return matched
}

// anyText is ** in a glob whose characters are quoted.
var anyText = lazyregexp.New(`\\\*(?:\\\*)+`)

// below gives the files of a folder that GitLab may include: it refuses those of other names.
func (m *matcher) below(f *extractor.ReadFile, folder string) []string {
	names, known := m.listed[folder]
	if known {
		return names
	}
	names, err := m.files.Below(folder)
	if err != nil {
		f.Problem(inventory.Span{}, "what it includes of the folder %q is not read: %v", folder, err)
	}
	names = slices.DeleteFunc(names, func(name string) bool { return path.Ext(name) != ".yml" && path.Ext(name) != ".yaml" })
	m.listed[folder] = names
	return names
}
