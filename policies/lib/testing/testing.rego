# METADATA
# title: Input for tests
# description: Complete components and technologies, so that a test says only what matters to it.
package lib.testing

# component is a library from npm, with the given fields in the place of its own.
component(fields) := object.union(
	{
		"purl": "pkg:npm/example@1.2.3",
		"type": "npm",
		"name": "example",
		"version": "1.2.3",
		"requirement": "",
		"kind": "library",
		"scope": "runtime",
		"direct": true,
		"introduced": false,
		"technologies": [],
		"manifest": "package.json",
		"line": 5,
		"project": "",
		"attributes": {
			"registry": "",
			"digest": "",
			"tag": "",
			"platform": "",
			"stage": "",
			"replaced_by": "",
			"source": "",
		},
	},
	fields,
)

# image is the image name:tag@digest of a Dockerfile; tag and digest may be "".
image(name, tag, digest) := component({
	"purl": sprintf("pkg:docker/%s", [name]),
	"type": "docker",
	"name": name,
	"version": tag,
	"kind": "image",
	"manifest": "Dockerfile",
	"attributes": {"tag": tag, "digest": digest},
})

# action is an action of GitHub in a workflow, name@version or name@commit; version and commit may be "".
action(name, version, commit) := component({
	"purl": sprintf("pkg:github/%s", [name]),
	"type": "github",
	"name": name,
	"version": version,
	"kind": "action",
	"scope": "ci",
	"manifest": ".github/workflows/ci.yml",
	"attributes": {"digest": commit},
})

# technology is one that the repository uses, in the given manifests.
technology(id, category, manifests) := {
	"id": id,
	"category": category,
	"components": count(manifests),
	"introduced": 0,
	"manifests": manifests,
}
