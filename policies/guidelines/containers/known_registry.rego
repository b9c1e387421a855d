# METADATA
# title: Images come from known registries
# description: >-
#   Whoever runs a registry can change what it serves. lists/containers.yaml names the registries that are trusted.
# custom:
#   owner: dna
#   decision: D-0003
#   review_by: 2027-11-30
#   applies_to: {types: [docker], kinds: [image]}
package guidelines.containers.known_registry

inform contains {"component": component, "message": message} if {
	some component in input.components
	not component.attributes.registry in data.lists.image_registries
	message := sprintf("%s comes from %s, a registry that is not listed", [component.name, component.attributes.registry])
}
