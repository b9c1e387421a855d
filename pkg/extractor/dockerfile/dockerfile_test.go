package dockerfile

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerfile/shell"
	"golang.org/x/tools/txtar"

	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/imageref"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, Extractor) }
func FuzzExtract(f *testing.F)  { extractortest.Fuzz(f, Extractor) }

// TestScannerAgreesWithBuildKit holds that instructions start where BuildKit's parser says, and have the same text.
func TestScannerAgreesWithBuildKit(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range archive.Files {
			for _, newline := range []string{"\n", "\r\n", " \t\n"} {
				agree(t, name, strings.ReplaceAll(string(file.Data), "\n", newline))
			}
		}
	}
}

func FuzzScanner(f *testing.F) {
	f.Add("# escape=`\nRUN a `\n # c\n\n b <<-'E' <<F\nx\n\tE\nF\nFROM a\\\nb")
	f.Fuzz(func(t *testing.T, data string) { agree(t, "fuzz", data) })
}

func agree(t *testing.T, name, data string) {
	t.Helper()
	scan := newScanner([]byte(data))
	if data != scan.data {
		return
	}
	result, err := parser.Parse(strings.NewReader(data))
	if err != nil {
		return
	}
	var got, want []string
	for instruction, ok := scan.next(); ok; instruction, ok = scan.next() {
		got = append(got, strings.TrimSpace(instruction.s))
	}
	for _, node := range result.AST.Children {
		if original := strings.TrimSpace(node.Original); original != "" {
			want = append(want, original)
		}
	}
	if !scan.template && !slices.Equal(got, want) {
		t.Errorf("%s: instructions %q, BuildKit reads %q in %q", name, got, want, data)
	}
}

// TestExpandAgreesWithBuildKit holds that what is resolved is what BuildKit's shell lexer makes of it.
func TestExpandAgreesWithBuildKit(t *testing.T) {
	args := map[string]string{"V": "1.22-alpine3.20", "W": "a/b/c", "EMPTY": ""}
	for _, word := range []string{
		`golang:1.22`, `"golang:1.22"`, `'golang':1.22`, `g\olang`, `"g\olang"`, `"g\"o"`, `'$V'`, `\$V`, `"\$V"`, `a$`, `"$V"`,
		`$V`, `${V}`, `$V-x`, `${V}x`, `$V$W`, `${V:-x}`, `${V-x}`, `${U:-x}`, `${U-x}`, `${EMPTY:-x}`, `${EMPTY-x}`, `x${EMPTY}`,
		`${V:+x}`, `${V+x}`, `x${U:+y}`, `x${EMPTY:+y}`, `x${EMPTY+y}`, `${V:?no}`, `${V?no}`,
		`${V%%-*}`, `${V%.*}`, `${V#*.}`, `${V##*.}`, `${V/./-}`, `${V//./-}`, `${W//\//-}`, `${W/x/y}`,
		`${U:-${V}}`, `${U:-"$V"}`, `${U:-${U:-${W}}}-x`, `${U:-'$V'}`, `${U:-a\}b}`,
	} {
		e := expander{values: map[string]imageref.Value{}, escape: '\\', budget: 1 << 20}
		var env []string
		for name, v := range args {
			e.values[name] = textAt(v, 1000).value(imageref.Literal)
			env = append(env, name+"="+v)
		}
		got := e.expand(textAt(word, 0))
		want, _, err := shell.NewLex('\\').ProcessWord(word, shell.EnvsFromSlice(env))
		if err != nil || got.Origin() == imageref.Unresolved || got.String() != want {
			t.Errorf("%s: %s (origin %d), BuildKit: %s %v", word, got, got.Origin(), want, err)
		}
	}
}

func TestMatch(t *testing.T) {
	for name, want := range map[string]bool{
		"Dockerfile": true, "a/dockerfile": true, "DOCKERFILE": true, "Dockerfile.dev": true, "Dockerfile-alpine": true, "Dockerfile_windows": true,
		"app.Dockerfile": true, "app.dockerfile": true, "Containerfile": true, "Containerfile.dev": true, "app.containerfile": true,
		"Dockerfile.j2": true, "Dockerfile.dev.txt": true,
		"Dockerfile.md": false, "dockerfile.go": false, "Dockerfile.dockerignore": false, ".dockerignore": false, "Dockerfile~": false,
		"Dockerfile.swp": false, ".Dockerfile.swp": false, "Dockerfile.orig": false, "dockerfiles": false, "mydockerfile": false, "#Dockerfile#": false,
		"dockerfile-lint.yml": false, "Dockerfile.d/README": false, "docker-compose.yml": false,
	} {
		if got := Extractor.Match.Accepts(name); got != want {
			t.Errorf("%s: matched %v, want %v", name, got, want)
		}
	}
}
