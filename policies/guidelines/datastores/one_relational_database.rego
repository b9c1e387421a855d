# METADATA
# title: One relational database
# description: Each further database has to be backed up, updated and watched; one relational database serves most needs.
# custom:
#   owner: dna
#   decision: D-0004
#   review_by: 2027-11-30
#   applies_to: repository
package guidelines.datastores.one_relational_database

inform contains {"technology": database, "message": message} if {
	count(databases) > 1
	some database in databases
	message := sprintf("%s is one of several relational databases here: %s", [database, concat(", ", sort(databases))])
}

# SQLite is left out: it is a file, often for tests only.
databases contains technology.id if {
	some technology in input.technologies
	technology.id in {"mariadb", "mysql", "oracle-database", "postgresql", "sql-server"}
}
