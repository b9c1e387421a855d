package setup

import (
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"
)

// preCommit is the configuration of pre-commit and prek.
const preCommit = ".pre-commit-config.yaml"

// others are the configurations of other hook managers, with the template of what to write into them.
var others = []struct{ path, template string }{
	{"lefthook.yml", "lefthook.yml"},
	{"lefthook.yaml", "lefthook.yml"},
	{".lefthook.yml", "lefthook.yml"},
	{".lefthook.yaml", "lefthook.yml"},
	{".husky/pre-commit", "husky"},
}

// hook drafts the configuration of the hook manager that the repository has, else of pre-commit.
func hook(o *Options) (Edit, error) {
	there, found, err := o.Read(preCommit)
	if err != nil {
		return Edit{}, err
	}
	if found {
		return extendPreCommit(there, o.hook()), nil
	}
	for _, other := range others {
		there, found, err := o.Read(other.path)
		switch {
		case err != nil:
			return Edit{}, err
		case found && strings.Contains(there, "techcheck"):
			return Edit{Action: Keep, Path: other.path, Why: "it names techcheck already"}, nil
		case found:
			return Edit{Action: ByHand, Path: other.path, Text: Template(other.template), Why: "where it belongs in there you know best"}, nil
		}
	}
	return Edit{
		Action: Create, Path: preCommit, Text: "repos:\n" + indented(Template("pre-commit.yaml", "{REF}", o.hook()), "  "),
		Next: "pre-commit install, or prek install, once in each clone (without them: techcheck init --hook writes a plain git hook).",
	}, nil
}

// extendPreCommit adds a repository to the end of the list, if the list ends the file and nothing else changes by it.
func extendPreCommit(there, ref string) Edit {
	if strings.Contains(there, "techcheck") {
		return Edit{Action: Keep, Path: preCommit, Why: "it names techcheck already"}
	}
	entry := Template("pre-commit.yaml", "{REF}", ref)
	if indent, ok := lastItem(there); ok {
		text := indented(entry, indent)
		if !strings.HasSuffix(there, "\n") {
			text = "\n" + text
		}
		if addsOne(there, there+text) {
			return Edit{Action: Extend, Path: preCommit, Text: text}
		}
	}
	return Edit{Action: ByHand, Path: preCommit, Text: entry, Why: "its repos do not end the file"}
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
