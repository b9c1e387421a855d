package guidelines.ci.action_from_release_test

import data.guidelines.ci.action_from_release
import data.lib.testing

test_branch[branch] if {
	some branch in ["main", "master"]
	action := testing.action("acme/deploy", branch, "")
	findings := action_from_release.warn with input as {"components": [action]}
	findings == {{
		"component": action,
		"message": sprintf("acme/deploy is used from the branch %s; name a release", [branch]),
	}}
}

test_release[version] if {
	some version in ["v5", "v5.0.1", "release/v1", ""]
	count(action_from_release.warn) == 0 with input as {"components": [testing.action("acme/deploy", version, "")]}
}
