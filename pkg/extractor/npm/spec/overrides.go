package spec

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/lazyregexp"
)

// Target finds the package that a key of npm's overrides names: name or name@range.
func Target(key Text) Text {
	name, _ := Cut(key)
	return name
}

// pnpmArrow is the > of parent>child, which is not the one of a range (@>1, >=2).
var pnpmArrow = lazyregexp.New(`[^ |@]>`)

// PnpmTarget finds the package that a key of pnpm's overrides names: parent>child, both perhaps with a range.
func PnpmTarget(key Text) Text {
	if m := pnpmArrow.FindStringIndex(key.String()); m != nil {
		key = key.Slice(m[1], key.Len())
	}
	return Target(key)
}

// YarnTarget finds the package that a key of Yarn's resolutions names: **/name, parent/child,
// @scope/parent/**/@scope/child, name@npm:range. The last name counts.
func YarnTarget(key Text) Text {
	s := key.String()
	start := strings.LastIndexByte(s, '/') + 1
	if start > 0 {
		scope := strings.LastIndexByte(s[:start-1], '/') + 1
		if s[scope] == '@' && !strings.Contains(s[scope+1:start], "@") {
			start = scope
		}
	}
	return Target(key.Slice(start, key.Len()))
}
