package policy

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/dna-group/techcheck/pkg/testrun"
)

// outcomes tells what a test came to, and if it failed, why. Each case of a table test counts.
func outcomes(ctx context.Context, r *tester.Result) []testrun.Result {
	one := testrun.Result{Name: testName(r), Path: r.Location.File, Line: r.Location.Row}
	switch {
	case r.Skip:
		one.Outcome = testrun.Skipped
	case r.Error != nil:
		one.Outcome, one.Details = testrun.Failed, append(lines(reason(ctx, r.Error)), printed(r)...)
	case len(r.SubResults) > 0:
		return cases(one, r)
	case r.Fail:
		one.Outcome, one.Details = testrun.Failed, append(failing(r.Trace), printed(r)...)
	}
	return []testrun.Result{one}
}

// cases gives the cases of a table test.
func cases(table testrun.Result, r *tester.Result) []testrun.Result {
	var all []testrun.Result
	for name, sub := range r.SubResults.Iter {
		if len(sub.SubResults) > 0 {
			continue
		}
		one := table
		one.Name += "/" + strings.Join(name, "/")
		if sub.Fail {
			one.Outcome, one.Details = testrun.Failed, append(failing(sub.Trace), printed(r)...)
		}
		all = append(all, one)
	}
	return all
}

// reason says why a test could not be evaluated.
func reason(ctx context.Context, err error) string {
	switch {
	case topdown.IsCancel(err) && context.Cause(ctx) != nil:
		return context.Cause(ctx).Error()
	case topdown.IsCancel(err):
		return errTime.Error()
	}
	if wrong, ok := errors.AsType[*topdown.Error](err); ok && wrong.Location != nil {
		return fmt.Sprintf("%s:%d: %s", wrong.Location.File, wrong.Location.Row, wrong.Message)
	}
	return err.Error()
}

// failing gives the expression that made a test fail, as it is written, with the values of its variables: the last one in
// the trace that failed. Of "every" that is an expression of its body.
func failing(trace []*topdown.Event) []string {
	for _, event := range slices.Backward(trace) {
		expr, ok := event.Node.(*ast.Expr)
		if event.Op != topdown.FailOp || event.Location == nil || event.QueryID == 0 || !ok || expr.IsEvery() {
			continue
		}
		var text bytes.Buffer
		// A buffer takes everything.
		_ = topdown.PrettyEvent(&text, event, topdown.PrettyEventOpts{PrettyVars: true})
		at := fmt.Sprintf("%s:%d:", event.Location.File, event.Location.Row)
		return slices.Concat([]string{at}, lines(text.String()), difference(event))
	}
	return []string{"it is false or undefined, and no expression of it was evaluated to find out"}
}

// printed gives what a test printed.
func printed(r *tester.Result) []string {
	if len(r.Output) == 0 {
		return nil
	}
	return append([]string{"it printed:"}, lines(string(r.Output))...)
}

func lines(text string) []string {
	return strings.Split(strings.ReplaceAll(strings.TrimRight(text, "\n"), "\t", "    "), "\n")
}

// coverage tells which lines of a policy's modules its tests evaluate. Tests themselves are left out, and the module that
// is the binary's own.
func coverage(report cover.Report) []testrun.Coverage {
	var all []testrun.Coverage
	for path, file := range report.Files {
		if strings.HasSuffix(path, "_test.rego") || strings.HasSuffix(path, statusModule) {
			continue
		}
		one := testrun.Coverage{Path: path, Covered: file.CoveredLines, Total: file.CoveredLines + file.NotCoveredLines}
		for _, r := range file.NotCovered {
			one.NotCovered = append(one.NotCovered, testrun.Lines{First: r.Start.Row, Last: r.End.Row})
		}
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b testrun.Coverage) int { return strings.Compare(a.Path, b.Path) })
	return all
}
