package guidelines.web.one_web_framework_test

import data.guidelines.web.one_web_framework
import data.lib.testing

framework(id, manifest) := testing.technology(id, "web-framework", [manifest])

findings(technologies) := result if {
	result := one_web_framework.warn with input as {"technologies": technologies}
}

test_two_of_one_ecosystem if {
	findings([framework("echo", "go.mod"), framework("gin", "services/shop/go.mod")]) == {
		{"technology": "echo", "message": "echo is one of several web frameworks in the go.mod files here: echo, gin"},
		{"technology": "gin", "message": "gin is one of several web frameworks in the go.mod files here: echo, gin"},
	}
}

test_one_of_each_ecosystem if {
	findings([framework("express", "web/package.json"), framework("gin", "go.mod")]) == set()
}

test_another_category if {
	findings([framework("gin", "go.mod"), testing.technology("testify", "testing", ["go.mod"])]) == set()
}
