package report

import (
	"io"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// InventoryJSON is for programs, and enough to be judged later without the repository: schema techcheck/inventory/v1.
var InventoryJSON = &InventoryFormat{
	Name:  "json",
	Doc:   "for programs: every component (schema techcheck/inventory/v1)",
	Write: writeInventoryJSON,
}

type wireInventory struct {
	Schema      string          `json:"schema"`
	Tool        Tool            `json:"tool"`
	Repository  string          `json:"repository"`
	Revision    string          `json:"revision"`
	CommittedAt string          `json:"committed_at"` // not known yet
	Projects    []wireProject   `json:"projects"`
	Components  []wireComponent `json:"components"`
	Manifests   []wireManifest  `json:"manifests"`
	Exceptions  []struct{}      `json:"exceptions"` // none yet
	Problems    []wireProblem   `json:"problems"`
	Omitted     []wireOmitted   `json:"omitted"`
	Unread      []wireUnread    `json:"unread"`
}

type wireProject struct {
	Name string `json:"name"`
	Path string `json:"path"`
}

func toProject(p *inventory.Project) wireProject { return wireProject(*p) }

type wireManifest struct {
	Path       string `json:"path"`
	Extractor  string `json:"extractor"`
	Parsed     bool   `json:"parsed"`
	Components int    `json:"components"`
}

func toManifest(m *inventory.Manifest) wireManifest { return wireManifest(*m) }

func writeInventoryJSON(w io.Writer, inv Inventory, o Options) error {
	return writeJSON(w, wireInventory{
		Schema:     inventorySchema,
		Tool:       o.Tool,
		Repository: inv.Repository,
		Revision:   inv.Revision,
		Projects:   list(inv.Projects, toProject),
		Components: list(inv.Components, toComponent),
		Manifests:  list(inv.Manifests, toManifest),
		Exceptions: []struct{}{},
		Problems:   list(inv.Problems, toProblem),
		Omitted:    list(inv.Omitted, toOmitted),
		Unread:     list(inv.Unread, toUnread),
	})
}
