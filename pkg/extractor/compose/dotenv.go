package compose

import (
	"bytes"
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax"
)

// dotenv reads .env files for the resolver alone: they are no manifests.
var dotenv = &extractor.Extractor{
	Name:    "dotenv",
	Extract: func(f *extractor.File) { f.Keep(variables(f.Data)); f.Lines() },
}

// pending is an image that holds variables: its text, and its index among the file's components.
type pending struct {
	source    text
	component int
}

// elsewhere is added to offsets in .env, so that they are not taken for those of the Compose file.
const elsewhere = 1 << 40

// complete reads an image again, now that variables are known.
func complete(f, env *extractor.File, p pending, values map[string]imageref.Value) {
	resolved := imageref.Component(interpolate(p.source, values))
	c := &f.Components()[p.component]
	if resolved.Name == "" || resolved.PURL == c.PURL && resolved.Resolution == c.Resolution {
		return
	}
	resolved.Scope, resolved.Extractor, resolved.Attributes.Platform = c.Scope, c.Extractor, c.Attributes.Platform
	resolved.Location = f.Lines().Location(f.Path, resolved.NameSpan)
	if span := resolved.VersionSpan; span.Start >= elsewhere {
		resolved.VersionSpan = inventory.Span{Start: span.Start - elsewhere, End: span.End - elsewhere}
		resolved.VersionLocation = env.Lines().Location(env.Path, resolved.VersionSpan)
	} else if span != (inventory.Span{}) {
		resolved.VersionLocation = f.Lines().Location(f.Path, span)
	}
	*c = resolved
}

// variables reads lines of NAME=value, perhaps with export in front, quotes around the value, or a comment behind it. A
// value may hold variables of earlier lines.
func variables(data []byte) map[string]imageref.Value {
	values := map[string]imageref.Value{}
	rest := bytes.TrimPrefix(data, []byte(syntax.BOM))
	for len(rest) > 0 {
		line, next, _ := bytes.Cut(rest, []byte("\n"))
		start := len(data) - len(rest)
		rest = next
		name, value, found := strings.Cut(string(line), "=")
		if !found {
			continue
		}
		start += len(name) + 1
		name = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(name), "export "))
		trimmed, quote := unquote(value)
		start += strings.Index(value, trimmed)
		t := text{trimmed, make([]int, len(trimmed))}
		for i := range t.at {
			t.at[i] = elsewhere + start + i
		}
		values[name] = imageref.Written(t.s, t.at, imageref.Literal)
		if quote != '\'' && len(trimmed) <= maxValue {
			values[name] = interpolate(t, values)
		}
		if len(values[name]) > maxValue {
			delete(values, name)
		}
	}
	return values
}

// maxValue is the longest value that counts, in bytes: no image's name is longer.
const maxValue = 1024

// unquote cuts blanks, and quotes or a comment.
func unquote(value string) (trimmed string, quote byte) {
	trimmed = strings.TrimSpace(value)
	if trimmed != "" && strings.IndexByte(`"'`, trimmed[0]) >= 0 {
		if end := strings.IndexByte(trimmed[1:], trimmed[0]); end >= 0 {
			return trimmed[1 : end+1], trimmed[0]
		}
	}
	for _, comment := range []string{" #", "\t#"} {
		trimmed, _, _ = strings.Cut(trimmed, comment)
	}
	return strings.TrimSpace(trimmed), 0
}
