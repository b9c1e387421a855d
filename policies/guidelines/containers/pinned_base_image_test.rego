package guidelines.containers.pinned_base_image_test

import data.guidelines.containers.pinned_base_image
import data.lib.testing

test_tag_only if {
	golang := testing.image("golang", "1.26", "")
	findings := pinned_base_image.inform with input as {"components": [golang]}
	findings == {{"component": golang, "message": "golang is not pinned by digest"}}
}

test_digest if {
	golang := testing.image("golang", "1.26", "sha256:7f1c")
	count(pinned_base_image.inform) == 0 with input as {"components": [golang]}
}
