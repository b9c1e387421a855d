package guidelines.node.one_package_manager_test

import data.guidelines.node.one_package_manager
import data.lib.testing

pnpm := testing.technology("pnpm", "package-manager", ["package.json"])

yarn := testing.technology("yarn", "package-manager", ["web/package.json"])

composer := testing.technology("composer", "package-manager", ["Dockerfile"])

test_two if {
	findings := one_package_manager.warn with input as {"technologies": [pnpm, yarn]}
	findings == {
		{"technology": "pnpm", "message": "pnpm is one of several package managers for Node.js here: pnpm, yarn"},
		{"technology": "yarn", "message": "yarn is one of several package managers for Node.js here: pnpm, yarn"},
	}
}

test_one_and_another_for_php if {
	count(one_package_manager.warn) == 0 with input as {"technologies": [composer, pnpm]}
}
