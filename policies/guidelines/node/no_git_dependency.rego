# METADATA
# title: Packages come from a registry
# description: >-
#   A package from a git repository or a URL has no published version, can change or vanish, and is seen by few tools
#   that look for vulnerabilities.
# custom:
#   owner: dna
#   decision: D-0005
#   review_by: 2027-11-30
#   enforce: new
#   applies_to: {types: [npm], kinds: [library]}
#   links: {reference: "https://docs.npmjs.com/cli/configuring-npm/package-json#git-urls-as-dependencies"}
package guidelines.node.no_git_dependency

deny contains {"component": component, "message": message} if {
	some component in input.components
	some elsewhere in [
		`^git`, # git+https:, git:, git@host:, and github: and gitlab:, too
		`^(bitbucket|gist|ssh|https?):`,
		`^[\w-]+/[\w.-]+(#.*)?$`, # owner/repository, which npm looks for at GitHub
	]
	regex.match(elsewhere, component.attributes.source)
	message := sprintf("%s comes from %s, not from a registry", [component.name, component.attributes.source])
}
