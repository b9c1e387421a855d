# METADATA
# title: One test runner for each ecosystem
# description: >-
#   With two test runners each test is written in one of two ways, run by one of two commands, and counted twice or not at
#   all. lists/testing.yaml says which ones do the same job.
# custom:
#   owner: dna
#   decision: D-0004
#   review_by: 2027-11-30
#   applies_to: repository
package guidelines.testing.one_test_runner

inform contains {"technology": runner, "message": message} if {
	some ecosystem, candidates in data.lists.test_runners
	runners := {technology.id | some technology in input.technologies; technology.id in candidates}
	count(runners) > 1
	some runner in runners
	message := sprintf("%s is one of several test runners for %s here: %s", [runner, ecosystem, concat(", ", sort(runners))])
}
