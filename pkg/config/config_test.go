package config_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/config"
	"github.com/dna-group/techcheck/pkg/inventory"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]config.Config{
		"":                              {},
		"policy = \"starter\"\n":        {Policy: []string{"starter"}},
		"\xef\xbb\xbfpolicy = ['../p']": {Policy: []string{"../p"}},
		"exclude = ['gen/**']\r\nrepository = 'acme/billing'": {Exclude: []string{"gen/**"}, Repository: "acme/billing"},
		"[[project]]\npath = 'services/*'\n[[project]]\npath = '.'\nname = 'shop'": {
			Projects: config.Projects{{Path: "services/*"}, {Path: ".", Name: "shop"}},
		},
	} {
		got, err := config.Parse([]byte(text))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if diff := cmp.Diff(want, *got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct {
		text         string
		line, column int
		want         string
	}{
		{"policy = 1", 1, 10, "must be the path"},
		{"policy = ['a', '']", 1, 16, "must be the path"},
		{"policy = ['a', 'b']", 1, 16, "name one"},
		{"# x\n  polcy = 'a'", 2, 3, "did you mean policy?"},
		{"policy = 'a'\npolicy = 'b'", 2, 1, "policy stands twice"},
		{"policy = 'a'\nexclude = [\n", 2, 12, "incomplete"},
		{"\n\nexclude = ['b', 'a[']", 3, 17, "not a pattern of paths"},
		{"exclude = 'a'", 1, 11, "must be a list"},
		{"exclude = ['./a/']", 1, 12, "write a"},
		{"exclude = ['.github/']", 1, 12, "write .github"},
		{"exclude = ['a//b/*']", 1, 12, "write a/b/*"},
		{"exclude = ['.']", 1, 12, "write **"},
		{"exclude = ['../a']", 1, 12, "outside of the repository"},
		{"exclude = ['a/../../b']", 1, 12, "outside of the repository"},
		{"exclude = [1]", 1, 12, "in quotes"},
		{"repository = ' '", 1, 14, "must be a text"},
		{"[server]\nport = 1", 1, 2, "unknown key server"},
		{"[project]\npath = 'a'", 1, 2, "write [[project]]"},
		{"project = ['a']", 1, 12, "write [[project]]"},
		{"project = 'a'", 1, 11, "write [[project]]"},
		{"[[project]]\nname = 'a'", 1, 3, "path is missing"},
		{"[[project]]\npath = '.'", 2, 8, "name is missing"},
		{"[[project]]\npath = '../a'", 2, 8, "outside of the repository"},
		{"[[project]]\npath = 'a/'", 2, 8, "write a"},
		{"[[project]]\npath = 'a/*'\nname = 'b'", 3, 8, "names each project by its folder"},
		{"[[project]]\npath = 'a'\n[[project]]\npath = 'a'", 4, 8, "a project already"},
		{"[[project]]\npath = 'a'\nnam = 'b'", 3, 1, "did you mean name?"},
	}
	for _, test := range tests {
		_, err := config.Parse([]byte(test.text))
		var e *config.Error
		if !errors.As(err, &e) || e.Line != test.line || e.Column != test.column || !strings.Contains(e.Message, test.want) {
			t.Errorf("%q: error %+v, want %d:%d with %q", test.text, err, test.line, test.column, test.want)
		}
	}
}

func TestAssign(t *testing.T) {
	parsed, err := config.Parse([]byte(`
[[project]]
path = "services/*"
[[project]]
path = "services/billing"
name = "invoices"
[[project]]
path = "services/billing/admin"
[[project]]
path = "web"
name = "shop"
[[project]]
path = "unused"
`))
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]string{
		"go.mod":                           "",
		"services/go.mod":                  "",
		"services/api/go.mod":              "api",
		"services/api/deep/er/go.mod":      "api",
		"services/billing/go.mod":          "invoices",
		"services/billing/admin/a/go.mod":  "admin",
		"services/billing/administ/go.mod": "invoices",
		"web/package.json":                 "shop",
		"website/package.json":             "",
	}
	var inv inventory.Inventory
	for path := range of {
		inv.Manifests = append(inv.Manifests, inventory.Manifest{Path: path})
		inv.Components = append(inv.Components, inventory.Component{Location: inventory.Location{Path: path}})
	}
	parsed.Projects.Assign(&inv)
	got := map[string]string{}
	for _, c := range inv.Components {
		got[c.Location.Path] = c.Project
	}
	if diff := cmp.Diff(of, got); diff != "" {
		t.Errorf("projects of manifests (-want +got):\n%s", diff)
	}
	want := []inventory.Project{
		{Name: "api", Path: "services/api"}, {Name: "invoices", Path: "services/billing"}, {Name: "admin", Path: "services/billing/admin"}, {Name: "shop", Path: "web"},
	}
	if diff := cmp.Diff(want, inv.Projects); diff != "" {
		t.Errorf("projects (-want +got):\n%s", diff)
	}

	root := config.Projects{{Path: ".", Name: "all"}, {Path: "a"}}
	inv = inventory.Inventory{Manifests: []inventory.Manifest{{Path: "go.mod"}, {Path: "b/go.mod"}, {Path: "a/go.mod"}}}
	root.Assign(&inv)
	if diff := cmp.Diff([]inventory.Project{{Name: "all", Path: "."}, {Name: "a", Path: "a"}}, inv.Projects); diff != "" {
		t.Errorf("projects with one at the root (-want +got):\n%s", diff)
	}
}
