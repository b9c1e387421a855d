package pep508_test

import (
	"cmp"
	"testing"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/pep508"
)

func TestRead(t *testing.T) {
	for _, c := range []struct{ text, name, version, requirement, source string }{
		{text: "requests", name: "requests"},
		{text: " a_b [x, y] >=1,<2 ; python_version < '3'", name: "a_b", requirement: ">=1,<2"},
		{text: "a(==1.0)", name: "a", version: "1.0"},
		{text: "a===1!2.0+cu118", name: "a", version: "1!2.0+cu118"},
		{text: "a==1.*", name: "a", requirement: "==1.*"},
		{text: "a==1.0,!=2", name: "a", requirement: "==1.0,!=2"},
		{text: "a~=1.0;extra=='x'", name: "a", requirement: "~=1.0"},
		{text: "a==${VERSION}", name: "a", requirement: "==${VERSION}"},
		{text: "a@https://registry.example.com/b-1.0.zip ;x", name: "a", source: "https://registry.example.com/b-1.0.zip"},
		{text: "https://registry.example.com/a_b-1.0-py3-none-any.whl", name: "a_b", version: "1.0", source: "https://registry.example.com/a_b-1.0-py3-none-any.whl"},
		{text: "git+ssh://git@git.example.com/o/a.git@v1", name: "a", source: "git+ssh://git@git.example.com/o/a.git@v1"},
		{text: `C:\wheels\a-1.0.zip`, name: "a", version: "1.0", source: `C:\wheels\a-1.0.zip`},
		{text: "{{ name }}>=1", name: "{{ name }}"},
		{text: ""}, {text: "a b"}, {text: ">=1"}, {text: "a @"}, {text: "a[x"}, {text: `"a"`},
	} {
		span := func(start, end int) inventory.Span { return inventory.Span{Start: start, End: end} }
		got, found := pep508.Read(c.text, span)
		if found != (c.name != "") || got.Name != c.name || got.Version != c.version || got.Requirement != c.requirement || got.Attributes.Source != c.source {
			t.Errorf("%q is %q, version %q, requirement %q, source %q (%v)", c.text, got.Name, got.Version, got.Requirement, got.Attributes.Source, found)
			continue
		}
		if at := c.text[got.NameSpan.Start:got.NameSpan.End]; at != c.name {
			t.Errorf("%q: the name is at %q", c.text, at)
		}
		if at := c.text[got.VersionSpan.Start:got.VersionSpan.End]; at != cmp.Or(c.version, c.requirement) {
			t.Errorf("%q: the version is at %q", c.text, at)
		}
	}
}
