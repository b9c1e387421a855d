# METADATA
# title: Actions come from a release
# description: A branch such as main changes with each commit, so that a workflow may run other code tomorrow.
# custom:
#   owner: dna
#   decision: D-0005
#   review_by: 2027-11-30
#   applies_to: {types: [github], kinds: [action]}
package guidelines.ci.action_from_release

warn contains {"component": component, "message": message} if {
	some component in input.components
	component.version in data.lists.branches
	message := sprintf("%s is used from the branch %s; name a release", [component.name, component.version])
}
