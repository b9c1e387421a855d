package imageref

import (
	"strings"
	"testing"

	"github.com/distribution/reference"
)

// TestSplitAgreesWithReference holds that references are split as Docker's own package splits them.
func TestSplitAgreesWithReference(t *testing.T) {
	digest := "sha256:" + strings.Repeat("0123456789abcdef", 4)
	for _, name := range []string{"golang", "a/b", "localhost:5000/a/b", "registry.example.com:443/x", "registry.example.com/a/b/c", "[::1]:5000/a"} {
		for _, suffix := range []string{"", ":1.22", ":1.22@" + digest, "@" + digest} {
			gotName, tag, sum := Split(Written(name+suffix, make([]int, len(name+suffix)), Literal))
			ref, err := reference.Parse(name + suffix)
			if err != nil {
				t.Fatal(err)
			}
			want := [3]string{ref.(reference.Named).Name()}
			if tagged, ok := ref.(reference.Tagged); ok {
				want[1] = tagged.Tag()
			}
			if digested, ok := ref.(reference.Digested); ok {
				want[2] = digested.Digest().String()
			}
			if got := [3]string{gotName.String(), tag.String(), sum.String()}; got != want {
				t.Errorf("%s: %q, want %q", name+suffix, got, want)
			}
		}
	}
}
