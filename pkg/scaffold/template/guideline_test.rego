package {TEST_PACKAGE}

import data.{PACKAGE} as this

test_found if {
	component := {"name": "example", "version": "0.9.0"}
	messages := {finding.message | some finding in this.warn} with input as {"components": [component]}
	messages == {"example 0.9.0 is not a stable release"}
}

test_fine if {
	component := {"name": "example", "version": "1.0.0"}
	count(this.warn) == 0 with input as {"components": [component]}
}
