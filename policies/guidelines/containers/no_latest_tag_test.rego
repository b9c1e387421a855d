package guidelines.containers.no_latest_tag_test

import data.guidelines.containers.no_latest_tag
import data.lib.testing

test_latest[tag] if {
	some tag in ["", "latest"]
	nginx := testing.image("nginx", tag, "")
	findings := no_latest_tag.warn with input as {"components": [nginx]}
	findings == {{"component": nginx, "message": "nginx is used as latest; name a version"}}
}

test_fine[case] if {
	some case, image in {
		"a version": testing.image("nginx", "1.29", ""),
		"none has a version": testing.image("gcr.io/distroless/static-debian12", "", ""),
		"a digest": testing.image("nginx", "latest", "sha256:7f1c"),
		"not known": object.union(testing.image("$BASE", "", ""), {"purl": ""}),
	}
	count(no_latest_tag.warn) == 0 with input as {"components": [image]}
		with data.lists.images_without_versions as ["gcr.io/distroless/"]
}
