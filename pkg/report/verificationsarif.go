package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/url"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// ProblemSARIF is SARIF 2.1.0 (OASIS), as GitHub code scanning reads it.
var ProblemSARIF = &FormatOf[Verification]{
	Name:  "sarif",
	Doc:   "for code scanning: every problem as a SARIF 2.1.0 result",
	Write: writeProblemSARIF,
}

// policyRule is the one rule that every problem of a policy breaks.
const policyRule = "policy-problem"

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool    sarifTool     `json:"tool"`
	Results []sarifResult `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name            string      `json:"name"`
	SemanticVersion string      `json:"semanticVersion"`
	Rules           []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID               string    `json:"id"`
	ShortDescription sarifText `json:"shortDescription"`
	FullDescription  sarifText `json:"fullDescription"`
	Help             sarifText `json:"help"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    int               `json:"ruleIndex"`
	Level        string            `json:"level"`
	Message      sarifText         `json:"message"`
	Locations    []sarifLocation   `json:"locations"`
	Fingerprints map[string]string `json:"partialFingerprints"`
}

type sarifLocation struct {
	PhysicalLocation sarifPlace `json:"physicalLocation"`
}

type sarifPlace struct {
	ArtifactLocation sarifArtifact `json:"artifactLocation"`
	Region           sarifRegion   `json:"region"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
}

func writeProblemSARIF(w io.Writer, v Verification, o Options) error {
	driver := sarifDriver{
		Name: o.Tool.Name, SemanticVersion: o.Tool.Version,
		Rules: []sarifRule{{
			ID:               policyRule,
			ShortDescription: sarifText{"A policy is sound"},
			FullDescription:  sarifText{"A policy with a mistake in it does not load, so that no guideline is silently without effect."},
			Help:             sarifText{"The message says what to write instead. techcheck policy verify tells everything that is wrong at once."},
		}},
	}
	results := make([]sarifResult, len(v.Problems))
	seen := map[string]int{}
	for i := range v.Problems {
		results[i] = toSARIF(&v.Problems[i], seen)
	}
	return writeJSON(w, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{{sarifTool{driver}, results}},
	})
}

// toSARIF places a problem in a region of one character, as a problem has no end: GitHub wants a whole one. seen counts
// equal problems, which an edit elsewhere in the file must not confuse.
func toSARIF(p *inventory.Problem, seen map[string]int) sarifResult {
	line, column := max(p.Line, 1), max(p.Column, 1)
	about := p.Path + "\x00" + p.Message
	seen[about]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", about, seen[about]))
	return sarifResult{
		RuleID: policyRule, Level: "error", Message: sarifText{p.Message},
		Locations: []sarifLocation{{sarifPlace{
			sarifArtifact{(&url.URL{Path: p.Path}).String()},
			sarifRegion{line, column, line, column + 1},
		}}},
		Fingerprints: map[string]string{"techcheck/v1": hex.EncodeToString(sum[:8])},
	}
}
