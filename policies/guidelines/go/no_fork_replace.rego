# METADATA
# title: No forks by replace
# description: >-
#   A replace directive puts a fork in a module's place without anybody who reads the imports seeing it, and nobody
#   updates it.
# custom:
#   owner: dna
#   decision: D-0005
#   review_by: 2027-11-30
#   enforce: new
#   applies_to: {types: [golang]}
#   links: {reference: "https://go.dev/ref/mod#go-mod-file-replace"}
package guidelines.go.no_fork_replace

deny contains {"component": component, "message": message} if {
	some component in input.components
	component.attributes.source == "replace"
	message := sprintf("%s takes another module's place by a replace directive", [component.name])
}
