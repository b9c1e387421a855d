package scan

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/dna-group/techcheck/pkg/finding"
	"github.com/dna-group/techcheck/pkg/inventory"
)

// LeftOut is by which id a scan itself warns of manifests that a change brings where nothing looks.
const LeftOut = "techcheck/left-out"

// warnOfLeftOut warns of the manifests that are new since the base and that are left out, as in a folder of test data: once for each
// such folder.
func (r *Result) warnOfLeftOut(config Config) {
	if config.Tree == nil || config.Baseline == nil {
		return
	}
	var folders []string
	added := map[string][]string{} // manifests, by the folder that is left out
	why := map[string]string{}
	for _, u := range config.Tree.Unlisted {
		if !config.Baseline.Added(u.Path) {
			continue
		}
		folder := config.Tree.LeftOutWith(u.Path)
		if folder == "" {
			continue
		}
		if added[folder] == nil {
			folders = append(folders, folder)
		}
		added[folder], why[folder] = append(added[folder], u.Path), u.Reason
	}
	for _, folder := range folders {
		first := added[folder][0]
		sum := sha256.Sum256([]byte(LeftOut + "\x00" + first))
		f := finding.Finding{
			ID: hex.EncodeToString(sum[:8]), Guideline: LeftOut, Level: finding.Warning, Said: finding.Warning, Introduced: true,
			Message:  fmt.Sprintf("a manifest in which nothing looks: %s", why[folder]),
			Location: inventory.Location{Path: first},
		}
		if n := len(added[folder]); n > 1 {
			f.Message = fmt.Sprintf("%d manifests in %s, in which nothing looks: %s", n, folder, why[folder])
		}
		if folder != first {
			f.Notes = []string{"a scan that names the folder looks there; what the repository itself uses belongs elsewhere"}
		}
		r.Findings = append(r.Findings, f)
	}
	slices.SortStableFunc(r.Findings, finding.Compare)
}
