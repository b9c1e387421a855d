package setup

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Manager is what runs the hooks that a file of the repository lists.
type Manager struct {
	Path  string   // of the file
	By    string   // who runs them
	marks []string // what the hook that it installs into git holds, one of these

	template string // of what to add to the file
}

// Managers are those that are known: a new repository gets the file of the first one.
var Managers = slices.Concat(
	managers("pre-commit or prek", []string{"pre-commit", "prek"}, preCommit, ".pre-commit-config.yaml", ".pre-commit-config.yml"),
	managers("prek", []string{"prek"}, "prek.toml", "prek.toml"),
	managers("lefthook", []string{"lefthook"}, "lefthook.yml",
		"lefthook.yml", "lefthook.yaml", ".lefthook.yml", ".lefthook.yaml", ".config/lefthook.yml", ".config/lefthook.yaml"),
	managers("lefthook", []string{"lefthook"}, command,
		"lefthook.toml", "lefthook.json", "lefthook.jsonc", ".lefthook.toml", ".lefthook.json", ".lefthook.jsonc",
		".config/lefthook.toml", ".config/lefthook.json", ".config/lefthook.jsonc"),
	managers("husky", []string{"husky", `/h"`}, command, ".husky/pre-commit"),
)

// The templates of pre-commit's list of repositories, and of the command alone.
const (
	preCommit = "pre-commit.yaml"
	command   = "husky"
)

func managers(by string, marks []string, template string, paths ...string) []Manager {
	all := make([]Manager, len(paths))
	for i, path := range paths {
		all[i] = Manager{path, by, marks, template}
	}
	return all
}

// Installed tells whether a hook of git's is the one that the manager installs.
func (m *Manager) Installed(hook string) bool {
	return slices.ContainsFunc(m.marks, func(mark string) bool { return strings.Contains(hook, mark) })
}

// Runs tells whether a hook, or the file of a manager, runs techcheck: whether it is named outside of comments.
func Runs(text string) bool {
	for line := range strings.Lines(text) {
		if code, _, _ := strings.Cut(line, "#"); strings.Contains(code, "techcheck") {
			return true
		}
	}
	return false
}

// hook drafts what runs techcheck in the hook manager that the repository has, else in pre-commit.
func hook(o *Options) (Edit, error) {
	for i := range Managers {
		m := &Managers[i]
		there, found, err := o.Read(m.Path)
		switch {
		case err != nil:
			return Edit{}, err
		case found && Runs(there):
			return Edit{Action: Keep, Path: m.Path, Why: "it names techcheck already"}, nil
		case found && m.template == preCommit:
			return extendPreCommit(m.Path, there, o.hook()), nil
		case found:
			text := Template(m.template, "{REF}", cmp.Or(o.Tag, o.Commit, "main"))
			return Edit{Action: ByHand, Path: m.Path, Text: text, Why: "where it belongs in there you know best"}, nil
		}
	}
	return Edit{
		Action: Create, Path: Managers[0].Path, Text: "repos:\n" + indented(Template(preCommit, "{REF}", o.hook()), "  "),
		Next: "pre-commit install, or prek install, once in each clone (without them: techcheck init --hook writes a plain git hook).",
	}, nil
}

// extendPreCommit adds a repository to the end of the list, if the list ends the file and nothing else changes by it.
func extendPreCommit(path, there, ref string) Edit {
	entry := Template(preCommit, "{REF}", ref)
	if indent, ok := lastItem(there); ok {
		text := indented(entry, indent)
		if !strings.HasSuffix(there, "\n") {
			text = "\n" + text
		}
		if text = withEnds(text, there); addsOne(there, there+text) {
			return Edit{Action: Extend, Path: path, Text: text}
		}
	}
	return Edit{Action: ByHand, Path: path, Text: entry, Why: "its repos do not end the file"}
}

// lastItem gives the indent of the last repository in the list.
func lastItem(text string) (indent string, ok bool) {
	var document yaml.Node
	if yaml.Unmarshal([]byte(text), &document) != nil || len(document.Content) != 1 {
		return "", false
	}
	root := document.Content[0]
	if root.Kind != yaml.MappingNode || len(root.Content) < 2 {
		return "", false
	}
	key, repos := root.Content[len(root.Content)-2], root.Content[len(root.Content)-1]
	if key.Value != "repos" || repos.Kind != yaml.SequenceNode || len(repos.Content) == 0 {
		return "", false
	}
	line := strings.Split(text, "\n")[repos.Content[len(repos.Content)-1].Line-1]
	rest := strings.TrimLeft(line, " ")
	return line[:len(line)-len(rest)], strings.HasPrefix(rest, "- ")
}

// addsOne tells whether a configuration is another one with one more repository.
func addsOne(before, after string) bool {
	var a, b map[string]any
	if yaml.Unmarshal([]byte(before), &a) != nil || yaml.Unmarshal([]byte(after), &b) != nil {
		return false
	}
	was, _ := a["repos"].([]any)
	is, _ := b["repos"].([]any)
	if len(is) != len(was)+1 {
		return false
	}
	b["repos"] = is[:len(was)]
	return reflect.DeepEqual(a, b)
}

func indented(text, indent string) string {
	return indent + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n"+indent) + "\n"
}

// GitHook is a plain git hook.
func GitHook() string { return Template("hook") }
