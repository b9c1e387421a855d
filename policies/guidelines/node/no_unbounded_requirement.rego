# METADATA
# title: Requirements have a bound
# description: '"*" and "latest" take whatever is newest, the next major version and a stolen package included.'
# custom:
#   owner: dna
#   decision: D-0005
#   review_by: 2027-11-30
#   applies_to: {types: [npm], kinds: [library], scopes: [runtime, development, build, test, optional]}
package guidelines.node.no_unbounded_requirement

warn contains {"component": component, "message": message} if {
	some component in input.components
	component.version == ""
	component.requirement in {"", "*", "x", "latest"}
	component.attributes.source == "" # of a workspace, a path or a URL there is one version only
	message := sprintf("%s may be of any version; give it a range such as ^1.2.0", [component.name])
}
