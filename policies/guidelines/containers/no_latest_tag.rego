# METADATA
# title: Images have a tag other than latest
# description: latest, which no tag means too, is another image tomorrow, so that a build cannot be repeated.
# custom:
#   owner: dna
#   decision: D-0003
#   review_by: 2027-11-30
#   applies_to: {types: [docker], kinds: [image]}
package guidelines.containers.no_latest_tag

warn contains {"component": component, "message": message} if {
	some component in input.components
	component.purl != "" # a name that stays unresolved may bring its tag and digest
	component.attributes.digest == ""
	component.attributes.tag in {"", "latest"}
	not without_versions(component)
	message := sprintf("%s is used as latest; name a version", [component.name])
}

# The images of some publishers have no tags with versions: pinned_base_image asks for their digest.
without_versions(component) if {
	some prefix in data.lists.images_without_versions
	startswith(component.name, prefix)
}
