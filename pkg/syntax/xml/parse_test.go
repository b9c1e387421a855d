package xml_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/xml"
)

// TestParse reads documents into lines: each element, attribute and text, with what stands in its span.
func TestParse(t *testing.T) {
	var deep string
	for depth := range 200 {
		deep += strings.Repeat("  ", depth) + "a\n"
	}
	for name, test := range map[string]struct{ document, want, err string }{
		"plain": {
			document: "<a x='1' y = \"2\"><b> text </b><c/></a>",
			want:     "a x=1 y=2\n  b: text\n  c\n",
		},
		"prefixes": {
			document: `<m:a xmlns:m="urn:m" m:x="1"><m:b>v</m:b></m:a>`,
			want:     "a m=urn:m x=1\n  b: v\n",
		},
		"entities, comments and CDATA in a text": {
			document: "<a x='&lt;1&#x41;'>1<!-- no -->.&amp;2<![CDATA[&amp;]]></a>",
			want:     "a x=<1A[&lt;1&#x41;]: 1.&2&amp;[1<!-- no -->.&amp;2<![CDATA[&amp;]\n",
		},
		"an unknown entity stays": {
			document: `<!DOCTYPE a [<!ENTITY e "<x>">]><a>&e; & &copy;</a>`,
			want:     "a: &e; & ©[&e; & &copy;]\n",
		},
		"single-byte encoding": {
			document: "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a x=\"\xe4\">\xe9\xe8<b>v</b></a>",
			want:     "a x=ä[\xe4]: éè[\xe9\xe8]\n  b: v\n",
		},
		"another single-byte encoding": {
			document: "<?xml version='1.0' encoding='windows-1252'?><a>\x80</a>",
			want:     "a: €[\x80]\n",
		},
		"UTF-8, invalid bytes, a mark and XML 1.1": {
			document: "\xef\xbb\xbf<?xml version=\"1.1\" encoding=\"utf-8\"?><a ü='ü'>ü<b>\xff\x01</b></a>",
			want:     "a ü=ü: ü\n  b: \uFFFD\x01[\xff\x01]\n",
		},
		"attributes of sloppy writers": {
			document: "<a x=1 y z='>'/>",
			want:     "a x=1 y= z=>\n",
		},
		"text between children": {
			document: "<a>1<b/>2</a>",
			want:     "a: 12[1<b/>2]\n  b\n",
		},
		"no element":         {document: " ", err: "1: the file holds no element"},
		"not XML":            {document: "a = b", err: "5: the file holds no element"},
		"an end is missing":  {document: "<a><b>1</b>", want: "a\n  b: 1\n", err: "11: the file ends before </a>"},
		"a wrong end":        {document: "<a><b>1</a>", want: "a\n  b: 1\n", err: "7: </a> stands where <b> should end"},
		"an end of nothing":  {document: "<a/></b>", want: "a\n", err: "4: </b> ends nothing"},
		"a merge conflict":   {document: "<a>\n<<<<<<< HEAD\n", want: "a\n", err: "4: a merge conflict begins here"},
		"ends in a tag":      {document: "<a><b x='1", want: "a\n", err: "3: unexpected EOF"},
		"nested too deep":    {document: strings.Repeat("<a>", 201), want: deep, err: "600: elements are nested deeper than 200"},
		"UTF-16 is not read": {document: "\xff\xfe<\x00", err: "0: the file is UTF-16: save it as UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			root, err := xml.Parse([]byte(test.document))
			if got := describe(err); got != test.err {
				t.Errorf("error %q, want %q", got, test.err)
			}
			var got strings.Builder
			write(&got, test.document, root, "")
			if diff := cmp.Diff(test.want, got.String()); diff != "" {
				t.Errorf("wrong tree (-want +got):\n%s", diff)
			}
		})
	}
}

func describe(err error) string {
	if err == nil {
		return ""
	}
	return fmt.Sprintf("%d: %v", func() *xml.Error {
		target := &xml.Error{}
		_ = errors.As(err, &target)
		return target
	}().Offset, err)
}

func write(w *strings.Builder, document string, e *xml.Element, indent string) {
	if e == nil {
		return
	}
	w.WriteString(indent + at(document, e.Name, e.Span))
	for _, a := range e.Attributes {
		w.WriteString(" " + at(document, a.Name, a.Span) + "=" + at(document, a.Value.String(), a.Value.Span()))
	}
	if text := e.Text(); text.Len() > 0 {
		w.WriteString(": " + at(document, text.String(), text.Span()))
	}
	w.WriteString("\n")
	for _, child := range e.Children {
		write(w, document, child, indent+"  ")
	}
}

// at gives a text, and in brackets what stands in its span if that is not the same.
func at(document, text string, s inventory.Span) string {
	if written := document[s.Start:s.End]; written != text {
		return text + "[" + written + "]"
	}
	return text
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("<a x='&lt;1'>1<!-- no -->.&amp;2<![CDATA[&amp;]]><b/></a>"))
	f.Add([]byte("<?xml version='1.0' encoding='windows-1252'?><p:a x=1 y>\xe9</p:a>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		root, _ := xml.Parse(data)
		var all strings.Builder
		write(&all, string(data), root, "")
	})
}
