// Command techcheck checks a repository's technology choices against guidelines.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/dna-group/techcheck/pkg/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends it at once
	status := cli.Main(ctx, os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})
	stop()
	os.Exit(status)
}
