# METADATA
# title: One message broker
# description: Each further broker has to be run, watched and secured; one of them serves most needs.
# custom:
#   owner: dna
#   decision: D-0004
#   review_by: 2027-11-30
#   applies_to: repository
package guidelines.messaging.one_message_broker

inform contains {"technology": broker, "message": message} if {
	count(brokers) > 1
	some broker in brokers
	message := sprintf("%s is one of several message brokers here: %s", [broker, concat(", ", sort(brokers))])
}

# Amazon SNS is left out: its messages often go to SQS.
brokers contains technology.id if {
	some technology in input.technologies
	technology.category == "message-broker"
	technology.id != "amazon-sns"
}
