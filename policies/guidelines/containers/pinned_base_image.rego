# METADATA
# title: Base images are pinned by digest
# description: A tag can be moved to another image; a digest cannot.
# custom:
#   owner: dna
#   decision: D-0003
#   review_by: 2027-11-30
#   applies_to: {types: [docker], kinds: [image], scopes: [runtime, build]}
package guidelines.containers.pinned_base_image

inform contains {"component": component, "message": message} if {
	some component in input.components
	component.purl != "" # a name that stays unresolved may bring its tag and digest
	component.attributes.digest == ""
	message := sprintf("%s is not pinned by digest", [component.name])
}
