package cli

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/exceptionlog"
	"github.com/dna-group/techcheck/pkg/report"
)

// logFlags are the flags of exception log.
type logFlags struct {
	askFlags
	base string
}

func exceptionLogCommand(p *program) *cobra.Command {
	var f logFlags
	cmd := &cobra.Command{
		Use:   "log [ID]",
		Short: "Tell who asked, decided, changed and renewed what, and when",
		Long: `Reads from git's history who asked for exceptions, who decided, changed, renewed and removed them, and
which were let lapse: as the files said it, and who committed that. It is the history of the target
branch (of the register's repository, where the policy trusts one). Signatures are told, not verified.

Exit status: 0, or 2 if the history is not all here, as in a shallow clone.`,
		Example: "  techcheck exception log\n  techcheck exception log mongodb-billing-20261122 --format json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("one ID at most, but there are %d", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return p.exceptionLog(cmd.Context(), args, &f) },
	}
	f.add(cmd, formatNames(report.ExceptionLogFormats))
	cmd.Flags().StringVar(&f.base, "base", "", "the target branch: a `revision` (default: what CI says, else origin/HEAD)")
	return cmd
}

func (p *program) exceptionLog(ctx context.Context, args []string, flags *logFlags) error {
	outputs, err := parseFormats(flags.formats, report.ExceptionLogFormats)
	if err != nil {
		return err
	}
	day, err := flags.day()
	if err != nil {
		return err
	}
	s, f, rules, err := p.openExceptions(ctx, &readFlags{policy: flags.policy, trust: findTrusted(flags.base)})
	if err != nil {
		return err
	}
	defer s.tree.Close()
	defer f.close()
	l := report.ExceptionLog{Repository: rules.Repository, AsOf: day}
	if l.Commit, l.Revision, err = s.tip(ctx, f); err != nil {
		return fmt.Errorf("the log is read from git's history: %w", err)
	}
	history, err := f.tree.History(ctx, l.Commit, f.path)
	if err != nil {
		return err
	}
	present, err := f.tree.FolderAt(ctx, l.Commit, f.path)
	if err != nil {
		return err
	}
	l.Shallow = history.Shallow
	l.Events = exceptionlog.Log(history, exceptionFiles(present), day)
	if len(args) == 1 {
		id := strings.TrimSuffix(path.Base(args[0]), ".toml")
		if l.Events = exceptionlog.Of(l.Events, id); len(l.Events) == 0 {
			return fmt.Errorf("the history of %s knows no exception %s: techcheck exception log tells of all", l.Revision, id)
		}
	}
	if err := writeAll(p, outputs, l); err != nil {
		return err
	}
	if l.Shallow {
		return errors.New("the clone is shallow, so that the beginning of the history is missing: git fetch --unshallow origin")
	}
	return nil
}
