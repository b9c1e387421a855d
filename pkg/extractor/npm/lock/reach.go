package lock

import (
	"slices"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// Need is a package that another one needs, by its key in the lock file.
type Need struct {
	Key      string
	Optional bool
}

// Root is a package that a manifest asks for, by its key in the lock file.
type Root struct {
	Key   string
	Scope inventory.Scope
}

// scopes are those that a lock file tells, the most used first.
var scopes = []inventory.Scope{inventory.Runtime, inventory.Optional, inventory.Peer, inventory.Development, inventory.Build}

func rank(s inventory.Scope) int { return slices.Index(scopes, s) }

// Reach gives packages the scope of what needs them, the most used one where there are several: what a tool of development
// needs is development. The roots are direct. What nothing needs keeps its scope.
func Reach(packages map[string]*Package, roots []Root) {
	queues := make([][]string, len(scopes))
	for _, root := range roots {
		if p := packages[root.Key]; p != nil {
			p.Direct = true
			queues[rank(root.Scope)] = append(queues[rank(root.Scope)], root.Key)
		}
	}
	reached := make(map[*Package]bool, len(packages))
	for level, scope := range scopes {
		for len(queues[level]) > 0 {
			last := len(queues[level]) - 1
			p := packages[queues[level][last]]
			queues[level] = queues[level][:last]
			if p == nil || reached[p] {
				continue
			}
			reached[p], p.Scope = true, scope
			for _, need := range p.Needs {
				next := level
				if need.Optional {
					next = max(level, rank(inventory.Optional))
				}
				queues[next] = append(queues[next], need.Key)
			}
		}
	}
}
