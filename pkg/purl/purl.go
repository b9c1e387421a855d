// Package purl builds package URLs as the purl specification normalises them (github.com/package-url/purl-spec), and
// matches them with patterns. What the specification leaves open, techcheck's conventions settle here.
package purl

import (
	"strings"

	"github.com/package-url/packageurl-go"
)

// The purl types that extractors write.
const (
	Bitbucket = "bitbucket"
	Cargo     = "cargo"
	CocoaPods = "cocoapods" // with the parts of pods as subpaths: Firebase#Auth
	Composer  = "composer"
	Conda     = "conda"
	Docker    = "docker"
	Gem       = "gem"
	Generic   = "generic" // languages and tools: pkg:generic/go
	GitHub    = "github"
	Golang    = "golang"
	Hex       = "hex"   // of an organization: acme/name
	Helm      = "helm"  // charts: see Chart
	JSR       = "jsr"   // proposed for the specification (package-url/purl-spec, issue 457): @std/path
	Maven     = "maven" // groups as namespaces: pkg:maven/org.slf4j/slf4j-api
	NPM       = "npm"
	NuGet     = "nuget"
	Pub       = "pub"
	PyPI      = "pypi"
	Swift     = "swift"     // by the addresses of their repositories: see RepositoryName
	Terraform = "terraform" // providers, modules, types of resources: see TerraformRegistry
)

// New builds a purl of a name that may have a namespace before its last slash: github.com/a/b, @scope/name. A part of a pod is a
// subpath: Firebase/Auth. version "" leaves it out.
func New(typ, name, version string) string {
	switch typ {
	case Hex, NuGet, Pub, PyPI, Swift:
		name = normalise(typ, name)
	case CocoaPods:
		pod, part, _ := strings.Cut(name, "/")
		return build(typ, "", pod, version, "", part)
	}
	namespace, name := splitName(name)
	return build(typ, namespace, name, version, "", "")
}

// From gives the purl of the same package from a registry, as a manifest names it; "" is the public one. A word that only a
// configuration elsewhere gives a meaning proves no other registry: who could write it could take any package from under its
// guideline.
func From(purl, registry string) string {
	if !strings.ContainsAny(registry, ".:/") {
		registry = ""
	}
	if registry == "" && !strings.Contains(purl, "?") {
		return purl
	}
	return change(purl, func(p *packageurl.PackageURL) { p.Qualifiers = qualifiers(p.Type, registry) })
}

// At gives the purl of the same package, from the same registry, in a version.
func At(purl, version string) string {
	return change(purl, func(p *packageurl.PackageURL) { p.Version = version })
}

// change gives a purl that is changed; "" of one that is none.
func change(purl string, how func(*packageurl.PackageURL)) string {
	p, err := packageurl.FromString(purl)
	if err != nil {
		return ""
	}
	how(&p)
	return p.ToString()
}

// Action builds the purl of an action, a reusable workflow or a module in a repository: the repository (owner/repo; other hosts
// may have it in more folders), the ref, and the path in the repository, perhaps "". host is "" for github.com.
func Action(host, repository, ref, path string) string {
	owner, name := splitName(repository)
	return build(GitHub, owner, name, ref, host, path)
}

// Repository builds the purl of what a repository on any host holds, and its type: Bitbucket's own, else that of an action.
func Repository(host, repository, ref, path string) (typ, purl string) {
	if !strings.EqualFold(host, "bitbucket.org") {
		return GitHub, Action(host, repository, ref, path)
	}
	owner, name := splitName(repository)
	return Bitbucket, build(Bitbucket, owner, name, ref, "", path)
}

// TerraformRegistry builds the purl of what a Terraform registry or another host serves: a provider (hashicorp/aws), a module
// (terraform-aws-modules/vpc/aws) and the path in it, perhaps "", a type of resource below its provider
// (hashicorp/aws/aws_instance), a backend (backend/s3). host is "" for the public registry. Names have no case.
func TerraformRegistry(host, name, version, path string) string {
	namespace, name := splitName(strings.ToLower(name))
	return build(Terraform, namespace, name, version, host, path)
}

// Chart builds the purl of a Helm chart. The repository is the one that is written, perhaps "". A chart may be a URL itself:
// oci://registry.example.com/charts/app is in the repository before its last slash.
func Chart(repository, name, version string) string {
	if slash := strings.LastIndexByte(name, '/'); slash >= 0 {
		repository, name = name[:slash], name[slash+1:]
	}
	return build(Helm, "", name, version, repository, "")
}

// DockerHub is the registry that an image without one comes from.
const DockerHub = "docker.io"

// Image builds the purl of an image: its repository name as written, without tag and digest, and its tag. Docker Hub is
// the default and is not said; another registry stands in the qualifier repository_url. mongo, library/mongo and
// docker.io/library/mongo are all pkg:docker/mongo.
func Image(name, tag string) string {
	registry, path := SplitImage(name)
	namespace, path := splitName(path)
	return build(Docker, namespace, path, tag, registry, "")
}

// SplitImage splits a repository name into its registry (docker.io if none is written) and its path in there, without
// the "library/" of Docker Hub's official images. The grammar is that of github.com/distribution/reference, which a test
// compares with; the library itself costs every start more than a millisecond.
func SplitImage(name string) (registry, path string) {
	registry, path, found := strings.Cut(name, "/")
	if !found || !isRegistry(registry) {
		registry, path = DockerHub, name
	}
	if Registry(Docker, registry) == "" {
		registry = DockerHub
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

func build(typ, namespace, name, version, registry, path string) string {
	p := packageurl.NewPackageURL(typ, namespace, name, version, qualifiers(typ, registry), path)
	if err := p.Normalize(); err != nil {
		return ""
	}
	return p.ToString()
}

func qualifiers(typ, registry string) packageurl.Qualifiers {
	if registry = Registry(typ, registry); registry == "" {
		return nil
	}
	return packageurl.Qualifiers{{Key: "repository_url", Value: registry}}
}
