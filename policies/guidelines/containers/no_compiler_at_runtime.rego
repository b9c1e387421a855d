# METADATA
# title: Compilers stay in the build stage
# description: An image with a compiler is large and useful to an attacker; a multi-stage build leaves it behind.
# custom:
#   owner: dna
#   decision: D-0008
#   review_by: 2027-11-30
#   applies_to: {technologies: [go, rust, gcc, maven, gradle], kinds: [image], scopes: [runtime]}
package guidelines.containers.no_compiler_at_runtime

inform contains {"component": component, "message": message} if {
	some component in input.components
	message := sprintf("%s is an image to build with; copy the result into a smaller one", [component.name])
}
