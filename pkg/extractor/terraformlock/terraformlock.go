// Package terraformlock reads .terraform.lock.hcl, in which Terraform and OpenTofu write the exact version of each provider
// that the module beside it and the modules that this one calls use.
// Source: developer.hashicorp.com/terraform/language/files/dependency-lock.
package terraformlock

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/hcl"
)

// Extractor reads .terraform.lock.hcl files. Which providers are direct stands in the modules.
var Extractor = &extractor.Extractor{
	Name:      "terraformlock",
	Doc:       "Terraform and OpenTofu providers, resolved",
	Ecosystem: "Terraform",
	Files:     []string{".terraform.lock.hcl"},
	Kinds:     []inventory.Kind{inventory.Provider},
	Indirect:  true,
	Match:     extractor.Base(".terraform.lock.hcl"),
	Extract:   extract,
}

func extract(f *extractor.File) {
	root, errs := hcl.Parse(f.Data)
	for providers := range root.Blocks("provider") {
		for address, entry := range providers.Each() {
			readProvider(f, address, entry)
		}
	}
	for _, err := range errs {
		at := inventory.Span{Start: err.Offset, End: err.Offset}
		f.Fail(at, "this is not read: %v; write the file anew with terraform init or tofu init", err)
	}
}

func readProvider(f *extractor.File, address hcl.Key, entry *hcl.Node) {
	parts := strings.Split(address.Text, "/")
	c := inventory.Component{
		Type: purl.Terraform, Name: address.Text, NameSpan: address.Span,
		Kind: inventory.Provider, Scope: inventory.Runtime, Resolution: inventory.Lockfile,
	}
	if version := entry.Get("version"); version.Text() != "" {
		c.Version = version.Text()
		c.VersionSpan = inventory.Span{Start: version.Parts[0].Span.Start, End: version.Parts[len(version.Parts)-1].Span.End}
	}
	if len(parts) == 3 {
		c.PURL = purl.TerraformRegistry(parts[0], parts[1]+"/"+parts[2], c.Version, "")
		c.Attributes.Registry = parts[0]
	}
	if c.PURL == "" {
		f.Problem(address.Span, "%q is no provider, which is written as HOST/NAMESPACE/NAME; write the file anew with terraform init or tofu init", address.Text)
		return
	}
	f.Add(c)
}
