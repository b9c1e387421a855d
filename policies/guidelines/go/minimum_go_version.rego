# METADATA
# title: Modules ask for a supported Go
# description: >-
#   Go 1.25 and older get no security fixes since Go 1.27 came out. A module that asks for them may still be built with
#   them.
# custom:
#   owner: dna
#   decision: D-0002
#   review_by: 2027-02-28
#   applies_to: {technologies: [go], kinds: [language], versions: "<1.26"}
#   links: {policy: "https://go.dev/doc/devel/release#policy"}
package guidelines.go.minimum_go_version

warn contains {"component": component, "message": message} if {
	some component in input.components
	message := sprintf("Go %s gets no security fixes; ask for 1.26 or newer", [asked(component)])
}

asked(component) := component.version if component.version != ""

asked(component) := component.requirement if component.version == ""
