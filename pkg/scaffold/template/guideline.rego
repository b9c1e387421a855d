# METADATA
# title: {TITLE}
# description: {REASON}
# custom:
#   owner: {OWNER}
#   decision: {DECISION}
#   review_by: {REVIEW}
#   applies_to: {APPLIES_TO}{ALTERNATIVES}
package {PACKAGE}

# An example: put your own condition and message in place of these. deny is an error, warn a warning, inform a note.
warn contains {"component": component, "message": message} if {
	some component in input.components
	startswith(component.version, "0.")
	message := sprintf("%s %s is not a stable release", [component.name, component.version])
}
