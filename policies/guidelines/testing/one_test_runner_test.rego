package guidelines.testing.one_test_runner_test

import data.guidelines.testing.one_test_runner
import data.lib.testing

used(ids) := {"technologies": [testing.technology(id, "testing", ["package.json"]) | some id in ids]}

listed := {"JavaScript": ["jest", "vitest"], "Python": ["pytest"]}

test_two_of_one_ecosystem if {
	findings := one_test_runner.inform with input as used(["jest", "vitest"])
		with data.lists.test_runners as listed
	findings == {
		{"technology": "jest", "message": "jest is one of several test runners for JavaScript here: jest, vitest"},
		{"technology": "vitest", "message": "vitest is one of several test runners for JavaScript here: jest, vitest"},
	}
}

test_one_of_each_ecosystem if {
	count(one_test_runner.inform) == 0 with input as used(["jest", "pytest", "testify"])
		with data.lists.test_runners as listed
}
