package composerjson

import (
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
)

// platformPackage matches what the machine provides instead of a repository, as Composer's PlatformRepository does. The
// first group is PHP itself, of which php-64bit and its like are builds; the others are kinds of what is beside it.
var platformPackage = lazyregexp.New(
	`^(?i:(php)(?:-64bit|-ipv6|-zts|-debug)?|(hhvm)|(ext|lib)-[a-z0-9](?:[_.-]?[a-z0-9]+)*|(composer)(?:-(?:plugin|runtime)-api)?)$`)

// identify tells what a name stands for: its type, its kind, and its name in a purl. PHP's extensions and the C libraries
// are platforms, as they come with the machine.
func identify(name string) (typ string, kind inventory.Kind, id string) {
	m := platformPackage.FindStringSubmatch(name)
	switch {
	case m == nil:
		return purl.Composer, inventory.Library, name
	case m[1] != "":
		return purl.Generic, inventory.Language, "php"
	case m[2] != "":
		return purl.Generic, inventory.Language, "hhvm"
	case m[3] != "":
		return purl.Generic, inventory.Platform, name
	default:
		return purl.Generic, inventory.Tool, "composer"
	}
}
