package pom

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/syntax/xml"
)

// javaProperties are the properties that say which Java is compiled for, the strongest first. The last one is Spring Boot's.
var javaProperties = []string{"maven.compiler.release", "maven.compiler.target", "maven.compiler.source", "java.version"}

// language finds the version of Java: in the configuration of the compiler plugin, else in a property.
func languageOf(root *xml.Element) *language {
	for _, setting := range []string{"release", "target", "source"} {
		for e := range root.All() {
			if e.Name != "plugin" || e.Child("artifactId").Text().String() != "maven-compiler-plugin" {
				continue
			}
			if e = e.Child("configuration").Child(setting); e.Text().Len() > 0 {
				return newLanguage(e)
			}
		}
	}
	for _, name := range javaProperties {
		for e := range root.All() {
			if e.Name == name && e.In("properties") && e.Text().Len() > 0 {
				return newLanguage(e)
			}
		}
	}
	return nil
}

// language is the version of Java, and the element's name that tells it.
type language struct {
	name    inventory.Span
	text    string
	version xml.Text
}

// newLanguage takes the word java as the name where the element has it.
func newLanguage(e *xml.Element) *language {
	const java = "java"
	if strings.HasPrefix(e.Name, java) {
		return &language{inventory.Span{Start: e.Span.Start, End: e.Span.Start + len(java)}, java, e.Text()}
	}
	return &language{e.Span, e.Name, e.Text()}
}
