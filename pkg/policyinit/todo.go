package policyinit

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/dna-group/techcheck/pkg/folder"
	"github.com/dna-group/techcheck/pkg/guideline"
	"github.com/dna-group/techcheck/pkg/markdown"
	"github.com/dna-group/techcheck/pkg/naming"
)

// toDo gives the page that says what is left to do after an import, and keeps the rows that are no judgements yet.
func (m *Imported) toDo(reviewBy guideline.Date) folder.File {
	var b strings.Builder
	fmt.Fprintf(&b, "# To do after the import of %s\n\n", markdown.Text(m.Table))
	fmt.Fprintf(&b, "%d of its %d rows are judgements now: entries of `%s`. What is left takes somebody who knows\n"+
		"what was meant, and no code. `techcheck policy verify policy` says what is wrong in the files. Delete this page at the end.\n",
		len(m.Judgements), m.Rows, choicesPath("AREA"))
	files := map[int]string{} // of the judgements, by line
	begun := map[string]bool{}
	for i := range m.Judgements {
		g := &m.Judgements[i]
		files[g.Place.Line] = choicesPath(g.Area())
		begun[files[g.Place.Line]] = true
	}
	m.lookAt(&b, files)
	m.complete(&b, reviewBy, begun)
	return folder.File{Path: "TODO.md", Text: b.String()}
}

// lookAt lists the remarks by lines of the table. files are those of the judgements.
func (m *Imported) lookAt(b *strings.Builder, files map[int]string) {
	if len(m.Remarks) == 0 {
		return
	}
	b.WriteString("\n## Look at\n\nThe lines are those of the table, each with the file of the judgement that became of it. Where something is not right, correct\nit there.\n\n")
	line := -1
	for _, p := range m.Remarks {
		if p.Line != line {
			line = p.Line
			fmt.Fprintf(b, "- Line %d%s\n", line, after(", in ", files[line]))
		}
		fmt.Fprintf(b, "  - [ ] %s\n", markdown.Text(p.Message))
	}
}

// after is a path as code behind a text; "" of none.
func after(text, path string) string {
	if path == "" {
		return ""
	}
	return text + markdown.Code(path)
}

// blanks are the words that stand for what nobody knew, and what to write in their place.
var blanks = []struct{ word, meaning string }{
	{"CATEGORY", "what sort of technology it is, as in `datastore` or `message-broker`; the name of the file says the same"},
	{"pkg:TYPE/NAME", "what it is called where it is used, its packages and images, as in `pkg:npm/mongoose`, `pkg:maven/com.example/bus`, `pkg:docker/mongo`"},
	{"VERSIONS", "the versions that are meant, as in `<17`"},
	{"STATUS", "`approved`, `trial` (only where it is tried out), `hold` (no new uses) or `disallowed`"},
	{"REASON", "why, in a sentence: developers read it where they are stopped"},
}

// complete says how the rows about technologies that are not known become judgements. begun are the files that are there.
func (m *Imported) complete(b *strings.Builder, reviewBy guideline.Date, begun map[string]bool) {
	if len(m.left) == 0 {
		return
	}
	var rows strings.Builder
	for i := range m.left {
		m.left[i].toDo(&rows, reviewBy, begun)
	}
	b.WriteString("\n## Complete\n\nThese rows say nothing yet. Copy each block to the end of the file that is named above it, or into a new file of that name,\n" +
		"and write what is missing in place of the words in capitals. (A file has one line `defaults:`, at its top: leave out a second\none.)\n\n")
	for _, blank := range blanks {
		if strings.Contains(rows.String(), blank.word) {
			fmt.Fprintf(b, "- `%s`: %s\n", blank.word, blank.meaning)
		}
	}
	b.WriteString(rows.String())
}

// toDo writes a row as the entries that it is to become.
func (u *unknown) toDo(b *strings.Builder, reviewBy guideline.Date, begun map[string]bool) {
	fmt.Fprintf(b, "\n### Line %d: %s\n\nThe row: %s\n", u.line, markdown.Text(u.technology), markdown.Text(u.text()))
	id := strings.TrimPrefix(u.judgement.ID, "/")
	judgement := entry(&u.judgement)
	category := cmp.Or(naming.Slug(u.category), "CATEGORY")
	if u.versionOf != nil {
		category = u.versionOf.Category
		judgement += "  technology: " + u.versionOf.ID + "\n  versions: \"VERSIONS\"\n"
	} else {
		inFile(b, PolicyFolder+"/technologies/own.yaml", fmt.Sprintf(
			"%s:\n  name: %s\n  category: %s\n  identified_by: [pkg:TYPE/NAME]\n", id, scalar(u.technology), category))
	}
	file := choicesPath(category)
	if !begun[file] {
		judgement = defaults(reviewBy) + "\n" + judgement
		begun[file] = category != "CATEGORY"
	}
	inFile(b, file, judgement)
}

// inFile shows YAML and the file that it is for.
func inFile(b *strings.Builder, path, text string) {
	fmt.Fprintf(b, "\nIn `%s`:\n\n```yaml\n%s```\n", path, text)
}
