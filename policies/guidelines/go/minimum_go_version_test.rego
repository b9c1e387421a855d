package guidelines.go.minimum_go_version_test

import data.guidelines.go.minimum_go_version
import data.lib.testing

go(version, requirement) := testing.component({
	"type": "generic",
	"name": "go",
	"kind": "language",
	"version": version,
	"requirement": requirement,
})

messages(components) := {finding.message |
	some finding in minimum_go_version.warn with input as {"components": components}
}

test_version if messages([go("1.21", "")]) == {"Go 1.21 gets no security fixes; ask for 1.26 or newer"}

test_requirement if messages([go("", "1.x")]) == {"Go 1.x gets no security fixes; ask for 1.26 or newer"}

test_none if messages([]) == set()
