package text_test

import (
	"fmt"
	"testing"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/text"
)

// TestCut splits g:a:1.$v of which $v stands for 2 in another place: the parts keep their places.
func TestCut(t *testing.T) {
	own := &text.Origin{Path: "own"}
	span := func(start, end int) inventory.Span { return inventory.Span{Start: start, End: end} }
	whole := text.Written(own, "g:a:1.", span(10, 16), inventory.Literal)
	variable := text.Written(&text.Origin{Path: "other"}, "2", span(3, 4), inventory.Inherited).Placed(span(16, 18))
	whole = append(whole, variable...)

	show := func(part text.Text) string {
		from := part.From(own)
		return fmt.Sprintf("%s at %v from %s %v, %s", part, part.At(), from.Path, from.Span, part.Resolution())
	}
	group, rest, _ := whole.Cut(":")
	artifact, version, found := rest.Cut(":")
	_, minor, _ := version.Cut(".")
	_, _, again := minor.Cut(":")
	if !found || again {
		t.Errorf("found %v, and again %v", found, again)
	}
	for got, want := range map[string]string{
		show(group):                    "g at {10 11} from own {10 11}, literal",
		show(artifact):                 "a at {12 13} from own {12 13}, literal",
		show(version):                  "1.2 at {14 18} from own {14 18}, inherited",
		show(minor):                    "2 at {16 18} from other {3 4}, inherited",
		show(version.Join(own)):        "1.2 at {14 18} from own {14 18}, inherited",
		show(text.Text(nil).Join(own)): " at {0 0} from own {0 0}, literal",
		show(text.Written(own, "a", span(0, 2), inventory.Literal)): "a at {0 2} from own {0 2}, variable",
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestWorse(t *testing.T) {
	for _, c := range [][3]inventory.Resolution{
		{inventory.Literal, inventory.Literal, inventory.Literal},
		{inventory.Literal, inventory.Variable, inventory.Variable},
		{inventory.Inherited, inventory.Variable, inventory.Inherited},
		{inventory.Inherited, inventory.Unresolved, inventory.Unresolved},
	} {
		if got := text.Worse(c[0], c[1]); got != c[2] || text.Worse(c[1], c[0]) != got {
			t.Errorf("%s and %s: %s, want %s", c[0], c[1], got, c[2])
		}
	}
}
