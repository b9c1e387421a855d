package policydoc_test

import (
	"flag"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/folder"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/policy"
	"github.com/dna-group/techcheck/pkg/policydoc"
	"github.com/dna-group/techcheck/policies"
)

var update = flag.Bool("update", false, "write what the tests compare with")

// TestPages compares the pages of a policy that holds one of everything, and strings that mean something in Markdown.
func TestPages(t *testing.T) {
	const policyFile, pagesFile = "testdata/policy.txtar", "testdata/pages.txtar"
	folder, err := txtar.ParseFile(policyFile)
	if err != nil {
		t.Fatal(err)
	}
	fsys, err := txtar.FS(folder)
	if err != nil {
		t.Fatal(err)
	}
	factless := policies.Starter()
	factless.Technologies = nil // so that the pages stay the same when techcheck learns more
	pages := pagesOf(t, load(t, fsys, factless), fsys)
	checkLinks(t, pages)
	got := &txtar.Archive{Comment: []byte("The pages of policy.txtar.\n\n")}
	for _, page := range pages {
		got.Files = append(got.Files, txtar.File{Name: page.Path, Data: []byte(page.Text)})
	}
	if *update {
		if err := os.WriteFile(pagesFile, txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(pagesFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(txtar.Format(got))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestStarter writes the shipped policy, of whose decisions the text is not shipped, and as the folder that it is.
func TestStarter(t *testing.T) {
	judge := policy.New(policies.Starter())
	pages := pagesOf(t, judge.Policy, nil)
	if want := 1 + len(judge.Policy.Guidelines) + len(judge.Policy.Decisions); len(pages) != want {
		t.Errorf("%d pages, want %d", len(pages), want)
	}
	checkLinks(t, pages)
	if again := pagesOf(t, judge.Policy, nil); !slices.Equal(pages, again) {
		t.Error("the same policy gives other bytes")
	}
	source := os.DirFS("../../policies")
	checkLinks(t, pagesOf(t, load(t, source, policies.Starter()), source))
}

func pagesOf(t *testing.T, p *guideline.Policy, source fs.FS) []folder.File {
	t.Helper()
	pages, err := policydoc.Pages(p, source)
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

func load(t *testing.T, fsys fs.FS, shipped *guideline.Policy) *guideline.Policy {
	t.Helper()
	judge, problems := policy.Load(fsys, shipped)
	for _, p := range problems {
		t.Errorf("%s:%d:%d: %s", p.Path, p.Line, p.Column, p.Message)
	}
	if judge == nil {
		t.FailNow()
	}
	return judge.Policy
}

var (
	fenced = regexp.MustCompile("(?ms)^```.*?^```$")
	code   = regexp.MustCompile("`[^`\n]*`")
	links  = regexp.MustCompile(`(?:[^\\]|^)\]\(([^)]*)\)`)
)

// checkLinks holds every relative link to a page, and every page to the marker and to be found from the index.
func checkLinks(t *testing.T, pages []folder.File) {
	t.Helper()
	linked := map[string]bool{"index.md": true}
	known := fstest.MapFS{}
	for _, page := range pages {
		known[page.Path] = &fstest.MapFile{}
	}
	for _, page := range pages {
		if !strings.HasPrefix(page.Text, policydoc.Marker+"\n") {
			t.Errorf("%s does not start with the marker", page.Path)
		}
		text := code.ReplaceAllString(fenced.ReplaceAllString(page.Text, ""), "")
		for _, match := range links.FindAllStringSubmatch(text, -1) {
			target, _, _ := strings.Cut(match[1], "#")
			if strings.Contains(target, "://") || target == "" {
				continue
			}
			target = path.Join(path.Dir(page.Path), target)
			if known[target] == nil {
				t.Errorf("%s links %s, which is no page", page.Path, match[1])
			}
			linked[target] = true
		}
	}
	for _, page := range pages {
		if !linked[page.Path] {
			t.Errorf("no page links %s", page.Path)
		}
	}
}
