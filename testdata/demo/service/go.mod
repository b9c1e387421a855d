module example.com/billing

go 1.26

require (
	github.com/jackc/pgx/v5 v5.7.2
	go.mongodb.org/mongo-driver v1.17.1
)
