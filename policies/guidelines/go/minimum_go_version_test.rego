package guidelines.go.minimum_go_version_test

import data.guidelines.go.minimum_go_version
import data.lib.testing

go(version, requirement) := testing.component({
	"type": "generic",
	"name": "go",
	"kind": "language",
	"version": version,
	"requirement": requirement,
	"manifest": ".tool-versions",
})

in_module := object.union(go("1.21", ""), {"manifest": "cmd/go.mod"})

messages(components) := {finding.message |
	some finding in minimum_go_version.warn with input as {"components": components}
}

test_version if messages([go("1.21", "")]) == {"Go 1.21 gets no security fixes; ask for 1.26 or newer"}

test_requirement if messages([go("", "1.x")]) == {"Go 1.x gets no security fixes; ask for 1.26 or newer"}

test_none if messages([]) == set()

test_oldest_of_a_module if {
	count(minimum_go_version.warn) == 0 with input as {"components": [in_module]}
	findings := minimum_go_version.inform with input as {"components": [in_module]}
	findings == {{
		"component": in_module,
		"message": "Go 1.21, which may build this, gets no security fixes; ask for 1.26 or newer",
	}}
}

test_what_builds_is_not_only_noted if {
	count(minimum_go_version.inform) == 0 with input as {"components": [go("1.21", "")]}
}
