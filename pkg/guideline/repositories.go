package guideline

import "go.yaml.in/yaml/v3"

// readRepositories reads the attributes of repositories, which settings declare.
func (r *reader) readRepositories(f file) {
	root := r.parse(f.path, f.text).rootObject()
	root.required("repositories")
	repositories := root.child("repositories")
	root.done()
	for key, value := range repositories.all() {
		if !root.repository(key) {
			continue
		}
		o := root.object(key, value)
		repository := Repository{Name: key.Value}
		for _, attribute := range r.policy.Settings.Attributes {
			values := &vocabulary{what: "a value of " + attribute.Name, names: attribute.Values}
			if value := o.name(attribute.Name, values); value != "" {
				repository.Attributes = append(repository.Attributes, AttributeValue{attribute.Name, value})
			}
		}
		o.doneBut("an attribute of repositories", "declare it in settings.attributes")
		r.policy.Repositories = append(r.policy.Repositories, repository)
	}
}

// repository tells whether a scalar is the name of a repository, and reports what is not.
func (d *document) repository(n *yaml.Node) bool {
	if n.Kind == yaml.ScalarNode && isPath(n.Value) {
		return true
	}
	d.problem(n, "%q is not the name of a repository: write OWNER/NAME, as in acme/billing", n.Value)
	return false
}
