package naming

import (
	"slices"
	"testing"

	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/policies"
)

func names(pairs ...[2]string) *Names {
	var all []guideline.Technology
	for _, pair := range pairs {
		all = append(all, guideline.Technology{ID: pair[0], Name: pair[1]})
	}
	return New(all)
}

func TestFind(t *testing.T) {
	n := names([][2]string{
		{"postgresql", "PostgreSQL"}, {"mongodb", "MongoDB"}, {"node", "Node.js"}, {"kubernetes", "Kubernetes client libraries"},
		{"kafka", "Apache Kafka"}, {"redis", "Redis"}, {"redux", "Redux"}, {"react", "React"}, {"angular", "Angular"},
		{"angularjs", "AngularJS"}, {"go", "Go"}, {"dotnet", ".NET"}, {"sql-server", "Microsoft SQL Server"}, {"dynamodb", "Amazon DynamoDB"},
		{"faker", "faker.js"}, {"faker-js", "Faker"}, {"java", "Java"}, {"python3", "Python 3"}, {"log4js", "log4js"}, {"junit5", "JUnit"},
	}...)
	tests := []struct {
		name, id string
		guessed  bool
	}{
		{"PostgreSQL", "postgresql", false},
		{" postgresql ", "postgresql", false},
		{"Postgres", "postgresql", true},
		{"PostgresSQL", "postgresql", true},
		{"Mongo DB", "mongodb", false},
		{"Mongo", "mongodb", true},
		{"NodeJS", "node", false},
		{"node", "node", false},
		{"K8s", "kubernetes", true},
		{"Kubernetes", "kubernetes", false},
		{"Kafka", "kafka", false},
		{"Reddis", "redis", true},
		{"ReactJS", "react", true},
		{"Angular.js", "angularjs", false},
		{"Golang", "go", true},
		{"dot net", "dotnet", false},
		{".Net", "dotnet", false},
		{"C#", "dotnet", true},
		{"MS SQL Server", "sql-server", true},
		{"AWS DynamoDB", "dynamodb", true},
		{"faker.js", "faker", false},
		{"Java 8", "", false},
		{"Java8", "", false},
		{"Python 2", "", false},
		{"Log4J", "", false},
		{"NUnit", "", false},
		{"Rédis", "redis", false},
		{"", "", false},
	}
	for _, test := range tests {
		if got := n.Find(test.name); got.ID != test.id || got.Guessed != test.guessed {
			t.Errorf("%q means %+v, want %q, guessed: %t", test.name, got, test.id, test.guessed)
		}
	}
}

func TestAmbiguous(t *testing.T) {
	n := names([2]string{"faker", "faker.js"}, [2]string{"faker-js", "Faker"}, [2]string{"badger", "Badger"}, [2]string{"bedger", "Bedger"})
	for name, want := range map[string][]string{"faker": {"faker", "faker-js"}, "bodger": {"badger", "bedger"}} {
		if got := n.Find(name); got.ID != "" || !slices.Equal(got.Near, want) {
			t.Errorf("%q means %+v, want one of %v", name, got, want)
		}
	}
}

// TestOtherNames holds each other name to a technology that techcheck ships.
func TestOtherNames(t *testing.T) {
	shipped := New(policies.Starter().Technologies)
	for name, id := range otherNames {
		if got := shipped.Find(name); fold(got.ID) != id {
			t.Errorf("%s means %+v, not %s", name, got, id)
		}
	}
}

func TestSlug(t *testing.T) {
	for text, want := range map[string]string{
		"Data Platform": "data-platform", " Jörg Müller ": "jorg-muller", "ada@example.com": "ada-example-com", "データ": "", "--C++--": "c",
	} {
		if got := Slug(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
