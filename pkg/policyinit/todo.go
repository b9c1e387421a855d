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
	fmt.Fprintf(&b, "%d of its %d rows are judgements now. Delete this page when it is done.\n", len(m.Judgements), m.Rows)
	if len(m.Remarks) > 0 {
		b.WriteString("\n## Look at\n\n")
	}
	for _, p := range m.Remarks {
		fmt.Fprintf(&b, "- [ ] line %d: %s\n", p.Line, markdown.Text(p.Message))
	}
	if len(m.left) > 0 {
		b.WriteString("\n## Complete\n\nWrite what stands in capitals, and move the entries into the policy.\n")
	}
	for i := range m.left {
		m.left[i].toDo(&b, reviewBy)
	}
	return folder.File{Path: "TODO.md", Text: b.String()}
}

// toDo writes a row as the entries that it is to become.
func (u *unknown) toDo(b *strings.Builder, reviewBy guideline.Date) {
	fmt.Fprintf(b, "\n### Line %d: %s\n\nThe row: %s\n", u.line, markdown.Text(u.technology), markdown.Text(u.text()))
	id := strings.TrimPrefix(u.judgement.ID, "/")
	judgement := entry(&u.judgement)
	if u.versionOf != nil {
		inFile(b, choicesPath(u.versionOf.Category), defaults(reviewBy)+"\n"+judgement+
			"  technology: "+u.versionOf.ID+"\n  versions: \"VERSIONS\"   # as in \"<17\"\n")
		return
	}
	category := cmp.Or(naming.Slug(u.category), "CATEGORY")
	inFile(b, PolicyFolder+"/technologies/own.yaml", fmt.Sprintf(
		"%s:\n  name: %s\n  category: %s\n  identified_by: [pkg:TYPE/NAME]   # its packages and images, as in pkg:npm/mongoose, pkg:docker/mongo\n",
		id, scalar(u.technology), category))
	inFile(b, choicesPath(category), defaults(reviewBy)+"\n"+judgement)
}

// inFile shows YAML and the file that it is for.
func inFile(b *strings.Builder, path, text string) {
	fmt.Fprintf(b, "\nIn `%s`:\n\n```yaml\n%s```\n", path, text)
}
