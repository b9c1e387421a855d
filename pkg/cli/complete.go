package cli

import (
	"cmp"
	"context"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/policy"
	"github.com/dna-group/techcheck/pkg/source"
)

// isCompletion tells that a shell asks how a command line goes on.
func isCompletion(args []string) bool {
	return len(args) > 0 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd)
}

// values gives what may stand at a place of a command line, each perhaps with a tab and what it is, in any order.
type values func(*session) []string

// argumentValues are the values of arguments, by the word that stands for one in a command's Use, or by the command and that
// word. Other words stand for what only the user knows.
var argumentValues = map[string]values{
	"GUIDELINE": guidelineIDs,
	"NAME":      technologyIDs,
	"AREA":      areaFolders,
	"OLD":       policyNames,
	"NEW":       policyNames,

	"techcheck explain ID":       func(s *session) []string { return slices.Concat(guidelineIDs(s), technologyIDs(s), decisionIDs(s)) },
	"techcheck decision show ID": decisionIDs,

	"techcheck exception approve ID": exceptionIDs,
	"techcheck exception reject ID":  exceptionIDs,
	"techcheck exception renew ID":   exceptionIDs,
	"techcheck exception log ID":     exceptionIDs,
}

// flagValues are the values of flags, by their names. Those of others are what their help lists.
var flagValues = map[string]values{
	"alternative": technologyIDs,
	"area":        areas,
	"category":    categories,
	"decision":    decisionIDs,
	"from":        guidelineIDs,
	"owner":       ownerIDs,
	"policy":      policyNames,
	"technology":  technologyIDs,
}

// The words that stand for files and folders, in a Use and in a flag's help.
var (
	fileWords   = regexp.MustCompile(`\b(FILE|PATH|INVENTORY|file|key)\b`)
	folderWords = regexp.MustCompile(`\b(DIR|OLD|NEW|folder)\b`)
)

// addCompletion says for every argument and every flag how it is completed.
func (p *program) addCompletion(cmd *cobra.Command) {
	for _, member := range cmd.Commands() {
		p.addCompletion(member)
	}
	if cmd.HasSubCommands() || cmd.Name() == "help" || len(cmd.ValidArgs) > 0 {
		return
	}
	words := strings.Fields(cmd.Use)[1:]
	cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		word, ok := wordAt(words, len(args))
		if !ok {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return completed(p.valuesOf(cmd, argumentValue(cmd, word)), word, typed)
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		word, help := pflag.UnquoteUsage(f)
		_ = cmd.RegisterFlagCompletionFunc(f.Name, func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
			if listed := listedValues(help); listed != nil {
				return completed(listed, word, typed)
			}
			return completed(p.valuesOf(cmd, flagValues[f.Name]), word, typed)
		}) // an error would say that there is one already
	})
}

// wordAt is the word for the argument with an index: the last one, if that may be repeated.
func wordAt(words []string, index int) (string, bool) {
	if index < len(words) {
		return words[index], true
	}
	if len(words) > 0 && strings.Contains(words[len(words)-1], "…") {
		return words[len(words)-1], true
	}
	return "", false
}

// argumentValue finds the values of an argument by its word: the first of the names in it that has some.
func argumentValue(cmd *cobra.Command, word string) values {
	for _, name := range strings.FieldsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if found := argumentValues[cmd.CommandPath()+" "+name]; found != nil {
			return found
		}
		if found := argumentValues[name]; found != nil {
			return found
		}
	}
	return nil
}

// The values that a flag's help lists at its end, as in "the format: text, json (default text)".
var valueList = regexp.MustCompile(`(?:: |^)([a-z][a-z-]*(?:, (?:or )?[a-z][a-z-]*)+)(?: \([^()]*\))?$`)

// listedValues are the values that a flag's help lists; nil if it lists none.
func listedValues(help string) []string {
	match := valueList.FindStringSubmatch(help)
	if match == nil {
		return nil
	}
	return strings.Split(strings.ReplaceAll(match[1], ", or ", ", "), ", ")
}

// completed gives the values that go on with what was typed, and says whether files or folders do, too.
func completed(all []string, word, typed string) ([]string, cobra.ShellCompDirective) {
	found := matching(all, typed)
	switch {
	case len(found) > 0 && strings.HasSuffix(found[0], "/\t"):
		return found, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	case folderWords.MatchString(word) && len(found) == 0:
		return nil, cobra.ShellCompDirectiveFilterDirs
	case folderWords.MatchString(word), fileWords.MatchString(word) && len(all) == 0, strings.Contains(typed, "="):
		return found, cobra.ShellCompDirectiveDefault
	}
	return found, cobra.ShellCompDirectiveNoFileComp
}

// valuesOf gives values by the policy that applies here, or that the command line names. One that does not load has none.
func (p *program) valuesOf(cmd *cobra.Command, of values) []string {
	if of == nil {
		return nil
	}
	named := ""
	if f := cmd.Flags().Lookup("policy"); f != nil && f.Changed {
		named = f.Value.String()
	}
	s, err := p.openPolicy(cmd.Context(), &readFlags{policy: named})
	if err != nil {
		return of(&session{judge: &policy.Judge{Policy: &guideline.Policy{}}})
	}
	defer s.tree.Close()
	return of(s)
}

// matching gives the values that start as typed, in order, without what a terminal would obey.
func matching(all []string, typed string) []string {
	var found []string
	for _, value := range all {
		if strings.HasPrefix(value, typed) {
			found = append(found, strings.Map(func(r rune) rune {
				if unicode.IsPrint(r) || r == '\t' {
					return r
				}
				return -1
			}, value))
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func policyNames(*session) []string { return []string{starter + "\tthe policy that techcheck ships"} }

func guidelineIDs(s *session) []string {
	return described(s.judge.Policy.Guidelines, func(g *guideline.Guideline) (string, string) { return g.ID, cmp.Or(g.Title, g.Reason) })
}

func technologyIDs(s *session) []string {
	return described(s.judge.Policy.Technologies, func(t *guideline.Technology) (string, string) { return t.ID, t.Name })
}

func decisionIDs(s *session) []string {
	return described(s.judge.Policy.Decisions, func(d *guideline.Decision) (string, string) { return d.ID, d.Title })
}

func ownerIDs(s *session) []string {
	return described(s.judge.Policy.Settings.Owners, func(o *guideline.Owner) (string, string) { return o.ID, o.Name })
}

func areas(s *session) []string {
	return described(s.judge.Policy.Guidelines, func(g *guideline.Guideline) (string, string) { return path.Dir(g.ID), "" })
}

// areaFolders are what a guideline's id starts with.
func areaFolders(s *session) []string {
	return described(s.judge.Policy.Guidelines, func(g *guideline.Guideline) (string, string) { return path.Dir(g.ID) + "/", "" })
}

func categories(s *session) []string {
	return described(s.judge.Policy.Technologies, func(t *guideline.Technology) (string, string) { return t.Category, "" })
}

// exceptionIDs are the names of the files in the repository's folder of exceptions, and in the register.
func exceptionIDs(s *session) []string {
	if s.tree == nil {
		return nil
	}
	own, _ := s.tree.Folder(context.Background(), exception.Folder)
	register, _ := s.judge.Register() // who is asked to complete tells no errors
	return described(slices.Concat(own, register), func(e *source.Entry) (string, string) {
		return strings.TrimSuffix(path.Base(e.Path), ".toml"), ""
	})
}

// described gives values with what they are.
func described[T any](all []T, describe func(*T) (value, what string)) []string {
	values := make([]string, len(all))
	for i := range all {
		value, what := describe(&all[i])
		values[i] = value + "\t" + what
	}
	return values
}
