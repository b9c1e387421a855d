package versionfile_test

import (
	"strings"
	"testing"

	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/extractortest"
	"github.com/dna-group/techcheck/pkg/extractor/versionfile"
)

func TestTestdata(t *testing.T) { extractortest.Run(t, versionfile.Extractor) }

func FuzzExtract(f *testing.F) {
	for _, seed := range []string{"v20.1.0\n", "lts/*", "# c\r\n3.12.1 3.11\n", "java=21.0.4-tem\ngradle = 8.5", "python-3.12.1", "jruby-9.4@x"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{".nvmrc", ".java-version", ".python-version", ".sdkmanrc", "runtime.txt"} {
			result := versionfile.Extractor.Run(extractor.NewFile(name, data))
			extractortest.CheckSpans(t, name, data, result.Components)
			for _, p := range result.Problems {
				if strings.Contains(p.Message, "crashed") {
					t.Fatal(p.Message)
				}
			}
		}
	})
}
