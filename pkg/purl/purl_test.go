package purl_test

import (
	"strings"
	"testing"

	"github.com/distribution/reference"
	"github.com/package-url/packageurl-go"

	"github.com/dna-group/techcheck/pkg/purl"
)

func TestBuild(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{purl.New(purl.Golang, "github.com/Masterminds/semver/v3", "v3.2.1"), "pkg:golang/github.com/masterminds/semver/v3@v3.2.1"},
		{purl.New(purl.Golang, "gopkg.in/yaml.v3", "v2.0.0+incompatible"), "pkg:golang/gopkg.in/yaml.v3@v2.0.0%2Bincompatible"},
		{purl.New(purl.CocoaPods, "GoogleUtilities/NSData+zlib", "7.5.2"), "pkg:cocoapods/GoogleUtilities@7.5.2#NSData%2Bzlib"},
		{purl.New(purl.Hex, "Acme/Foo", ""), "pkg:hex/acme/foo"},
		{purl.New(purl.Pub, "Flutter-Bloc", "9.0.0"), "pkg:pub/flutter_bloc@9.0.0"},
		{purl.New(purl.Swift, "github.com/Alamofire/Alamofire", "5.4.3"), "pkg:swift/github.com/alamofire/alamofire@5.4.3"},
		{purl.New(purl.NPM, "@angular/core", "1.2.3"), "pkg:npm/%40angular/core@1.2.3"},
		{purl.New(purl.PyPI, "Zope.Inter_face", "5.0"), "pkg:pypi/zope-inter-face@5.0"},
		{purl.New(purl.NuGet, "Newtonsoft.Json", "13.0.3"), "pkg:nuget/newtonsoft.json@13.0.3"},
		{purl.New(purl.Maven, "org.slf4j/slf4j-api", "2.0.1"), "pkg:maven/org.slf4j/slf4j-api@2.0.1"},
		{purl.New(purl.Generic, "go", ""), "pkg:generic/go"},
		{purl.TerraformRegistry("", "hashicorp/aws", "5.1.0", ""), "pkg:terraform/hashicorp/aws@5.1.0"},
		{purl.TerraformRegistry("registry.opentofu.org", "Azure/aks/azurerm", "", "modules/x"), "pkg:terraform/azure/aks/azurerm#modules/x"},
		{purl.TerraformRegistry("app.terraform.io", "acme/vpc/aws", "1.0.0", ""), "pkg:terraform/acme/vpc/aws@1.0.0?repository_url=app.terraform.io"},
		{purl.Chart("https://charts.example.com/stable/", "app", "1.0"), "pkg:helm/app@1.0?repository_url=charts.example.com%2Fstable"},
		{purl.Chart("", "oci://registry.example.com/charts/app", ""), "pkg:helm/app?repository_url=registry.example.com%2Fcharts"},
		{purl.Chart("", "app", ""), "pkg:helm/app"},
		{purl.Image("mongo", "7"), "pkg:docker/mongo@7"},
		{purl.Image("library/mongo", ""), "pkg:docker/mongo"},
		{purl.Image("docker.io/library/mongo", ""), "pkg:docker/mongo"},
		{purl.Image("index.docker.io/bitnami/mongodb", ""), "pkg:docker/bitnami/mongodb"},
		{purl.Image("registry.hub.docker.com/library/mongo", "7"), "pkg:docker/mongo@7"},
		{purl.Image("localhost:5000/team/app", "1.0"), "pkg:docker/team/app@1.0?repository_url=localhost:5000"},
		{purl.Image("quay.io/app", ""), "pkg:docker/app?repository_url=quay.io"},
	} {
		if test.got != test.want {
			t.Errorf("got %s, want %s", test.got, test.want)
		}
		parsed, err := packageurl.FromString(test.got)
		if err != nil || parsed.ToString() != test.got {
			t.Errorf("%s does not survive a round trip: %s, %v", test.got, parsed.ToString(), err)
		}
	}
}

func TestRepository(t *testing.T) {
	for _, test := range []struct{ host, name, ref, path, typ, want string }{
		{"", "Acme/x", "v1", "deploy/base", purl.GitHub, "pkg:github/acme/x@v1#deploy/base"},
		{"gitlab.example.com", "group/sub/x", "", "", purl.GitHub, "pkg:github/group/sub/x?repository_url=gitlab.example.com"},
		{"Bitbucket.org", "Atlassian/pipe", "1.1.0", "", purl.Bitbucket, "pkg:bitbucket/atlassian/pipe@1.1.0"},
	} {
		typ, got := purl.Repository(test.host, test.name, test.ref, test.path)
		parsed, err := packageurl.FromString(got)
		if typ != test.typ || got != test.want || err != nil || parsed.ToString() != got {
			t.Errorf("%s at %q: %s %s, want %s %s (%v)", test.name, test.host, typ, got, test.typ, test.want, err)
		}
	}
}

func TestSplitImageAgreesWithTheReferenceGrammar(t *testing.T) {
	for _, name := range []string{
		"mongo", "library/mongo", "docker.io/mongo", "docker.io/library/mongo", "index.docker.io/a/b", "a/b/c", "localhost/a",
		"localhost:5000/a/b", "registry.example.com/a", "registry:5000/a", "10.0.0.1/a", "[::1]:5000/a", "my-registry/a", "gcr.io/a/b/c",
	} {
		named, err := reference.ParseNormalizedNamed(name)
		if err != nil {
			t.Fatal(err)
		}
		path := reference.Path(named)
		if reference.Domain(named) == purl.DockerHub {
			path = strings.TrimPrefix(path, "library/")
		}
		if registry, got := purl.SplitImage(name); registry != reference.Domain(named) || got != path {
			t.Errorf("%s: %s and %s, want %s and %s", name, registry, got, reference.Domain(named), path)
		}
	}
}

func TestPatternMatch(t *testing.T) {
	tests := []struct {
		pattern, purl, version string
		want                   bool
	}{
		{"pkg:golang/go.mongodb.org/mongo-driver/**", "pkg:golang/go.mongodb.org/mongo-driver@v1.2.3", "v1.2.3", true},
		{"pkg:golang/go.mongodb.org/mongo-driver/**", "pkg:golang/go.mongodb.org/mongo-driver/v2@v2.0.0", "v2.0.0", true},
		{"pkg:golang/go.mongodb.org/mongo-driver/**", "pkg:golang/go.mongodb.org/mongo-driver2", "", false},
		{"pkg:golang/github.com/Masterminds/semver/**", "pkg:golang/github.com/masterminds/semver/v3", "", true},
		{"pkg:golang/github.com/*/semver", "pkg:golang/github.com/masterminds/semver", "", true},
		{"pkg:golang/github.com/*", "pkg:golang/github.com/masterminds/semver", "", false},
		{"pkg:npm/@angular/*", "pkg:npm/%40angular/core", "", true},
		{"pkg:npm/%40angular/core", "pkg:npm/%40angular/core@1.0.0", "1.0.0", true},
		{"pkg:npm/pg", "pkg:npm/pg-pool", "", false},
		{"pkg:docker/library/mongo", "pkg:docker/mongo@7", "7", true},
		{"pkg:docker/mongo", "pkg:docker/mongo@7?repository_url=quay.io", "7", false},
		{"pkg:docker/mongo?repository_url=quay.io", "pkg:docker/mongo@7?repository_url=quay.io", "7", true},
		{"pkg:docker/**?repository_url=*.example.com", "pkg:docker/a/b?repository_url=eu.example.com", "", true},
		{"pkg:docker/**@*bookworm*", "pkg:docker/library/golang@1.22-bookworm", "1.22-bookworm", true},
		{"pkg:docker/**@*bookworm*", "pkg:docker/golang@1.22-alpine", "1.22-alpine", false},
		{"pkg:pypi/zope.*", "pkg:pypi/zope-interface", "", true},
		{"pkg:swift/github.com/Alamofire/Alamofire", "pkg:swift/github.com/alamofire/alamofire@5.4.3", "5.4.3", true},
		{"pkg:cocoapods/Firebase", "pkg:cocoapods/Firebase@8.0.0#Auth", "8.0.0", true},
		{"pkg:cocoapods/Firebase", "pkg:cocoapods/FirebaseAuth@8.0.0", "8.0.0", false},
		{"pkg:hex/Acme/Name", "pkg:hex/acme/name@1.0.0", "1.0.0", true},
		{"pkg:pub/Flutter-Bloc", "pkg:pub/flutter_bloc@9.0.0", "9.0.0", true},
		{"pkg:nuget/Newtonsoft.*", "pkg:nuget/newtonsoft.json", "", true},
		{"pkg:terraform/Azure/*/azurerm", "pkg:terraform/azure/aks/azurerm#modules/x", "", true},
		{"pkg:terraform/hashicorp/aws/**", "pkg:terraform/hashicorp/aws/aws_docdb_cluster", "", true},
		{"pkg:npm/mongoose", "pkg:pypi/mongoose", "", false},
		{"pkg:npm/**", "", "", false},
	}
	for _, test := range tests {
		p, err := purl.ParsePattern(test.pattern)
		if err != nil {
			t.Errorf("%s: %v", test.pattern, err)
			continue
		}
		if got := p.Match(purl.KeyOf(test.purl, test.version)); got != test.want {
			t.Errorf("%s matches %s: %v, want %v", test.pattern, test.purl, got, test.want)
		}
	}
}

func TestPatternErrors(t *testing.T) {
	for pattern, want := range map[string]string{
		"npm/mongoose":                 "starts with pkg:",
		"pkg:nmp/mongoose":             "not a purl type",
		"pkg:npm/":                     "empty",
		"pkg:npm/a//b":                 "empty",
		"pkg:npm/[ab]":                 "no meaning",
		"pkg:npm/{a,b}":                "no meaning",
		"pkg:golang/a/b**":             "whole segment",
		"pkg:docker/a@":                "after the @",
		"pkg:cocoapods/Firebase/Auth":  "write pkg:cocoapods/Firebase",
		"pkg:swift/alamofire":          "write pkg:swift/github.com/OWNER/alamofire",
		"pkg:docker/a?tag=1":           "repository_url",
		"pkg:docker/a?":                "repository_url",
		"pkg:docker/a?repository_url=": "repository_url",
	} {
		if _, err := purl.ParsePattern(pattern); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", pattern, err, want)
		}
	}
}

func TestMirror(t *testing.T) {
	tests := []struct{ image, from, to, want string }{
		{"artifactory.example.com/docker-remote/library/mongo", "artifactory.example.com/docker-remote", "docker.io", "mongo"},
		{"artifactory.example.com/docker-remote/mongo", "artifactory.example.com/docker-remote", "docker.io", "mongo"},
		{"artifactory.example.com/docker-remote/mongo", "artifactory.example.com", "quay.io", "quay.io/docker-remote/mongo"},
		{"artifactory.example.com/docker-remote2/mongo", "artifactory.example.com/docker-remote", "docker.io", "artifactory.example.com/docker-remote2/mongo"},
		{"mongo", "docker.io", "quay.io", "mongo"},
	}
	for _, test := range tests {
		key := purl.KeyOf(purl.Image(test.image, "7"), "7").Mirror(test.from, test.to)
		if want := purl.KeyOf(purl.Image(test.want, "7"), "7"); key != want {
			t.Errorf("%s through %s=%s: %+v, want %+v", test.image, test.from, test.to, key, want)
		}
	}
}

// TestMirrorOfEachType holds that what a mirror serves becomes what its type's default registry serves, for each type whose
// purls say where from. Charts have no default.
func TestMirrorOfEachType(t *testing.T) {
	for _, test := range []struct{ mirrored, from, to, want string }{
		{purl.Image("mirror.example.com/hub/mongo", ""), "mirror.example.com/hub", "docker.io", purl.Image("mongo", "")},
		{purl.Action("github.example.com", "acme/x", "v1", ""), "github.example.com", "github.com", purl.Action("", "acme/x", "v1", "")},
		{
			purl.TerraformRegistry("tf.example.com", "hashicorp/aws/aws_instance", "", ""), "tf.example.com", "registry.terraform.io",
			purl.TerraformRegistry("", "hashicorp/aws/aws_instance", "", ""),
		},
		{
			purl.TerraformRegistry("tf.example.com", "mirror/hashicorp/aws", "", ""), "tf.example.com/mirror", "registry.opentofu.org",
			purl.TerraformRegistry("", "hashicorp/aws", "", ""),
		},
		{
			purl.Chart("https://mirror.example.com/bitnami", "redis", ""), "mirror.example.com/bitnami", "charts.example.com/stable",
			purl.Chart("https://charts.example.com/stable", "redis", ""),
		},
	} {
		if got, want := purl.KeyOf(test.mirrored, "").Mirror(test.from, test.to), purl.KeyOf(test.want, ""); got != want {
			t.Errorf("%s through %s=%s: %+v, want %+v", test.mirrored, test.from, test.to, got, want)
		}
	}
}
