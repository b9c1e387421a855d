package lib.techcheck.status_test

import data.lib.techcheck.status
import data.lib.testing

new := testing.component({"name": "moment", "introduced": true})

existing := testing.component({"name": "moment"})

# scan is the input for one new and one existing use of Moment.js on 2026-11-22, the guideline's fields as given.
scan(fields) := {
	"as_of": "2026-11-22",
	"guideline": object.union(
		{
			"id": "web/moment", "technology": "moment", "name": "Moment.js", "versions": "", "status": "hold",
			"since": "", "until": "", "pilots": [], "alternatives": ["luxon"],
		},
		fields,
	),
	"repository": {"name": "acme/billing", "attributes": {}},
	"components": [new, existing],
}

test_approved_says_nothing[until] if {
	some until in ["", "2026-11-21"]
	scanned := scan({"status": "approved", "until": until})
	status.deny == set() with input as scanned
	status.warn == set() with input as scanned
	status.inform == set() with input as scanned
}

test_disallowed_denies_every_use if {
	denied := status.deny with input as scan({"status": "disallowed"})
	denied == {
		{"component": new, "message": "Moment.js is disallowed"},
		{"component": existing, "message": "Moment.js is disallowed"},
	}
	count(status.warn | status.inform) == 0 with input as scan({"status": "disallowed"})
}

test_hold_denies_a_new_use if {
	denied := status.deny with input as scan({})
	denied == {{"component": new, "message": "Moment.js is on hold, and this use is new"}}
}

test_hold_warns_of_an_existing_use if {
	warned := status.warn with input as scan({})
	warned == {{"component": existing, "message": "Moment.js is on hold"}}
}

test_hold_tolerates_through_the_last_day if {
	warned := status.warn with input as scan({"until": "2026-11-22"})
	warned == {{"component": existing, "message": "Moment.js is on hold; it is tolerated through 2026-11-22"}}
	denied := status.deny with input as scan({"until": "2026-11-22"})
	denied == {{"component": new, "message": "Moment.js is on hold, and this use is new"}}
}

test_hold_denies_an_existing_use_the_day_after if {
	denied := status.deny with input as scan({"until": "2026-11-21"})
	denied == {
		{"component": new, "message": "Moment.js is on hold, and this use is new"},
		{"component": existing, "message": "Moment.js is on hold; it was tolerated through 2026-11-21"},
	}
	count(status.warn) == 0 with input as scan({"until": "2026-11-21"})
}

test_trial_denies_a_new_use_outside_the_pilots if {
	scanned := scan({"status": "trial", "pilots": ["acme/shop"]})
	denied := status.deny with input as scanned
	denied == {{
		"component": new,
		"message": "Moment.js is in trial, and this repository is not one of its pilots",
	}}
	informed := status.inform with input as scanned
	informed == {{"component": existing, "message": "Moment.js is in trial"}}
}

test_trial_notes_every_use_in_a_pilot if {
	scanned := scan({"status": "trial", "pilots": ["acme/billing"]})
	count(status.deny) == 0 with input as scanned
	informed := status.inform with input as scanned
	informed == {
		{"component": new, "message": "Moment.js is in trial"},
		{"component": existing, "message": "Moment.js is in trial"},
	}
}

test_without_a_technology_the_component_is_named if {
	denied := status.deny with input as scan({"status": "disallowed", "technology": "", "name": ""})
	{finding.message | some finding in denied} == {"moment is disallowed"}
}

test_versions_are_said if {
	scanned := scan({"status": "disallowed", "versions": "<3"})
	denied := status.deny with input as scanned
	some said in denied
	said.message == "This version of Moment.js is disallowed"
}
