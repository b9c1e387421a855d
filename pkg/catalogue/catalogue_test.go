package catalogue_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/catalogue"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

func technology(id string, patterns ...guideline.Evidence) guideline.Technology {
	return guideline.Technology{ID: id, IdentifiedBy: patterns}
}

func pattern(text string) guideline.Evidence { return guideline.Evidence{Purl: text} }

var technologies = []guideline.Technology{
	technology("mongodb", pattern("pkg:golang/go.mongodb.org/mongo-driver/**"), pattern("pkg:npm/mongoose"), pattern("pkg:docker/mongo")),
	technology("debian", pattern("pkg:docker/debian"),
		guideline.Evidence{Purl: "pkg:docker/**@*bookworm*", Version: "12"}),
	technology("alpine", pattern("pkg:docker/alpine"), pattern("pkg:docker/**@*alpine*")),
	technology("go", pattern("pkg:generic/go"), pattern("pkg:docker/golang")),
	technology("angular", pattern("pkg:npm/@angular/*")),
	technology("everything-at-quay", pattern("pkg:docker/**?repository_url=quay.io")),
}

func image(name, tag string) inventory.Component {
	return inventory.Component{PURL: purl.Image(name, tag), Name: name, Version: tag}
}

func module(path, version string) inventory.Component {
	return inventory.Component{PURL: purl.New(purl.Golang, path, version), Name: path, Version: version}
}

func TestRecognise(t *testing.T) {
	c := catalogue.New(technologies, []guideline.Mirror{{From: "mirror.example.com/hub", To: "docker.io"}})
	tests := []struct {
		component inventory.Component
		want      []catalogue.Match
	}{
		{module("go.mongodb.org/mongo-driver/v2", "v2.1.0"), []catalogue.Match{{Technology: "mongodb", Version: "v2.1.0"}}},
		{module("go.mongodb.org/mongo-drivers", "v2.1.0"), nil},
		{image("mongo", "7"), []catalogue.Match{{Technology: "mongodb", Version: "7"}}},
		{image("mirror.example.com/hub/library/mongo", "7"), []catalogue.Match{{Technology: "mongodb", Version: "7"}}},
		{image("mirror.example.com/other/mongo", "7"), nil},
		{image("quay.io/team/app", "1"), []catalogue.Match{{Technology: "everything-at-quay", Version: "1"}}},
		{image("golang", "1.22-bookworm"), []catalogue.Match{{Technology: "debian", Version: "12"}, {Technology: "go", Version: "1.22-bookworm"}}},
		{image("golang", "1.22-alpine"), []catalogue.Match{{Technology: "alpine"}, {Technology: "go", Version: "1.22-alpine"}}},
		{image("debian", "bookworm-slim"), []catalogue.Match{{Technology: "debian", Version: "12"}}},
		{image("debian", ""), []catalogue.Match{{Technology: "debian"}}},
		{
			inventory.Component{PURL: purl.New(purl.NPM, "@angular/core", ""), Requirement: "^17"},
			[]catalogue.Match{{Technology: "angular", Requirement: "^17"}},
		},
		{inventory.Component{Name: "$BASE"}, nil},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, c.Recognise(&test.component)); diff != "" {
			t.Errorf("%s@%s (-want +got):\n%s", test.component.Name, test.component.Version, diff)
		}
	}
}

// TestUntagged takes an image without a tag for the latest one, unless something else says which one it is.
func TestUntagged(t *testing.T) {
	c := catalogue.New(technologies, nil)
	bare, pinned, open := image("mongo", ""), image("mongo", ""), image("mongo", "")
	pinned.Attributes.Digest = "sha256:7f1c"
	open.Resolution = inventory.Unresolved
	bare.Type, pinned.Type, open.Type = "docker", "docker", "docker"
	for _, test := range []struct {
		is   string
		of   inventory.Component
		want string
	}{{"untagged", bare, "latest"}, {"pinned", pinned, ""}, {"unresolved", open, ""}} {
		if exact, _ := c.VersionAs(&test.of, "mongodb"); exact != test.want {
			t.Errorf("%s: the version is %q, want %q", test.is, exact, test.want)
		}
	}
}
