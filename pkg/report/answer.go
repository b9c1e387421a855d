package report

import (
	"github.com/dna-group/techcheck/pkg/advice"
	"github.com/dna-group/techcheck/pkg/guideline"
)

// Answers is what the formats of answers write.
type Answers struct {
	*advice.Advice
	Policy     *guideline.Policy
	Repository string // for which they hold, as in acme/billing; "" if unknown
	AsOf       guideline.Date
}

// AnswerFormats lists the formats of answers. The first is the default.
var AnswerFormats = []*FormatOf[Answers]{AnswerText, AnswerJSON}

// ExplanationFormats lists the formats of explanations. The first is the default.
var ExplanationFormats = []*FormatOf[[]advice.Explanation]{ExplanationText, ExplanationJSON}
