package signature_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/dna-group/techcheck/pkg/signature"
)

// TestMistakes holds what a reader is told of a mistake, and where.
func TestMistakes(t *testing.T) {
	dir := t.TempDir()
	key, weak := newKey(t, dir, "key", "-t", "ed25519").PublicKey(), newKey(t, dir, "weak", "-t", "rsa", "-b", "1024").PublicKey()
	for _, test := range []struct{ options, want string }{
		{`cert-authority`, "certificates cannot approve"},
		{`valid-after="20200231Z"`, `"valid-after": "20200231Z" is no time`},
		{`valid-before="19000101Z"`, `"valid-before": "19000101Z" is no time`},
		{`valid-before="2026-11-22"`, "write it as 20261122Z"},
		{`valid-after="20261122Z",valid-before="20261122Z"`, "never be valid"},
		{`namespace="git"`, `"namespace": this is neither an option`},
		{`namespaces="a" , namespaces="b"`, `"," is no kind of key`},
		{`namespaces="a",Namespaces="b"`, `"Namespaces" stands twice`},
		{`namespaces=git`, "in quotes"},
	} {
		_, err := signature.ParseApprovers([]byte("# Who decides.\n" + line("payments", "", key) + line("data-platform", test.options, key)))
		expectLine(t, err, 3, test.want)
	}
	_, err := signature.ParseApprovers([]byte(line("data-platform", "", weak)))
	expectLine(t, err, 1, "1024 bits")
	_, err = signature.ParseApprovers([]byte(line("", "", key)))
	expectLine(t, err, 1, "write before it who signs")
	_, err = signature.ParseApprovers([]byte("data-platform \n"))
	expectLine(t, err, 1, "the key is missing")
	_, err = signature.ParseApprovers([]byte("\n\ndata-platform\u00a0ssh-ed25519 AAAA"))
	expectLine(t, err, 3, "byte 14 is an invisible character")
}

func expectLine(t *testing.T, err error, number int, want string) {
	t.Helper()
	mistake, ok := errors.AsType[*signature.LineError](err)
	if !ok || mistake.Line != number || !strings.Contains(mistake.Err.Error(), want) || !strings.HasPrefix(err.Error(), fmt.Sprintf("line %d: ", number)) {
		t.Errorf("want %q in line %d: %v", want, number, err)
	}
}

// TestNearestReason holds that of several lines of a key the one that fits best is explained.
func TestNearestReason(t *testing.T) {
	dir := t.TempDir()
	key, other := newKey(t, dir, "key", "-t", "ed25519").PublicKey(), newKey(t, dir, "other", "-t", "ed25519").PublicKey()
	for _, test := range []struct{ name, file, want string }{
		{"nobody", "", `add data-platform namespaces="techcheck-exception" ssh-ed25519 AAAA`},
		{"another key", line("data-platform", "", other), "no line has the key SHA256:"},
		{"another name", line("payments", "", key), `line 1: the key is for "payments", not for data-platform`},
		{"the contact commented out", line("#platform", "", key), "no line"},
		{"the contact", line(`"#platform"`, `namespaces="git"`, key) + line("payments", "", key), `line 1: the key is for the namespaces "git"`},
		{"early", line("payments", "", key) + line("data-platform", `valid-after="20270101"`, key), "line 2: the key is valid from 2027-01-01T00:00:00Z on, not yet at 2026-11-22T12:00:00Z"},
		{"late", line("data-platform", `valid-before="20260101"`, key) + line("data-platform", `namespaces="git"`, key), "line 1: the key was valid through 2026-01-01T00:00:00Z"},
		{"one name excluded", line("*,!data-platform", "", key), "not for data-platform"},
		{"the contact excluded", line(`"*,!#platform"`, "", key), "not for data-platform"},
		{"the contact lets it", line(`"#platform"`, "", key), ""},
	} {
		approvers, err := signature.ParseApprovers([]byte(test.file))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		switch err := approvers.Check(key, []string{"data-platform", "#platform"}, namespace, day); {
		case test.want == "" && err != nil, test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
			t.Errorf("%s: want %q: %v", test.name, test.want, err)
		}
	}
}

// FuzzApprovers holds that no file panics, and that a line lets a key sign only if it says so: its patterns match as regular expressions, and
// its times are in order.
func FuzzApprovers(f *testing.F) {
	key := fixedKey(f).PublicKey()
	text := strings.TrimSpace(line("", "", key))
	for _, a := range approvals {
		principals, options, _ := strings.Cut(strings.Split(a.lines, "KEY")[0], " ")
		f.Add(principals, options, "data-platform")
	}
	f.Fuzz(func(t *testing.T, principals, options, name string) {
		file := principals + " " + options + " " + text
		approvers, err := signature.ParseApprovers([]byte(file))
		if err != nil || principals == "" || strings.ContainsAny(file, "\n\"#") || strings.TrimSpace(principals) != principals || strings.ContainsAny(principals, " \t") {
			return
		}
		want := name != "" && like(principals, name)
		for _, at := range []time.Time{day, {}, day.AddDate(500, 0, 0)} {
			if got := approvers.Check(key, []string{name}, namespace, at) == nil; got && !want || !got && want && strings.TrimSpace(options) == "" && len(file) < 1000 {
				t.Errorf("%q for %q: %v", file, name, got)
			}
		}
	})
}

// like matches a list of patterns by regular expressions.
func like(patterns, name string) bool {
	found := false
	for pattern := range strings.SplitSeq(patterns, ",") {
		pattern, negated := strings.CutPrefix(pattern, "!")
		quoted := regexp.QuoteMeta(hex(pattern))
		quoted = strings.NewReplacer(hex("*"), "(?:[0-9a-f]{2};)*", hex("?"), "[0-9a-f]{2};").Replace(quoted)
		if !regexp.MustCompile("^" + quoted + "$").MatchString(hex(name)) {
			continue
		}
		if negated {
			return false
		}
		found = true
	}
	return found
}

// hex writes each byte as two digits and a semicolon, so that a regular expression counts bytes.
func hex(text string) string {
	var b strings.Builder
	for i := range len(text) {
		fmt.Fprintf(&b, "%02x;", text[i])
	}
	return b.String()
}
