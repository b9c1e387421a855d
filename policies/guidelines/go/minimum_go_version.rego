# METADATA
# title: What builds is a supported Go
# description: >-
#   Go 1.25 and older get no security fixes since Go 1.27 came out. The oldest Go that a module asks for is only noted, as
#   a newer one may build it.
# custom:
#   owner: dna
#   decision: D-0002
#   review_by: 2027-02-28
#   applies_to: {technologies: [go], kinds: [language], versions: "<1.26"}
#   links: {policy: "https://go.dev/doc/devel/release#policy"}
package guidelines.go.minimum_go_version

warn contains {"component": component, "message": message} if {
	some component in input.components
	not oldest(component)
	message := sprintf("Go %s gets no security fixes; ask for 1.26 or newer", [asked(component)])
}

inform contains {"component": component, "message": message} if {
	some component in input.components
	oldest(component)
	message := sprintf("Go %s, which may build this, gets no security fixes; ask for 1.26 or newer", [asked(component)])
}

oldest(component) if regex.match(`(^|/)[^/]*go\.(mod|work)$`, component.manifest)

asked(component) := component.version if component.version != ""

asked(component) := component.requirement if component.version == ""
