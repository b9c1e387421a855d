package guideline

import "github.com/dna-group/techcheck/pkg/inventory"

// Facts are what the guidelines of a policy judge.
type Facts struct {
	AsOf       Date   // today, anywhere on Earth
	Repository string // its name; "" if unknown
	Base       string // the commit that was compared with; "" without one
	Inventory  *inventory.Inventory
}
