package guidelines.languages.no_prerelease_test

import data.guidelines.languages.no_prerelease
import data.lib.testing

test_prerelease[version] if {
	some version in ["1.27rc1", "3.15.0a1-slim", "3-rc-slim", "11.0-preview", "27-ea-jdk", "nightly-bookworm", "4.0.0-preview2"]
	image := testing.image("example", version, "")
	findings := no_prerelease.warn with input as {"components": [image]}
	findings == {{"component": image, "message": sprintf("example %s is a pre-release", [version])}}
}

test_release[version] if {
	some version in ["1.27", "3.14-slim-bookworm", "24-alpine3.23", "25-jre", "21.0.9_10-jdk", "8u472-b08-jre", "lts", "latest", ""]
	count(no_prerelease.warn) == 0 with input as {"components": [testing.image("example", version, "")]}
}
