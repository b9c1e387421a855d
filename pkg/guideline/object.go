package guideline

import (
	"cmp"
	"iter"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// object reads a mapping key by key. The keys that it is asked for are those that it knows: done reports all others.
// What is absent, "" or of a wrong type (which is reported) reads as the zero value.
type object struct {
	*document
	at       *yaml.Node   // what to point at if a key is missing: the mapping's own key
	pairs    []*yaml.Node // keys and values in turn
	asked    []string
	defaults *object // where the keys of shared stand if they do not stand here; nil: nowhere
	readable bool    // false: no mapping stands here, and nothing can be missing in it
}

// shared are the keys of a judgement that defaults may give.
var shared = []string{"reason", "owner", "decision", "review_by"}

// meaning says what to write for a key that is missing.
var meaning = map[string]string{
	"applies_to":    "which components it is about, as in {kinds: [image]}, or repository",
	"category":      "what sort of technology it is, as in datastore",
	"contact":       "where the owner is asked, as in \"#data-platform\"",
	"custom":        "owner, decision, review_by and applies_to below it",
	"date":          "the day of the decision, YYYY-MM-DD",
	"decision":      "the decision that it rests on, as in D-0007",
	"default":       "the technologies to use, as in [postgresql]",
	"description":   "why, in a sentence",
	"id":            "the word that guidelines use, as in data-platform",
	"identified_by": "the purls that recognise it, as in [pkg:npm/mongoose]",
	"level":         "note, warning or error",
	"name":          "the name that people know",
	"others":        "the level of everything else: note, warning or error",
	"owner":         "the id of one of settings.owners",
	"purl":          "the pattern, as in pkg:docker/mongo",
	"reason":        "why, in a sentence",
	"repositories":  "repositories: {acme/billing: {tier: critical}}",
	"review_by":     "the day by which it is reviewed, YYYY-MM-DD",
	"settings":      "settings: {name: acme/technology}",
	"status":        "approved, trial, hold or disallowed",
	"title":         "the rule in one short sentence",
}

// object reads the mapping n; at is the key it stands under, or n itself.
func (d *document) object(at, n *yaml.Node) *object {
	o := &object{document: d, at: at}
	if at == nil {
		o.at = &yaml.Node{Line: 1, Column: 1}
	}
	switch {
	case n == nil || n.Kind == yaml.AliasNode: // absent, or reported
	case n.Kind == yaml.MappingNode:
		o.pairs, o.readable = n.Content, true
	default:
		d.problem(n, "keys must stand here: write KEY: VALUE, a line each")
	}
	return o
}

// rootObject reads a file that is one mapping.
func (d *document) rootObject() *object {
	if d.root == nil && !d.failed {
		d.report(Place{d.path, 1, 1}, "the file is empty: write its keys, or remove it")
	}
	return d.object(d.root, d.root)
}

// all gives the keys and values of a mapping whose keys are names.
func (o *object) all() iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(key, value *yaml.Node) bool) {
		for i := 0; i+1 < len(o.pairs); i += 2 {
			if !yield(o.pairs[i], o.pairs[i+1]) {
				return
			}
		}
	}
}

// find gives the key's node and its value, nil if it is absent.
func (o *object) find(name string) (key, value *yaml.Node) {
	if !slices.Contains(o.asked, name) {
		o.asked = append(o.asked, name)
	}
	for key, value := range o.all() {
		if key.Value == name {
			return key, value
		}
	}
	if o.defaults != nil && slices.Contains(shared, name) {
		return o.defaults.find(name)
	}
	return nil, nil
}

func (o *object) has(name string) bool {
	key, _ := o.find(name)
	return key != nil
}

// keyPlace is where a key stands; of one that is absent, where the object does.
func (o *object) keyPlace(name string) Place {
	if key, _ := o.find(name); key != nil {
		return o.place(key)
	}
	return o.place(o.at)
}

// required reports the keys that are missing or empty.
func (o *object) required(names ...string) {
	for _, name := range names {
		key, value := o.find(name)
		switch {
		case key == nil && o.readable:
			o.problem(o.at, "%s is missing: write %s", name, meaning[name])
		case key != nil && isEmpty(value):
			o.problem(key, "%s is empty: write %s", name, meaning[name])
		}
	}
}

func isEmpty(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Tag != "!!null" && strings.TrimSpace(n.Value) == "" ||
		n.Kind == yaml.SequenceNode && len(n.Content) == 0
}

// done reports the keys that nothing asked for.
func (o *object) done() { o.doneBut("a key that is known here", "") }

// doneBut is done, with what a key is and the next step if no known one is near.
func (o *object) doneBut(what, hint string) {
	v := vocabulary{what: what, names: slices.Sorted(slices.Values(o.asked)), hint: hint}
	for key := range o.all() {
		if !v.has(key.Value) {
			o.problem(key, "%q is not %s%s", key.Value, v.what, v.instead(key.Value))
		}
	}
}

// scalar gives a key's value if it is a word, a number or a date, with or without quotes.
func (o *object) scalar(name string) *yaml.Node {
	key, n := o.find(name)
	switch {
	case n == nil || n.Kind == yaml.AliasNode:
		return nil
	case n.Kind != yaml.ScalarNode:
		o.problem(n, "%s must be a text: write %s: TEXT", name, name)
		return nil
	case n.Tag == "!!null":
		o.problem(key, "%s has no value: write %s", name, cmp.Or(meaning[name], "one, or remove the key"))
		return nil
	case isEmpty(n):
		return nil
	}
	return n
}

// text gives a key's value as it is written: 1.20 stays 1.20.
func (o *object) text(name string) string {
	if n := o.scalar(name); n != nil {
		return strings.TrimSpace(n.Value)
	}
	return ""
}

// name gives a key's value that must be in the vocabulary.
func (o *object) name(key string, v *vocabulary) string {
	if n := o.scalar(key); n != nil {
		return o.refer(n, v)
	}
	return ""
}

// choice is name with a default.
func (o *object) choice(key string, v *vocabulary, otherwise string) string {
	if name := o.name(key, v); name != "" {
		return name
	}
	return otherwise
}

func (o *object) date(key string) Date {
	n := o.scalar(key)
	if n == nil {
		return ""
	}
	day := Date(n.Value)
	if !day.Valid() {
		o.problem(n, "%q is not a day: write YYYY-MM-DD", n.Value)
		return ""
	}
	return day
}

func (o *object) boolean(key string) bool {
	n := o.scalar(key)
	if n != nil && n.Value != "true" && n.Value != "false" {
		o.problem(n, "%q is not true or false: write one of them", n.Value)
	}
	return n != nil && n.Value == "true"
}

func (o *object) number(key string, otherwise int) int {
	n := o.scalar(key)
	if n == nil {
		return otherwise
	}
	number, err := strconv.Atoi(n.Value)
	if err != nil || number < 0 {
		o.problem(n, "%q is not a number: write 0 or more", n.Value)
		return otherwise
	}
	return number
}

// child reads a key that is a mapping.
func (o *object) child(name string) *object {
	key, value := o.find(name)
	return o.object(key, value)
}

// items gives the nodes of a list.
func (o *object) items(name string) []*yaml.Node {
	_, n := o.find(name)
	switch {
	case n == nil || n.Kind == yaml.AliasNode:
		return nil
	case n.Kind == yaml.SequenceNode:
		return n.Content
	}
	o.problem(n, "%s must be a list: write %s: [ONE, ANOTHER]", name, name)
	return nil
}

// scalars gives the nodes of a list of different words.
func (o *object) scalars(name string) []*yaml.Node {
	var all []*yaml.Node
	for _, n := range o.items(name) {
		switch {
		case n.Kind == yaml.AliasNode: // reported
		case n.Kind != yaml.ScalarNode || n.Tag == "!!null" || n.Value == "":
			o.problem(n, "each entry of %s must be a word: write %s: [ONE, ANOTHER]", name, name)
		case slices.ContainsFunc(all, func(w *yaml.Node) bool { return w.Value == n.Value }):
			o.problem(n, "%s stands twice in %s: keep one", n.Value, name)
		default:
			all = append(all, n)
		}
	}
	return all
}

// texts gives a list of words; valid reports, at its node, what is wrong with one, and leaves it out. nil: nothing is.
func (o *object) texts(name string, valid func(*yaml.Node) bool) []string {
	var texts []string
	for _, n := range o.scalars(name) {
		if valid == nil || valid(n) {
			texts = append(texts, n.Value)
		}
	}
	return texts
}

// names gives a list of words that must be in the vocabulary.
func (o *object) names(name string, v *vocabulary) []string {
	return o.texts(name, func(n *yaml.Node) bool { return o.refer(n, v) != "" })
}

// links gives a mapping of names to addresses, sorted by name.
func (o *object) links(name string) []Link {
	var links []Link
	for key, value := range o.child(name).all() {
		if value.Kind == yaml.AliasNode {
			continue
		}
		address, err := url.Parse(value.Value)
		if err != nil || address.Host == "" || address.Scheme != "https" && address.Scheme != "http" {
			o.problem(value, "%q is not an address: write https://…", value.Value)
			continue
		}
		links = append(links, Link{key.Value, value.Value})
	}
	slices.SortFunc(links, func(a, b Link) int { return strings.Compare(a.Name, b.Name) })
	return links
}
