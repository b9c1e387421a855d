# METADATA
# title: Test libraries are development dependencies
# description: What stands in dependencies is installed in production and with every package that uses this one.
# custom:
#   owner: dna
#   decision: D-0008
#   review_by: 2027-11-30
#   applies_to: {categories: [testing], types: [npm], scopes: [runtime]}
package guidelines.node.no_test_library_at_runtime

warn contains {"component": component, "message": message} if {
	some component in input.components
	message := sprintf("%s is for tests; move it to devDependencies", [component.name])
}
