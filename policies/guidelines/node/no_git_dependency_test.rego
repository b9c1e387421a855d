package guidelines.node.no_git_dependency_test

import data.guidelines.node.no_git_dependency
import data.lib.testing

from(source) := testing.component({"attributes": {"source": source}})

test_elsewhere[source] if {
	some source in [
		"git+https://github.com/expressjs/express.git#v5",
		"git@github.com:expressjs/express.git",
		"github:expressjs/express",
		"bitbucket:acme/shop",
		"expressjs/express#v5",
		"https://example.com/express-5.0.0.tgz",
	]
	findings := no_git_dependency.deny with input as {"components": [from(source)]}
	findings == {{
		"component": from(source),
		"message": sprintf("example comes from %s, not from a registry", [source]),
	}}
}

test_registry_or_local[source] if {
	some source in ["", "workspace:*", "file:../shared", "../shared", "./shared", "link:shared", "jsr:1"]
	count(no_git_dependency.deny) == 0 with input as {"components": [from(source)]}
}
