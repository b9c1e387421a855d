package extractor

import (
	"cmp"
	"maps"
	"slices"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/purl"
)

// NameRegistries lets the purls of a lock file's packages say which registry each comes from. The one that most come from is the
// public one or stands in for it, as a company's proxy does: its packages are the public ones.
func (f *File) NameRegistries() {
	count := map[string]int{"": 0}
	for i := range f.components {
		c := &f.components[i]
		c.Attributes.Registry = purl.WithoutAccount(c.Attributes.Registry)
		if purl.Registry(c.Type, c.Attributes.Registry) == "" {
			c.Attributes.Registry = ""
		}
		if c.Kind == inventory.Library && c.Attributes.Source == "" {
			count[c.Attributes.Registry]++
		}
	}
	f.NameRegistriesBeside(slices.MinFunc(slices.Collect(maps.Keys(count)), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	}))
}

// NameRegistriesBeside is NameRegistries where a manifest says what stands in for the public registry, or that nothing does.
func (f *File) NameRegistriesBeside(proxy string) {
	for i := range f.components {
		c := &f.components[i]
		switch {
		case c.Attributes.Registry == "":
		case purl.Registry(c.Type, c.Attributes.Registry) == purl.Registry(c.Type, proxy):
			c.PURL = purl.From(c.PURL, "")
		default:
			c.PURL = purl.From(c.PURL, c.Attributes.Registry)
		}
	}
}

// TakeRegistry gives a manifest's component the registry that its lock has for it. A manifest that names one itself knows
// better than a lock whether that stands in for the public one, but may know it by a tool's name for it only.
func TakeRegistry(c, locked *inventory.Component) {
	named := purl.KeyOf(locked.PURL, "").Repository
	said, known := c.Attributes.Registry, locked.Attributes.Registry
	same := purl.Registry(c.Type, said) == purl.Registry(c.Type, known)
	if same || said != "" && named == "" || c.Attributes.Source != "" {
		return
	}
	c.Attributes.Registry, c.PURL = known, purl.From(c.PURL, named)
}
