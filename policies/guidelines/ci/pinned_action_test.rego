package guidelines.ci.pinned_action_test

import data.guidelines.ci.pinned_action
import data.lib.testing

commit := "cec208311dfd045dd5311c1add060b2062131d57"

test_tag if {
	action := testing.action("acme/deploy", "v2", "")
	findings := pinned_action.inform with input as {"components": [action]}
	findings == {{"component": action, "message": "acme/deploy is not pinned by commit"}}
}

test_fine[case] if {
	some case, action in {
		"a commit": testing.action("acme/deploy", "v2.0.0", commit),
		"a branch": testing.action("acme/deploy", "main", ""),
		"of GitHub": testing.action("actions/checkout", "v5", ""),
		"not known": object.union(testing.action("${{ inputs.action }}", "", ""), {"purl": ""}),
	}
	count(pinned_action.inform) == 0 with input as {"components": [action]}
}
