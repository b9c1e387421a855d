# METADATA
# title: Images of others are pinned by digest
# description: >-
#   A tag can be moved to another image; a digest cannot. Docker's official images and the registries of vendors that
#   lists/containers.yaml names are left out: they move their tags to bring security fixes.
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
	not told(component)
	not trusted(component)
	message := sprintf("%s is not pinned by digest", [component.name])
}

trusted(component) if component.attributes.registry in data.lists.vendor_registries

# An official image has no organisation: pkg:docker/golang@1.26.
trusted(component) if {
	component.attributes.registry in {"", "docker.io"}
	regex.match(`^pkg:docker/[^/]+$`, component.purl)
}

# no_latest_tag tells this already, unless there is no version that the image could have.
told(component) if {
	component.attributes.tag in {"", "latest"}
	every prefix in data.lists.images_without_versions {
		not startswith(component.name, prefix)
	}
}
