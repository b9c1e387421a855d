# METADATA
# title: No pre-releases of languages
# description: A beta or release candidate of a language is for trying it out, and gets no security fixes of its own.
# custom:
#   owner: dna
#   decision: D-0005
#   review_by: 2027-11-30
#   applies_to: {categories: [language], kinds: [language, image], scopes: [runtime, build, development]}
package guidelines.languages.no_prerelease

warn contains {"component": component, "message": message} if {
	some component in input.components
	prerelease(component.version)
	message := sprintf("%s %s is a pre-release", [component.name, component.version])
}

# 3.15.0a1, 1.27rc1 and their images: 3.15.0a1-slim
prerelease(version) if regex.match(`^[0-9]+(\.[0-9]+)+(a|b|rc)[0-9]+`, version)

# 11.0-preview, 27-ea-jdk, nightly-bookworm
prerelease(version) if regex.match(`(^|[.-])(alpha|beta|canary|ea|nightly|preview|rc)[0-9]*([.-]|$)`, version)
