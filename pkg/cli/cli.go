// Package cli is techcheck's command line: it turns flags, environment and configuration into values, and calls one
// function a command. Environment, standard streams and the clock are known here alone.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"sync"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/scan"
)

// Streams are the standard streams of a process.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
}

// commands lists every command, in the order of the help.
var commands = []command{
	scanCommand,
	inventoryCommand,
	checkCommand,
	explainCommand,
	exceptionCommand,
	policyCommand,
	decisionCommand,
	initCommand,
	doctorCommand,
	formatsCommand,
	completionCommand,
	versionCommand,
}

// command makes a command of one run.
type command func(*program) *cobra.Command

// program is one run of the command line.
type program struct {
	Streams
	status scan.Exit // of the command that ran
}

// keepOrder leaves the lists of commands in the order of the help. The setting is cobra's, one for all runs.
var keepOrder = sync.OnceFunc(func() { cobra.EnableCommandSorting = false })

// Main runs the command line and returns its exit status: 0, 1 or 2 (scan.Exit).
func Main(ctx context.Context, args []string, streams Streams) int {
	debug.SetGCPercent(400) // a scan is short and its heap is small: most collections are wasted
	p := &program{Streams: streams}
	root := newRoot(p)
	if isCompletion(args) {
		p.Err = io.Discard // a shell asks: what is wrong with the policy is not for the prompt
		p.addCompletion(root)
	}
	root.SetArgs(args)
	root.SetIn(streams.In)
	root.SetOut(streams.Out)
	root.SetErr(streams.Err)
	ran, err := root.ExecuteContextC(ctx)
	if err == nil {
		return int(p.status)
	}
	if _, ok := errors.AsType[*reportedError](err); !ok {
		fmt.Fprintf(streams.Err, "techcheck: %v\n", err)
		if isUsage(err) {
			fmt.Fprintf(streams.Err, "Run '%s --help' for what can be written.\n", ran.CommandPath())
		}
	}
	return int(scan.Undecided)
}

// newRoot makes the tree of commands.
func newRoot(p *program) *cobra.Command {
	root := &cobra.Command{
		Use:   "techcheck",
		Short: "Check technology choices against guidelines",
		Long: `techcheck reads a repository's manifests, checks the technologies in them against the guidelines of a
policy, and says which violations need an exception review.`,
		Example:           "  techcheck scan\n  techcheck scan --policy ../technology-policy/policy services/api\n  techcheck inventory --format json",
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		Args:              noSuchMember,
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	keepOrder()
	for _, make := range commands {
		root.AddCommand(make(p))
	}
	root.SetHelpCommand(helpCommand())
	root.SetHelpFunc(writeHelp)
	root.SetFlagErrorFunc(flagError)
	return root
}

// reportedError is an error whose message the user has seen already.
type reportedError struct{ error }

// usageError is a mistake on the command line.
type usageError struct{ error }

func isUsage(err error) bool {
	var usage *usageError
	return errors.As(err, &usage)
}

func usage(format string, args ...any) error { return &usageError{fmt.Errorf(format, args...)} }

// env reads the environment; the only place that does.
func env(name string) string { return os.Getenv(name) }
