# METADATA
# title: No pre-releases of libraries at run time
# description: >-
#   A beta may change or lose functions before its release, and a snapshot changes without a new version. A release
#   exists for most needs.
# custom:
#   owner: dna
#   decision: D-0005
#   review_by: 2027-11-30
#   applies_to: {kinds: [library], scopes: [runtime]}
package guidelines.libraries.no_prerelease_at_runtime

inform contains {"component": component, "message": message} if {
	some component in input.components
	component.attributes.source == "" # of a workspace, a path or a repository there is no release to choose
	regex.match(`(?i)[0-9][.-]?(alpha|beta|canary|dev|m|next|pre|preview|rc|snapshot)([.-]?[0-9]+)*$`, component.version)
	message := sprintf("%s %s is a pre-release", [component.name, component.version])
}
