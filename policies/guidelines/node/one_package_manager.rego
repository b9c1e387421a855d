# METADATA
# title: One package manager for Node.js
# description: Each package manager has a lock file of its own, and with two of them nobody knows which one counts.
# custom:
#   owner: dna
#   decision: D-0004
#   review_by: 2027-11-30
#   applies_to: repository
package guidelines.node.one_package_manager

warn contains {"technology": manager, "message": message} if {
	count(managers) > 1
	some manager in managers
	message := sprintf("%s is one of several package managers for Node.js here: %s", [manager, concat(", ", sort(managers))])
}

managers contains technology.id if {
	some technology in input.technologies
	technology.id in {"npm", "pnpm", "yarn"}
}
