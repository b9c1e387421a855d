package guidelines.datastores.one_relational_database_test

import data.guidelines.datastores.one_relational_database
import data.lib.testing

used(ids) := {"technologies": [testing.technology(id, "datastore", ["go.mod"]) | some id in ids]}

test_two if {
	findings := one_relational_database.inform with input as used(["mysql", "postgresql"])
	findings == {
		{"technology": "mysql", "message": "mysql is one of several relational databases here: mysql, postgresql"},
		{"technology": "postgresql", "message": "postgresql is one of several relational databases here: mysql, postgresql"},
	}
}

test_one_and_others if {
	count(one_relational_database.inform) == 0 with input as used(["postgresql", "redis", "sqlite"])
}
