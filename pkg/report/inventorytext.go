package report

import (
	"fmt"
	"io"
	"strings"
)

// InventoryText is for people.
var InventoryText = &InventoryFormat{
	Name:  "text",
	Doc:   "for people: technologies and other components in direct use, with versions and places",
	Write: writeInventoryText,
}

func writeInventoryText(w io.Writer, inv Inventory, o Options) error {
	p := newPrinter(w, o)
	p.line("%v", joined(" · ",
		labelled("policy", inv.Policy.Settings.Name, shortRevision(inv.Policy.Revision)),
		labelled("repository", inv.Repository, shortRevision(inv.Revision))))
	p.line("")
	all := gather(inv)
	p.usesTable([]string{"CATEGORY", "TECHNOLOGY"}, sorted(all.technologies))
	p.usesTable([]string{"TYPE", "COMPONENT"}, sorted(all.others))
	p.inventorySummary(inv, all)
	return p.Flush()
}

// labelled writes a label before what there is to say, if anything.
func labelled(label string, parts ...string) string {
	if text := joined(" ", parts...); text != "" {
		return label + " " + text
	}
	return ""
}

func (p *printer) usesTable(head []string, list []*uses) {
	if len(list) == 0 {
		return
	}
	rows := [][]string{append(head, "VERSIONS", "USES", "WHERE")}
	for _, u := range list {
		rows = append(rows, []string{u.class, u.name, first(3, u.versions), fmt.Sprint(u.count), first(2, u.places)})
	}
	p.table(rows)
	p.line("")
}

// first joins the first entries of a list and counts the rest.
func first(n int, list []string) string {
	switch {
	case len(list) == 0:
		return "-"
	case len(list) <= n:
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s +%d more", strings.Join(list[:n], ", "), len(list)-n)
}

// inventorySummary ends an inventory: how much there is, and what the tables leave out.
func (p *printer) inventorySummary(inv Inventory, all census) {
	parsed := 0
	for _, m := range inv.Manifests {
		if m.Parsed {
			parsed++
		}
	}
	switch {
	case len(inv.Manifests)+len(inv.Unread) == 0:
		p.line("No manifest was found: nothing was read")
	case len(inv.Manifests) == 0:
		p.line("No manifest was read")
	default:
		p.line("%v in %v", count(len(inv.Components), "component"), count(parsed, "manifest"))
	}
	p.list("Not shown, but in json:",
		some(all.indirect, "indirect component", ""),
		some(all.managed, "managed version", ""))
	p.list("Not read:",
		leftOut(inv.Omitted),
		some(len(inv.Manifests)-parsed, "manifest", " that could not be read"))
	p.list("", unread(inv.Unread))
}
