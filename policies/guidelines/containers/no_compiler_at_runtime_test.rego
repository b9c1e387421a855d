package guidelines.containers.no_compiler_at_runtime_test

import data.guidelines.containers.no_compiler_at_runtime
import data.lib.testing

test_every_matched_image if {
	golang := testing.image("golang", "1.26", "")
	findings := no_compiler_at_runtime.inform with input as {"components": [golang]}
	findings == {{
		"component": golang,
		"message": "golang is an image to build with; copy the result into a smaller one",
	}}
}

test_none if {
	count(no_compiler_at_runtime.inform) == 0 with input as {"components": []}
}
