package guidelines.node.no_test_library_at_runtime_test

import data.guidelines.node.no_test_library_at_runtime
import data.lib.testing

test_every_matched_library if {
	jest := testing.component({"name": "jest", "technologies": ["jest"]})
	findings := no_test_library_at_runtime.warn with input as {"components": [jest]}
	findings == {{"component": jest, "message": "jest is for tests; move it to devDependencies"}}
}

test_none if {
	count(no_test_library_at_runtime.warn) == 0 with input as {"components": []}
}
