package guidelines.go.no_fork_replace_test

import data.guidelines.go.no_fork_replace
import data.lib.testing

test_fork if {
	fork := testing.component({"type": "golang", "name": "github.com/acme/yaml", "attributes": {"source": "replace"}})
	findings := no_fork_replace.deny with input as {"components": [fork]}
	findings == {{
		"component": fork,
		"message": "github.com/acme/yaml takes another module's place by a replace directive",
	}}
}

test_what_is_replaced_is_not_the_fork if {
	original := testing.component({"type": "golang", "attributes": {"replaced_by": "github.com/acme/yaml@v1.0.0"}})
	count(no_fork_replace.deny) == 0 with input as {"components": [original]}
}
