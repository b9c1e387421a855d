# METADATA
# title: What a status means
# description: >-
#   techcheck evaluates this module once for each guideline written in YAML, on the components that the guideline is
#   about. deny is an error, warn a warning, inform a note; what no rule names is fine. See the table in the README.
package lib.techcheck.status

# disallowed: no use is fine.
deny contains {"component": component, "message": message} if {
	input.guideline.status == "disallowed"
	some component in input.components
	message := sprintf("%s is disallowed", [name(component)])
}

# hold: no new use is fine.
deny contains {"component": component, "message": message} if {
	input.guideline.status == "hold"
	some component in input.components
	component.introduced
	message := sprintf("%s is on hold, and this use is new", [name(component)])
}

# hold: an existing use is a warning as long as it is tolerated, then an error.
warn contains {"component": component, "message": message} if {
	input.guideline.status == "hold"
	tolerated
	some component in input.components
	not component.introduced
	message := sprintf("%s is on hold%s", [name(component), deadline])
}

deny contains {"component": component, "message": message} if {
	input.guideline.status == "hold"
	not tolerated
	some component in input.components
	not component.introduced
	message := sprintf("%s is on hold; it was tolerated through %s", [name(component), input.guideline.until])
}

# trial: a new use is fine in the pilots only; what is there is noted.
deny contains {"component": component, "message": message} if {
	input.guideline.status == "trial"
	not pilot
	some component in input.components
	component.introduced
	message := sprintf("%s is in trial, and this repository is not one of its pilots", [name(component)])
}

inform contains {"component": component, "message": message} if {
	input.guideline.status == "trial"
	some component in input.components
	on_trial(component)
	message := sprintf("%s is in trial", [name(component)])
}

# approved: every use is fine, so there is no rule.

# A use on hold is tolerated through the day of until, or for good if there is none. Dates compare as text.
tolerated if input.guideline.until == ""

tolerated if input.as_of <= input.guideline.until

deadline := "" if input.guideline.until == ""

deadline := sprintf("; it is tolerated through %s", [input.guideline.until]) if input.guideline.until != ""

pilot if input.repository.name in input.guideline.pilots

on_trial(_) if pilot

on_trial(component) if not component.introduced

# What is judged: the technology, or only some versions of it.
name(component) := technology(component) if input.guideline.versions == ""

name(component) := sprintf("This version of %s", [technology(component)]) if input.guideline.versions != ""

# A guideline that selects packages has no technology: there it is the component.
technology(_) := input.guideline.name if input.guideline.name != ""

technology(component) := component.name if input.guideline.name == ""
