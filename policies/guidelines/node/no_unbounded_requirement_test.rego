package guidelines.node.no_unbounded_requirement_test

import data.guidelines.node.no_unbounded_requirement
import data.lib.testing

required(version, requirement, source) := testing.component({
	"version": version,
	"requirement": requirement,
	"attributes": {"source": source},
})

test_unbounded[requirement] if {
	some requirement in ["", "*", "x", "latest"]
	component := required("", requirement, "")
	findings := no_unbounded_requirement.warn with input as {"components": [component]}
	findings == {{
		"component": component,
		"message": "example may be of any version; give it a range such as ^1.2.0",
	}}
}

test_bounded[requirement] if {
	some requirement in ["^1.2.0", "1.x", "catalog:"]
	count(no_unbounded_requirement.warn) == 0 with input as {"components": [required("", requirement, "")]}
}

test_exact if {
	count(no_unbounded_requirement.warn) == 0 with input as {"components": [required("1.2.3", "", "")]}
}

test_workspace if {
	count(no_unbounded_requirement.warn) == 0 with input as {"components": [required("", "", "workspace:*")]}
}
