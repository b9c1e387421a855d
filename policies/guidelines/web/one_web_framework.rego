# METADATA
# title: One web framework for each ecosystem
# description: >-
#   Two web frameworks that do the same job are twice to learn, to secure and to update. Those of different ecosystems
#   (go.mod, package.json) do not compete.
# custom:
#   owner: dna
#   decision: D-0004
#   review_by: 2027-11-30
#   applies_to: repository
package guidelines.web.one_web_framework

warn contains {"technology": framework, "message": message} if {
	some manifest_name, frameworks in frameworks_by_manifest
	count(frameworks) > 1
	some framework in frameworks
	message := sprintf("%s is one of several web frameworks in the %s files here: %s", [
		framework,
		manifest_name,
		concat(", ", sort(frameworks)),
	])
}

# The name of a manifest tells the ecosystem: {"go.mod": {"echo", "gin"}}.
frameworks_by_manifest[manifest_name] contains technology.id if {
	some technology in input.technologies
	technology.category == "web-framework"
	some manifest in technology.manifests
	manifest_name := regex.replace(manifest, `^.*/`, "")
}
