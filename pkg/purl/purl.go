// Package purl builds package URLs as the purl specification normalises them (github.com/package-url/purl-spec), and
// matches them with patterns. What the specification leaves open, techcheck's conventions settle here.
package purl

import (
	"slices"
	"strings"

	"github.com/package-url/packageurl-go"
)

// The purl types that extractors write.
const (
	Cargo     = "cargo"
	Composer  = "composer"
	Conda     = "conda"
	Docker    = "docker"
	Gem       = "gem"
	Generic   = "generic" // languages and tools: pkg:generic/go
	GitHub    = "github"
	Golang    = "golang"
	Helm      = "helm"  // charts: see Chart
	Maven     = "maven" // groups as namespaces: pkg:maven/org.slf4j/slf4j-api
	NPM       = "npm"
	NuGet     = "nuget"
	PyPI      = "pypi"
	Terraform = "terraform" // providers, modules, types of resources: see TerraformRegistry
)

// Types lists every purl type that a pattern may name: those of the specification that techcheck reads or will read,
// and its own conventions (generic for languages and tools, terraform, helm).
var Types = []string{
	"cargo", "composer", "conda", "docker", "gem", "generic", "github", "golang", "helm", "maven", "npm", "nuget", "pypi", "terraform",
}

// New builds a purl of a name that may have a namespace before its last slash: github.com/a/b, @scope/name.
// version "" leaves it out.
func New(typ, name, version string) string {
	namespace, name := splitName(name)
	if typ == PyPI || typ == NuGet {
		name = normalise(typ, name)
	}
	return build(typ, namespace, name, version, nil)
}

// Action builds the purl of an action, a reusable workflow or a module in a repository: the repository (owner/repo), the ref,
// and the path in the repository, perhaps "". host is "" for github.com.
func Action(host, repository, ref, path string) string {
	owner, name, _ := strings.Cut(repository, "/")
	var qualifiers packageurl.Qualifiers
	if host != "" {
		qualifiers = packageurl.Qualifiers{{Key: "repository_url", Value: host}}
	}
	p := packageurl.NewPackageURL(GitHub, owner, name, ref, qualifiers, path)
	if err := p.Normalize(); err != nil {
		return ""
	}
	return p.ToString()
}

// defaultHosts are those that each type is served by where none is written; they are not said. Types that are not here have
// none, or purls that never say where from.
var defaultHosts = map[string][]string{
	Docker:    {DockerHub},
	GitHub:    {"github.com"},
	Terraform: {"registry.terraform.io", "registry.opentofu.org"}, // which serve the same
}

// TerraformRegistry builds the purl of what a Terraform registry or another host serves: a provider (hashicorp/aws), a module
// (terraform-aws-modules/vpc/aws) and the path in it, perhaps "", a type of resource below its provider
// (hashicorp/aws/aws_instance), a backend (backend/s3). host is "" for the public registry. Names have no case.
func TerraformRegistry(host, name, version, path string) string {
	namespace, name := splitName(strings.ToLower(name))
	var qualifiers packageurl.Qualifiers
	if host = strings.ToLower(host); host != "" && !slices.Contains(defaultHosts[Terraform], host) {
		qualifiers = packageurl.Qualifiers{{Key: "repository_url", Value: host}}
	}
	p := packageurl.NewPackageURL(Terraform, namespace, name, version, qualifiers, path)
	if err := p.Normalize(); err != nil {
		return ""
	}
	return p.ToString()
}

// Chart builds the purl of a Helm chart. The repository is the one that is written, perhaps "": a URL, of which the scheme is
// left out. A chart may be a URL itself: oci://registry.example.com/charts/app is in the repository before its last slash.
func Chart(repository, name, version string) string {
	if slash := strings.LastIndexByte(name, '/'); slash >= 0 {
		repository, name = name[:slash], name[slash+1:]
	}
	if _, address, found := strings.Cut(repository, "://"); found {
		repository = address
	}
	var qualifiers packageurl.Qualifiers
	if repository = strings.TrimSuffix(repository, "/"); repository != "" {
		qualifiers = packageurl.Qualifiers{{Key: "repository_url", Value: repository}}
	}
	return build(Helm, "", name, version, qualifiers)
}

// DockerHub is the registry that an image without one comes from.
const DockerHub = "docker.io"

// Image builds the purl of an image: its repository name as written, without tag and digest, and its tag. Docker Hub is
// the default and is not said; another registry stands in the qualifier repository_url. mongo, library/mongo and
// docker.io/library/mongo are all pkg:docker/mongo.
func Image(name, tag string) string {
	registry, path := SplitImage(name)
	namespace, path := splitName(path)
	var qualifiers packageurl.Qualifiers
	if registry != DockerHub {
		qualifiers = packageurl.Qualifiers{{Key: "repository_url", Value: registry}}
	}
	return build(Docker, namespace, path, tag, qualifiers)
}

// SplitImage splits a repository name into its registry (docker.io if none is written) and its path in there, without
// the "library/" of Docker Hub's official images. The grammar is that of github.com/distribution/reference, which a test
// compares with; the library itself costs every start more than a millisecond.
func SplitImage(name string) (registry, path string) {
	registry, path, found := strings.Cut(name, "/")
	if !found || !isRegistry(registry) {
		registry, path = DockerHub, name
	}
	if registry == "index.docker.io" {
		registry = DockerHub
	}
	if registry == DockerHub {
		path = strings.TrimPrefix(path, "library/")
	}
	return registry, path
}

// isRegistry tells a host from the first folder of a name: it has a dot, a port or an upper-case letter, or is localhost.
func isRegistry(part string) bool {
	return strings.ContainsAny(part, ".:") || part == "localhost" || strings.ToLower(part) != part
}

// splitName cuts a name at its last slash.
func splitName(name string) (namespace, last string) {
	slash := strings.LastIndexByte(name, '/')
	return name[:max(0, slash)], name[slash+1:]
}

func build(typ, namespace, name, version string, qualifiers packageurl.Qualifiers) string {
	p := packageurl.NewPackageURL(typ, namespace, name, version, qualifiers, "")
	if err := p.Normalize(); err != nil {
		return ""
	}
	return p.ToString()
}
