package cli

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"
)

// TestManPages holds that man's own formatter finds nothing wrong in a page, and shows what the command's help says.
func TestManPages(t *testing.T) {
	groff, err := exec.LookPath("groff")
	if err != nil {
		skipUnlessCI(t, err)
	}
	for _, page := range ManPages() {
		t.Run(page.File, func(t *testing.T) {
			var out, errs bytes.Buffer
			format := exec.Command(groff, "-man", "-k", "-Tutf8", "-ww", "-P-c", "-P-b", "-P-u", "-rHY=0")
			format.Stdin, format.Stdout, format.Stderr = strings.NewReader(page.Text), &out, &errs
			if err := format.Run(); err != nil || errs.Len() > 0 {
				t.Fatalf("%v %s", err, &errs)
			}
			command := strings.Fields(strings.ReplaceAll(strings.TrimSuffix(page.File, ".1"), "-", " "))
			cmd, rest, err := newRoot(&program{}).Find(command[1:])
			if err != nil || len(rest) > 0 {
				t.Fatalf("there is no command for %s", page.File)
			}
			shown := plain(out.String())
			for _, want := range []string{cmd.Short, "--help", cmd.Example, description(cmd)} {
				if !strings.Contains(shown, plain(want)) {
					t.Errorf("the page does not show %q, but\n%s", want, &out)
				}
			}
		})
	}
}

// plain is a text's words, without the marks of a list.
func plain(text string) string {
	return strings.NewReplacer("• ", "", " - ", " ").Replace(strings.Join(strings.Fields(text), " "))
}
