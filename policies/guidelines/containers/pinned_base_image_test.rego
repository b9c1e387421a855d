package guidelines.containers.pinned_base_image_test

import data.guidelines.containers.pinned_base_image
import data.lib.testing

from(registry, name) := object.union(testing.image(name, "1.26", ""), {"attributes": {"registry": registry}})

test_tag_only if {
	app := testing.image("acme/app", "1.26", "")
	findings := pinned_base_image.inform with input as {"components": [app]}
	findings == {{"component": app, "message": "acme/app is not pinned by digest"}}
}

test_none_has_a_version if {
	static := testing.image("gcr.io/distroless/static-debian12", "latest", "")
	findings := pinned_base_image.inform with input as {"components": [static]}
		with data.lists.images_without_versions as ["gcr.io/distroless/"]
	findings == {{"component": static, "message": "gcr.io/distroless/static-debian12 is not pinned by digest"}}
}

test_another_registry if {
	count(pinned_base_image.inform) == 1 with input as {"components": [from("registry.example.com", "app")]}
}

test_fine[case] if {
	some case, image in {
		"a digest": testing.image("acme/app", "1.26", "sha256:7f1c"),
		"latest": testing.image("acme/app", "latest", ""),
		"official": testing.image("golang", "1.26", ""),
		"of a vendor": from("vendor.example.com", "vendor.example.com/runtime"),
	}
	count(pinned_base_image.inform) == 0 with input as {"components": [image]}
		with data.lists.vendor_registries as ["vendor.example.com"]
}
