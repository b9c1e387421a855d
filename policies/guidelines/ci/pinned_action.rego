# METADATA
# title: Actions of others are pinned by commit
# description: >-
#   A tag can be moved to other code, which then runs with the workflow's secrets; a commit cannot. Actions of GitHub
#   itself are left out.
# custom:
#   owner: dna
#   decision: D-0003
#   review_by: 2027-11-30
#   applies_to: {types: [github], kinds: [action]}
#   links: {reference: "https://docs.github.com/actions/reference/security/secure-use"}
package guidelines.ci.pinned_action

inform contains {"component": component, "message": message} if {
	some component in input.components
	component.purl != "" # a name that stays unresolved
	component.attributes.digest == ""
	not component.version in data.lists.branches # which action_from_release tells
	not lower(split(component.name, "/")[0]) in {"actions", "github"}
	message := sprintf("%s is not pinned by commit", [component.name])
}
