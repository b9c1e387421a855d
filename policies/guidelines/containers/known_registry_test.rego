package guidelines.containers.known_registry_test

import data.guidelines.containers.known_registry
import data.lib.testing

from(registry) := testing.component({
	"type": "docker",
	"kind": "image",
	"name": "team/app",
	"attributes": {"registry": registry},
})

listed := ["", "quay.io"]

test_unlisted if {
	image := from("registry.example.com")
	findings := known_registry.inform with input as {"components": [image]}
		with data.lists.image_registries as listed
	findings == {{
		"component": image,
		"message": "team/app comes from registry.example.com, a registry that is not listed",
	}}
}

test_listed[registry] if {
	some registry in listed
	count(known_registry.inform) == 0 with input as {"components": [from(registry)]}
		with data.lists.image_registries as listed
}
