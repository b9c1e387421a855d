package guidelines.messaging.one_message_broker_test

import data.guidelines.messaging.one_message_broker
import data.lib.testing

used(ids) := {"technologies": [testing.technology(id, "message-broker", ["go.mod"]) | some id in ids]}

test_two if {
	findings := one_message_broker.inform with input as used(["kafka", "rabbitmq"])
	findings == {
		{"technology": "kafka", "message": "kafka is one of several message brokers here: kafka, rabbitmq"},
		{"technology": "rabbitmq", "message": "rabbitmq is one of several message brokers here: kafka, rabbitmq"},
	}
}

test_queue_with_its_topics if {
	count(one_message_broker.inform) == 0 with input as used(["amazon-sns", "amazon-sqs"])
}

test_another_category if {
	redis := testing.technology("redis", "datastore", ["go.mod"])
	technologies := array.concat(used(["kafka"]).technologies, [redis])
	count(one_message_broker.inform) == 0 with input as {"technologies": technologies}
}
