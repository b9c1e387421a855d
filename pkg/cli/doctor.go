package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/dna-group/techcheck/pkg/config"
	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/extractor/all"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/scan"
	"github.com/dna-group/techcheck/pkg/source"
)

func doctorCommand(p *program) *cobra.Command {
	var flags readFlags
	var base string
	cmd := &cobra.Command{
		Use:   "doctor [PATH]",
		Short: "Say how techcheck stands here, and what is wrong",
		Long: `Shows what techcheck knows in the repository at PATH (default: here): its version, the policy, git's
state, what a scan compares with and whose exceptions count, the configuration, the exceptions and the
hooks; where each of it comes from; and what is wrong, with the next step. It scans nothing.

Exit status: 0 nothing is wrong, 2 something is.`,
		Example: "  techcheck doctor\n  techcheck doctor --format json",
		Args:    atMostOnePath,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.doctor(cmd.Context(), pathOf(args), base, &flags)
		},
	}
	addPolicy(cmd, &flags.policy)
	cmd.Flags().Var((*nonEmpty)(&base), "base", "as a scan would compare with this `revision`, or with none")
	cmd.Flags().StringArrayVar(&flags.formats, "format", nil, "write `NAME[=FILE]`, repeatable: "+formatNames(report.DiagnosisFormats)+" (default text)")
	return cmd
}

func (p *program) doctor(ctx context.Context, path, base string, flags *readFlags) error {
	outputs, err := parseFormats(flags.formats, report.DiagnosisFormats)
	if err != nil {
		return err
	}
	tree, err := source.Open([]string{path}, false)
	if err != nil {
		return err
	}
	defer tree.Close()
	flags.target, flags.trust = findTarget(base), findTrusted(base)
	d := &doctor{session: p.newSession(tree, flags)}
	for _, examine := range []func(context.Context, *readFlags){d.tool, d.git, d.configuration, d.policy, d.comparison, d.exceptionFiles, d.hooks} {
		examine(ctx, flags)
	}
	if d.Wrong() > 0 {
		p.status = scan.Undecided
	}
	return writeAll(p, outputs, d.Diagnosis)
}

// doctor gathers facts. What is wrong in one place does not keep it from looking at the next.
type doctor struct {
	*session
	report.Diagnosis
	topic string
	blind error // why git tells nothing; nil if it does
}

// know adds a fact.
func (d *doctor) know(name, value, why string) {
	d.Diagnosis = append(d.Diagnosis, report.Fact{Topic: d.topic, Name: name, Value: value, Why: why})
}

// fault adds what is wrong, if anything is.
func (d *doctor) fault(name string, err error) bool {
	if err != nil {
		d.Diagnosis = append(d.Diagnosis, report.Fact{Topic: d.topic, Name: name, Wrong: err.Error()})
	}
	return err != nil
}

func (d *doctor) tool(context.Context, *readFlags) {
	d.topic = "techcheck"
	info := readBuild()
	built := describe(info)
	d.know("version", version(info), "commit "+cmp.Or(built.Commit, "unknown"))
	d.know("built by", built.Go, built.Platform)
	d.know("formats", strconv.Itoa(len(all.Extractors)), "")
	store, err := d.openCache()
	if err == nil {
		if err = store.Try(); err != nil {
			err = fmt.Errorf("nothing can be kept in it: %w: set TECHCHECK_CACHE_DIR to another folder", err)
		}
	}
	if err != nil {
		d.know("cache", "none", err.Error())
		return
	}
	d.know("cache", store.Folder, "what was read and judged; TECHCHECK_CACHE_DIR names another folder")
}

func (d *doctor) git(ctx context.Context, flags *readFlags) {
	d.topic = "git"
	d.know("root", d.tree.Root, "")
	known, err := askGit(ctx, d.tree, flags)
	d.blind = err
	d.identify = func() (identity, error) { return d.named(known), err }
	if d.fault("state", err) {
		return
	}
	if d.tree.Bare() {
		d.know("commit", "none", "this is a bare repository, of which a scan reads a revision: --rev HEAD")
		return
	}
	if known.revision == "" {
		d.know("commit", "none", "there is no git repository here, or nothing is committed yet")
		return
	}
	d.know("commit", known.revision, "")
	clone, err := d.tree.Clone(ctx)
	if d.fault("clone", err) {
		return
	}
	for _, kind := range []struct {
		is         bool
		name, what string
	}{
		{clone.Shallow, "shallow", "history is cut off; if a scan asks for more of it: git fetch --unshallow origin"},
		{clone.Partial, "partial", "content that is not here is not fetched by a scan: git fetch --refetch --no-filter origin"},
		{clone.Sparse, "sparse", "files that are not checked out are read as git's index has them"},
	} {
		if kind.is {
			d.know("clone", kind.name, kind.what)
		}
	}
}

func (d *doctor) configuration(ctx context.Context, _ *readFlags) {
	d.topic = "configuration"
	own, err := readConfig(d.tree)
	d.configured = &config.Config{}
	if d.fault(config.Name, err) {
		return
	}
	if d.blind == nil {
		if err := d.configure(ctx); d.fault(config.Name, err) {
			d.configured = own
			return
		}
	} else {
		d.configured = own
	}
	from := config.Name
	if id, err := d.identify(); err == nil && id.config != "" {
		from += " as in " + d.trust.revision
	}
	for _, key := range []struct{ name, value string }{
		{"policy", strings.Join(d.configured.Policy, ", ")},
		{"repository", d.configured.Repository},
		{"exclude", strings.Join(d.configured.Exclude, ", ")},
		{"project", projectPaths(d.configured.Projects)},
	} {
		if key.value != "" {
			d.know(key.name, key.value, from)
		}
	}
	for _, ignored := range d.ignored {
		d.know("ignored", ignored, "")
	}
	d.repository()
}

// repository tells the repository's name, and where it comes from.
func (d *doctor) repository() {
	id, err := d.identify()
	for _, origin := range []struct{ name, from string }{
		{d.configured.Repository, ""}, // which is a fact already
		{env("GITHUB_REPOSITORY"), "GITHUB_REPOSITORY"},
		{env("CI_PROJECT_PATH"), "CI_PROJECT_PATH"},
		{id.name, "the remote origin"},
	} {
		if origin.name == "" {
			continue
		}
		if origin.from != "" {
			d.know("repository", origin.name, origin.from)
		}
		return
	}
	if err == nil {
		d.know("repository", "unnamed", "write repository into "+config.Name+", if guidelines or exceptions are to know its name")
	}
}

func projectPaths(projects config.Projects) string {
	paths := make([]string, len(projects))
	for i, p := range projects {
		paths[i] = p.Path
	}
	return strings.Join(paths, ", ")
}

func (d *doctor) policy(ctx context.Context, flags *readFlags) {
	d.topic = "policy"
	name, err := d.policyName(flags.policy, env("CI") != "")
	if d.fault("named by", err) {
		return
	}
	by := "nothing names one"
	switch {
	case flags.policy != "":
		by = "--policy"
	case env("TECHCHECK_POLICY") != "":
		by = "TECHCHECK_POLICY"
	case len(d.configured.Policy) > 0:
		by = config.Name
	case name != starter:
		by = "the working directory, as a policy's folder"
	}
	d.know("named by", by, name)
	if err := d.load(ctx, name, d.configured.Policy != nil || env("CI") != ""); d.fault("loads", err) {
		return
	}
	p := d.judge.Policy
	d.know("name", p.Settings.Name, "")
	d.know("revision", p.Revision, "")
	d.know("guidelines", strconv.Itoa(len(p.Guidelines)), "enforce: "+string(p.Settings.Enforce))
}

func (d *doctor) comparison(ctx context.Context, _ *readFlags) {
	d.topic = "comparison"
	id, err := d.identify()
	if err != nil || id.revision == "" {
		return
	}
	switch {
	case d.target == nil:
		d.know("compared with", "nothing", "--base none")
	case id.tip != "":
		d.know("compared with", d.target.revision+" "+id.tip, d.target.why)
		if start, err := d.mergeBase(ctx, id.revision, id.tip); !d.fault("change since", err) {
			d.know("change since", start, "the commit that what is here started from")
		}
	default:
		reason, err := d.withoutTarget(id)
		if reason != "" {
			err = errors.New(reason)
		}
		if !d.fault("compared with", err) {
			d.know("compared with", "nothing", "there is no remote")
		}
	}
	trusted, err := d.trusted(id)
	if !d.fault("trusted", err) {
		d.know("trusted", cmp.Or(strings.TrimSpace(trusted.Name+" "+trusted.Commit), "nothing"), trusted.Why)
	}
}

func (d *doctor) exceptionFiles(ctx context.Context, _ *readFlags) {
	d.topic = "exceptions"
	id, err := d.identify()
	if err != nil || d.judge == nil {
		return
	}
	trusted, err := d.trusted(id)
	if err != nil {
		return // it has been said
	}
	set, err := d.exceptions(ctx, trusted, nil, d.rules(id.name, today()))
	if d.fault("files", err) {
		return
	}
	d.know("trusted by", d.judge.Policy.Settings.Exceptions.Trust, "exceptions.trust in the policy's settings")
	count := map[exception.State]int{}
	for _, st := range set.Review(nil, &exception.Scope{Inventory: &inventory.Inventory{}, Partial: true}) {
		count[st.State]++
	}
	for _, state := range []exception.State{exception.InForce, exception.Waiting, exception.Refused, exception.Over} {
		if count[state] > 0 {
			d.know(string(state), strconv.Itoa(count[state]), "")
		}
	}
	for _, wrong := range set.Problems {
		d.fault("file", fmt.Errorf("%s:%d:%d: %s", wrong.Path, wrong.Line, wrong.Column, wrong.Message))
	}
}
