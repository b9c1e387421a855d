package guideline

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/dna-group/techcheck/pkg/finding"
)

// The values of settings that are said nowhere else.
var (
	repositoryExcludes = oneOf("allow", "forbid")
	unreadables        = oneOf("changed", "all")
	overdues           = oneOf("enforce", "warn")
	trusts             = oneOf("base", "register", "signature")
)

func defaultSettings() Settings {
	return Settings{
		Enforce: EnforceAll, Indirect: string(finding.Ignore), RepositoryExclude: "allow", Unreadable: "changed",
		Review:     Review{GraceDays: 90, Overdue: "enforce"},
		Exceptions: ExceptionSettings{Trust: "base", MaxDays: 365, NoticeDays: 30},
	}
}

func (r *reader) readSettings(f file) {
	root := r.parse(f.path, f.text).rootObject()
	root.required("settings")
	o := root.child("settings")
	root.done()
	defer o.done()
	o.required("name")
	r.broken = r.broken || !o.readable // nobody knows the owners

	s := &r.policy.Settings
	s.Owners = readOwners(o) // first: rules name them
	s.Name = o.text("name")
	s.Enforce = Enforce(o.choice("enforce", enforces, string(s.Enforce)))
	s.Categories = readCategoryRules(o)
	s.Unlisted = readUnlistedRules(o)
	s.Indirect = o.choice("indirect", levels, s.Indirect)
	s.Attributes = readAttributes(o)
	s.Mirrors = readMirrors(o)
	s.Exclude = o.texts("exclude", o.glob)
	s.RepositoryExclude = o.choice("repository_exclude", repositoryExcludes, s.RepositoryExclude)
	s.Unreadable = o.choice("unreadable", unreadables, s.Unreadable)
	s.Review = readReview(o.child("review"), s.Review)
	s.ReviewAt = o.text("review_at")
	s.Exceptions = readExceptionSettings(o.child("exceptions"), s.Exceptions, s.Owners)
}

func readOwners(settings *object) []Owner {
	var owners []Owner
	known := settings.known.owners
	for _, n := range settings.items("owners") {
		o := settings.object(n, n)
		o.required("id", "name", "contact")
		owner := Owner{ID: o.text("id"), Name: o.text("name"), Contact: o.text("contact")}
		o.done()
		if known.has(owner.ID) {
			o.problem(o.scalar("id"), "the owner %s stands twice: keep one", owner.ID)
			continue
		}
		if owner.ID != "" {
			known.names = append(known.names, owner.ID)
			owners = append(owners, owner)
		}
	}
	return owners
}

func readAttributes(settings *object) []Attribute {
	var attributes []Attribute
	o := settings.child("attributes")
	for key, values := range o.all() {
		if isEmpty(values) {
			o.problem(key, "%s has no values: write some, as in [critical, normal]", key.Value)
		}
		attributes = append(attributes, Attribute{Name: key.Value, Values: o.texts(key.Value, nil)})
	}
	slices.SortFunc(attributes, func(a, b Attribute) int { return strings.Compare(a.Name, b.Name) })
	return attributes
}

// glob tells whether a scalar is a pattern of paths, and reports why not.
func (d *document) glob(n *yaml.Node) bool {
	if err := CheckGlob(n.Value); err != nil {
		d.problem(n, "%v", err)
		return false
	}
	return true
}

func readReview(o *object, otherwise Review) Review {
	defer o.done()
	return Review{
		GraceDays: o.number("grace_days", otherwise.GraceDays),
		Overdue:   o.choice("overdue", overdues, otherwise.Overdue),
	}
}

func readExceptionSettings(o *object, otherwise ExceptionSettings, owners []Owner) ExceptionSettings {
	defer o.done()
	settings := ExceptionSettings{
		Trust:      o.choice("trust", trusts, otherwise.Trust),
		Register:   o.text("register"),
		MaxDays:    o.number("max_days", otherwise.MaxDays),
		NoticeDays: o.number("notice_days", otherwise.NoticeDays),
		GraceDays:  o.number("grace_days", otherwise.GraceDays),
		Codeowners: o.boolean("codeowners"),
	}
	for _, owner := range owners {
		if settings.Codeowners && settings.Trust == "base" && (!strings.Contains(owner.Contact, "@") || strings.ContainsAny(owner.Contact, " \t")) {
			o.problem(o.scalar("codeowners"), "the contact of the owner %s is %q, which no CODEOWNERS can name: write a team or an address, as in @acme/data-platform", owner.ID, owner.Contact)
		}
	}
	return settings
}
