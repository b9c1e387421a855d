package guidelines.libraries.no_prerelease_at_runtime_test

import data.guidelines.libraries.no_prerelease_at_runtime
import data.lib.testing

library(version) := testing.component({"version": version})

test_prerelease[version] if {
	some version in ["2.0.0-beta.1", "1.0.0-rc1", "v0.4.0-alpha", "2.0-SNAPSHOT", "6.0.0.Beta2", "3.0.0-M3", "1.2.0-preview.3.1"]
	findings := no_prerelease_at_runtime.inform with input as {"components": [library(version)]}
	findings == {{"component": library(version), "message": sprintf("example %s is a pre-release", [version])}}
}

test_own if {
	own := testing.component({"version": "8.2.0.alpha", "attributes": {"source": "file:."}})
	count(no_prerelease_at_runtime.inform) == 0 with input as {"components": [own]}
}

test_release[version] if {
	some version in ["2.0.0", "v0.0.0-20250102030405-0123456789ab", "33.5.0-jre", "5.6.15.Final", "3.3.2+incompatible", ""]
	count(no_prerelease_at_runtime.inform) == 0 with input as {"components": [library(version)]}
}
