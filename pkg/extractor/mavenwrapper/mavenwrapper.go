// Package mavenwrapper reads maven-wrapper.properties, which says the Maven that a project is built with
// (maven.apache.org/tools/wrapper). A settings.xml is a machine's, not a repository's.
package mavenwrapper

import (
	"github.com/dna-group/techcheck/pkg/extractor"
	"github.com/dna-group/techcheck/pkg/extractor/gradlewrapper"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
)

// Extractor reads maven-wrapper.properties files.
var Extractor = &extractor.Extractor{
	Name:      "mavenwrapper",
	Doc:       "The Maven of a project",
	Ecosystem: "Maven",
	Files:     []string{"maven-wrapper.properties"},
	Kinds:     []inventory.Kind{inventory.Tool},
	Match:     extractor.Base("maven-wrapper.properties"),
	Extract:   wrapper.Extract,
}

var wrapper = gradlewrapper.Wrapper{
	// apache-maven-3.9.6-bin.zip, apache-maven-4.0.0-rc-2-bin.tar.gz, and the Maven daemon's maven-mvnd-1.0.2-linux-amd64.zip.
	Distribution: lazyregexp.New(`(maven|mvnd)-(\d[\w.+]*(?:-(?:alpha|beta|rc|M)[\w.+-]*?)??)(?:-(?:bin|src|linux|darwin|windows)[\w-]*)?\.(?:zip|tar\.gz)$`),
	Tool:         "maven",
	Hosts:        []string{"repo.maven.apache.org", "repo1.maven.org"},
	Next:         "write the file anew with mvn wrapper:wrapper",
}
