// Package setup drafts what a repository needs to be checked: its configuration, hook, workflow and code owners. It reads
// what is there, and writes nothing.
package setup

import (
	"cmp"
	"embed"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/dna-group/techcheck/pkg/config"
	"github.com/dna-group/techcheck/pkg/exception"
)

// Owner stands where the code owners of exceptions are not known.
const Owner = "@OWNER-TO-SET"

// Options say what a repository is to have.
type Options struct {
	Policy string   // its policy's folder, relative to the root; or starter
	From   *Source  // of a policy outside of the repository; nil: it is inside
	Owners []string // who decides on exceptions, as CODEOWNERS writes them; none: unknown
	Branch string   // the default branch
	Tag    string   // of the release of techcheck that hooks and workflows take; "": none
	Commit string   // of techcheck; "": none

	// Read gives a file of the repository; with found false, there is none.
	Read func(path string) (text string, found bool, err error)
}

// Source is where a workflow gets a policy from.
type Source struct {
	Repository string // as acme/technology; "": unknown
	Folder     string // in the repository; ".": all of it
}

// unknownSource stands where the policy's repository is not known.
const unknownSource = "OWNER/POLICY-TO-SET"

// Action says what becomes of a file.
type Action string

// The actions.
const (
	Create Action = "create"
	Extend Action = "extend"  // Text comes at its end
	Keep   Action = "keep"    // there is nothing to do
	ByHand Action = "by hand" // it is there, and where Text belongs in it only its author knows
)

// Edit is what becomes of one file.
type Edit struct {
	Action Action
	Path   string // slash-separated, from the root
	Text   string // what is written
	Why    string // of Keep and ByHand: why nothing is written
	Next   string // what the user does then; "" if nothing
}

//go:embed template
var templates embed.FS

// Template gives a template with its {WORDS} replaced: pairs of a word and what stands in its place.
func Template(name string, pairs ...string) string {
	text, err := templates.ReadFile("template/" + name)
	if err != nil {
		panic(err) // a mistake of the build, which every test shows
	}
	return strings.NewReplacer(pairs...).Replace(string(text))
}

// Repository drafts everything, in the order in which it matters.
func Repository(o Options) ([]Edit, error) {
	var edits []Edit
	for _, draft := range []func(*Options) (Edit, error){configuration, hook, workflow, codeowners} {
		e, err := draft(&o)
		if err != nil {
			return nil, fmt.Errorf("looking at what is there: %w", err)
		}
		edits = append(edits, e)
	}
	return edits, nil
}

// create drafts a new file, or leaves the one that is there.
func (o *Options) create(path, text, next string) (Edit, error) {
	_, found, err := o.Read(path)
	if found {
		return Edit{Action: Keep, Path: path, Why: "it is there already"}, err
	}
	return Edit{Action: Create, Path: path, Text: text, Next: next}, err
}

func configuration(o *Options) (Edit, error) {
	return o.create(config.Name, Template("techcheck.toml", "{POLICY}", inTOML.Replace(o.Policy)), "")
}

// newest is what hooks and workflows take where neither a release nor a commit is known, as YAML.
const newest = "main # better a commit or a release, which does not change"

// hook is the revision of techcheck that hooks take.
func (o *Options) hook() string { return cmp.Or(o.Tag, o.Commit, newest) }

// action is the one that workflows take: the commit also of a release, whose tag can be moved.
func (o *Options) action() string {
	if o.Tag != "" && o.Commit != "" {
		return o.Commit + " # " + o.Tag
	}
	return o.hook()
}

// gitlab is the pipeline of GitLab, to which a job is added by hand: its stages are its author's.
const gitlab = ".gitlab-ci.yml"

// workflow drafts what runs in CI: where the repository has a pipeline of GitLab, a job of it.
func workflow(o *Options) (Edit, error) {
	there, found, err := o.Read(gitlab)
	switch {
	case err != nil:
		return Edit{}, err
	case found && strings.Contains(there, "techcheck"):
		return Edit{Action: Keep, Path: gitlab, Why: "it names techcheck already"}, nil
	case found:
		return o.job(), nil
	}
	return o.githubWorkflow()
}

func (o *Options) job() Edit {
	job := Edit{Action: ByHand, Path: gitlab, Text: Template("gitlab-ci.yml", "{REF}", o.hook()), Why: "its stages you know best"}
	if o.From != nil {
		job.Next = "Let the job's before_script clone the policy to where " + config.Name + " names it, " + o.Policy + ": a private one needs a token that may read it."
	}
	return job
}

func (o *Options) githubWorkflow() (Edit, error) {
	var checkout, input, next string
	if o.From != nil {
		checkout = Template("workflow-policy.yml", "{REPOSITORY}", inYAML(cmp.Or(o.From.Repository, unknownSource)))
		input = "        with:\n          policy: " + inYAML(path.Join(".technology-policy", o.From.Folder)) + "\n"
		next = "The workflow checks out the policy from " + o.From.Repository + ": a private one needs a token that may read it."
	}
	if o.From != nil && o.From.Repository == "" {
		next = "Replace " + unknownSource + " in the workflow by the policy's repository, correct the input policy if it is another folder of that, and give a private one a token."
	}
	text := Template("workflow.yml", "{BRANCH}", inYAML(o.Branch), "{REF}", o.action(), "{POLICY}", checkout, "{INPUT}", input)
	return o.create(".github/workflows/techcheck.yml", text, next)
}

// inTOML escapes a text for a string in double quotes.
var inTOML = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

var plain = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9._/-]*$`)

// inYAML quotes the name of a branch where that is needed.
func inYAML(branch string) string {
	if plain.MatchString(branch) {
		return branch
	}
	return strconv.Quote(branch)
}

// codeowners drafts the line that gives exceptions to those who decide on them. It comes last, as the last line that matches
// a path counts.
func codeowners(o *Options) (Edit, error) {
	text := Template("codeowners", "{OWNERS}", cmp.Or(strings.Join(o.Owners, " "), Owner))
	next := ""
	if len(o.Owners) == 0 {
		next = "Replace " + Owner + " by who decides on exceptions, a team or people."
	}
	for _, path := range exception.CodeownersPaths {
		there, found, err := o.Read(path)
		switch {
		case err != nil:
			return Edit{}, err
		case !found:
			continue
		case strings.Contains(there, exception.Folder):
			return Edit{Action: Keep, Path: path, Why: "it names " + exception.Folder + " already"}, nil
		case strings.Contains("\n"+there, "\n[") || strings.Contains("\n"+there, "\n^["):
			return Edit{Action: ByHand, Path: path, Text: text, Why: "it has sections", Next: next}, nil
		}
		return Edit{Action: Extend, Path: path, Text: withEnds(onNewLine(there)+text, there), Next: next}, nil
	}
	place := exception.CodeownersPaths[0]
	if _, found, err := o.Read(gitlab); err != nil {
		return Edit{}, err
	} else if found {
		place = exception.CodeownersPaths[1] // where GitLab looks, too
	}
	return Edit{Action: Create, Path: place, Text: text, Next: next}, nil
}

// onNewLine is what comes before a text that is written at the end of another one, with an empty line between them.
func onNewLine(there string) string {
	switch {
	case there == "":
		return ""
	case strings.HasSuffix(there, "\n"):
		return "\n"
	}
	return "\n\n"
}

// withEnds gives a text the line ends of the one that it is added to.
func withEnds(text, there string) string {
	if !strings.Contains(there, "\r\n") {
		return text
	}
	return strings.ReplaceAll(text, "\n", "\r\n")
}
