package packagejson

import (
	"regexp"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/json"
)

// readOverrides reads npm's overrides, which nest, and Yarn's resolutions and pnpm's overrides, which do not. target
// finds the package that a key overrides; "." is the parent's own version.
func readOverrides(f *extractor.File, overrides *json.Node, parent text, target func(text) text) {
	for key, value := range overrides.Each() {
		name := target(whole(key))
		if key.Text == "." && parent.len() > 0 {
			name = parent
		}
		switch {
		case value.Is(json.Object):
			readOverrides(f, value, name, target)
		case value.Text == "-": // pnpm: the package is left out
		default:
			addPackage(f, inventory.Managed, name, whole(value))
		}
	}
}

// npmTarget: name or name@range.
func npmTarget(key text) text {
	name, _ := key.cut()
	return name
}

// pnpmArrow is the > of parent>child, which is not the one of a range (@>1, >=2).
var pnpmArrow = regexp.MustCompile(`[^ |@]>`)

// pnpmTarget: parent>child, both perhaps with a range.
func pnpmTarget(key text) text {
	if m := pnpmArrow.FindStringIndex(key.String()); m != nil {
		key = key.slice(m[1], key.len())
	}
	return npmTarget(key)
}

// yarnTarget: **/name, parent/child, @scope/parent/**/@scope/child, name@npm:range. The last name counts.
func yarnTarget(key text) text {
	s := key.String()
	start := strings.LastIndexByte(s, '/') + 1
	if start > 0 {
		scope := strings.LastIndexByte(s[:start-1], '/') + 1
		if s[scope] == '@' && !strings.Contains(s[scope+1:start], "@") {
			start = scope
		}
	}
	return npmTarget(key.slice(start, key.len()))
}
