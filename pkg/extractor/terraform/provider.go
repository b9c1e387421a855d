package terraform

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/hcl"
)

// address is a provider's: [HOST/]NAMESPACE/NAME, or NAME alone for one of HashiCorp's.
type address struct{ host, name string }

var providerAddress = lazyregexp.New(`^(?:(?:([0-9A-Za-z][0-9A-Za-z.:-]*)/)?([0-9A-Za-z_-]+)/)?([0-9A-Za-z_-]+)$`)

// addressOf reads the address of a provider; false if it is none.
func addressOf(source string) (address, bool) {
	m := providerAddress.FindStringSubmatch(source)
	switch {
	case m == nil:
		return address{}, false
	case m[2] == "":
		return address{name: "hashicorp/" + m[3]}, true
	}
	return address{m[1], m[2] + "/" + m[3]}, true
}

// implied is the address of a provider of which only the module's name for it is known.
func implied(local string) address { return address{name: "hashicorp/" + local} }

func (a address) String() string {
	if a.host == "" {
		return a.name
	}
	return a.host + "/" + a.name
}

// purl is that of the provider, or of a type of its resources.
func (a address) purl(version, resource string) string {
	name := a.name
	if resource != "" {
		name += "/" + resource
	}
	return purl.TerraformRegistry(a.host, name, version, "")
}

// requiredProvider reads an entry of required_providers: an object, or of old the version alone.
func (r *reader) requiredProvider(local hcl.Key, entry *hcl.Node) {
	source, version := r.text(entry.Get("source")), r.text(entry.Get("version"))
	if entry.Is(hcl.String) {
		version = r.text(entry)
	}
	if source == nil && !hclName.MatchString(local.Text) {
		r.file.Problem(local.Span, "%q is no name of a provider; correct or remove this entry", local.Text)
		return
	}
	r.facts.required[local.Text] = r.add(func(known lookup) inventory.Component {
		c := inventory.Component{
			Type: purl.Terraform, Kind: inventory.Provider, Scope: inventory.Runtime, Direct: true,
			Name: implied(local.Text).String(), NameSpan: local.Span, Resolution: inventory.Default,
		}
		from, valid := implied(local.Text), true
		if source != nil {
			name := trim(source.evaluate(known))
			c.Name, c.NameSpan, c.Resolution = name.String(), name.Use(), imageref.Resolution(name)
			from, valid = addressOf(c.Name)
		}
		setVersion(&c, version.evaluate(known))
		if valid {
			c.Attributes.Registry = from.host
			c.PURL = from.purl(c.Version, "")
		}
		return c
	}, source, version)
}

// hclName is a name that HCL lets stand without quotes.
var hclName = lazyregexp.New(`^[\pL_][\pL\pN_-]*$`)

// provider reads a provider block. Where required_providers does not name the provider, it is HashiCorp's.
func (r *reader) provider(local hcl.Key, body *hcl.Node) {
	if !hclName.MatchString(local.Text) {
		r.file.Problem(local.Span, "%q is no name of a provider; correct or remove this block", local.Text)
		return
	}
	version := r.text(body.Get("version"))
	index := r.add(func(known lookup) inventory.Component {
		c := inventory.Component{
			Type: purl.Terraform, Kind: inventory.Provider, Scope: inventory.Runtime, Direct: true,
			Name: implied(local.Text).String(), NameSpan: local.Span, Resolution: inventory.Default,
		}
		setVersion(&c, version.evaluate(known))
		c.PURL = implied(local.Text).purl(c.Version, "")
		return c
	}, version)
	r.facts.providers = append(r.facts.providers, use{component: index, provider: local.Text})
}

// resource reads what stands below the type of a resource or a data source: the names, and the bodies below them.
func (r *reader) resource(typ hcl.Key, named *hcl.Node) {
	if !hclName.MatchString(typ.Text) {
		r.file.Problem(typ.Span, "%q is no type of a resource; correct or remove this block", typ.Text)
		return
	}
	provider, _, _ := strings.Cut(typ.Text, "_")
	if !named.Body {
		for _, body := range named.Each() {
			if chosen, _, _ := strings.Cut(body.Get("provider").Reference()+body.Get("provider").Text(), "."); chosen != "" {
				provider = chosen // aws.west
			}
		}
	}
	if typ.Text == "terraform_data" || typ.Text == "terraform_remote_state" {
		provider = "terraform"
	}
	r.facts.resources = append(r.facts.resources, use{len(r.file.Components()), provider, typ.Text})
	r.file.Add(inventory.Component{
		PURL: providerOf(provider).purl("", typ.Text), Type: purl.Terraform, Name: typ.Text,
		Kind: inventory.Resource, Scope: inventory.Runtime, Direct: true, Resolution: r.written(typ.Span, typ.Text), NameSpan: typ.Span,
	})
	r.inside(typ.Text, named)
}

// providerOf is the provider of a name that required_providers does not have.
func providerOf(local string) address {
	if local == "terraform" {
		return address{"terraform.io", "builtin/terraform"} // part of the tool
	}
	return implied(local)
}
