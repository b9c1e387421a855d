package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/url"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/markdown"
)

// The part of SARIF 2.1.0 (OASIS) that techcheck writes. What is left out is optional there.

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

// sarifRun has no automationDetails: the upload fills them with the workflow's job, or with the category that the workflow
// names. Were they here, the upload of one job would replace that of another, which GitHub would take for fixed.
type sarifRun struct {
	Tool        sarifTool            `json:"tool"`
	Invocations []sarifInvocation    `json:"invocations,omitempty"`
	Provenance  []sarifVersionSource `json:"versionControlProvenance,omitempty"`
	ColumnKind  string               `json:"columnKind"`
	Results     []sarifResult        `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name            string      `json:"name"`
	SemanticVersion string      `json:"semanticVersion,omitempty"`
	InformationURI  string      `json:"informationUri"`
	Rules           []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID               string               `json:"id"`
	ShortDescription sarifText            `json:"shortDescription"`
	FullDescription  sarifText            `json:"fullDescription"`
	Help             sarifText            `json:"help"`
	HelpURI          string               `json:"helpUri,omitempty"`
	Configuration    sarifConfiguration   `json:"defaultConfiguration"`
	Properties       *sarifRuleProperties `json:"properties,omitempty"`
}

type sarifConfiguration struct {
	Level string `json:"level"`
}

type sarifRuleProperties struct {
	Tags      []string `json:"tags"`
	Precision string   `json:"precision"`
	Severity  string   `json:"problem.severity"`
}

type sarifText struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type sarifResult struct {
	RuleID       string             `json:"ruleId"`
	RuleIndex    int                `json:"ruleIndex"`
	Level        string             `json:"level"`
	Message      sarifText          `json:"message"`
	Locations    []sarifLocation    `json:"locations"`
	Related      []sarifLocation    `json:"relatedLocations,omitempty"`
	Fingerprints map[string]string  `json:"partialFingerprints"`
	Baseline     string             `json:"baselineState,omitempty"`
	Suppressions []sarifSuppression `json:"suppressions,omitempty"`
}

type sarifLocation struct {
	ID               *int       `json:"id,omitzero"`
	PhysicalLocation sarifPlace `json:"physicalLocation"`
	Message          *sarifText `json:"message,omitempty"`
}

type sarifPlace struct {
	ArtifactLocation sarifArtifact `json:"artifactLocation"`
	Region           *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI  string `json:"uri"`
	Base string `json:"uriBaseId"`
}

// sarifRoot names the repository's root, which the URIs of artifacts are relative to.
const sarifRoot = "%SRCROOT%"

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn,omitzero"`
	EndLine     int `json:"endLine,omitzero"`
	EndColumn   int `json:"endColumn,omitzero"`
}

type sarifSuppression struct {
	Kind          string `json:"kind"`
	Status        string `json:"status"`
	Justification string `json:"justification"`
}

type sarifVersionSource struct {
	RepositoryURI string        `json:"repositoryUri"`
	RevisionID    string        `json:"revisionId,omitempty"`
	MappedTo      sarifMappedTo `json:"mappedTo"`
}

type sarifMappedTo struct {
	Base string `json:"uriBaseId"`
}

type sarifInvocation struct {
	Successful    bool                `json:"executionSuccessful"`
	ExitCode      int                 `json:"exitCode"`
	Execution     []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	Configuration []sarifNotification `json:"toolConfigurationNotifications,omitempty"`
}

type sarifNotification struct {
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations,omitempty"`
}

// fingerprint is the key of partialFingerprints: what is the same there is one alert, wherever its line moves.
const fingerprint = "techcheck/v1"

// writeSARIF writes one run of the tool, which it names and describes.
func writeSARIF(w io.Writer, run sarifRun, rules []sarifRule, o Options) error {
	run.Tool.Driver = sarifDriver{
		Name: o.Tool.Name, SemanticVersion: o.Tool.Version, InformationURI: homepage, Rules: rules,
	}
	run.ColumnKind = "utf16CodeUnits"
	return writeJSON(w, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

// sarifAt is a place with a whole region, as GitHub wants it.
func sarifAt(at inventory.Location, excerpt string) sarifLocation {
	r := region(at, excerpt)
	return sarifLocation{PhysicalLocation: sarifPlace{
		artifact(at.Path), &sarifRegion{r.line, r.column, r.line, r.endColumn},
	}}
}

// artifact is a file of the repository.
func artifact(path string) sarifArtifact {
	return sarifArtifact{(&url.URL{Path: path}).String(), sarifRoot}
}

// sarifMessage is a plain text message, in which [text](1) would be a link.
func sarifMessage(text string) sarifText { return sarifText{Text: markdown.Plain(text)} }

// problemPrints tells equal problems apart, also when an edit elsewhere in the file moves them.
type problemPrints map[string]int

func (seen problemPrints) of(p *inventory.Problem) string {
	about := p.Path + "\x00" + p.Message
	seen[about]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", about, seen[about]))
	return hex.EncodeToString(sum[:8])
}

// problemResults are results of one rule.
func problemResults(problems []inventory.Problem, rule string, index int) []sarifResult {
	results := make([]sarifResult, len(problems))
	seen := problemPrints{}
	for i := range problems {
		p := &problems[i]
		results[i] = sarifResult{
			RuleID: rule, RuleIndex: index, Level: "error", Message: sarifMessage(p.Message),
			Locations:    []sarifLocation{sarifAt(placeOf(p), "")},
			Fingerprints: map[string]string{fingerprint: seen.of(p)},
		}
	}
	return results
}
