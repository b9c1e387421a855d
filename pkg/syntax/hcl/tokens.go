package hcl

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// lex makes the tokens of what follows an offset the next ones.
func (p *parser) lex(offset int) {
	tokens, _ := hclsyntax.LexConfig(p.data[offset:], "", hcl.Pos{Line: 1, Column: 1, Byte: offset}) // what is wrong shows when it is parsed
	p.take(tokens)
}

func (p *parser) take(tokens hclsyntax.Tokens) {
	p.tokens, p.next = tokens[:0], 0
	for _, t := range tokens {
		if t.Type == hclsyntax.TokenComment {
			if !bytes.HasSuffix(t.Bytes, []byte("\n")) {
				continue
			}
			t.Type = hclsyntax.TokenNewline
		}
		p.tokens = append(p.tokens, t)
	}
}

func (p *parser) at(i int) hclsyntax.TokenType {
	if p.next+i >= len(p.tokens) {
		return hclsyntax.TokenEOF
	}
	return p.tokens[p.next+i].Type
}

func (p *parser) peek() hclsyntax.TokenType { return p.at(0) }

// read gives the next token, which is not the end of the file.
func (p *parser) read() hclsyntax.Token {
	p.next++
	return p.tokens[p.next-1]
}

// offset is where the next token starts.
func (p *parser) offset() int {
	if p.next >= len(p.tokens) {
		return len(p.data)
	}
	return p.tokens[p.next].Range.Start.Byte
}

// since is the span of what has been read from an offset on.
func (p *parser) since(start int) inventory.Span {
	end := start
	if p.next > 0 {
		end = max(start, p.tokens[p.next-1].Range.End.Byte)
	}
	return p.spanOf(inventory.Span{Start: start, End: end})
}

func (p *parser) spanOf(s inventory.Span) inventory.Span {
	if p.place == nil {
		return s
	}
	return p.place(s)
}

func (p *parser) fail(offset int, why error) {
	if len(p.errors) < maxErrors {
		p.errors = append(p.errors, &Error{offset, why})
	}
}

func spanOf(t hclsyntax.Token) inventory.Span {
	return inventory.Span{Start: t.Range.Start.Byte, End: t.Range.End.Byte}
}

func opens(t hclsyntax.TokenType) bool {
	switch t {
	case hclsyntax.TokenOBrace, hclsyntax.TokenOBrack, hclsyntax.TokenOParen, hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc,
		hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl:
		return true
	}
	return false
}

func closes(t hclsyntax.TokenType) bool {
	switch t {
	case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc,
		hclsyntax.TokenTemplateSeqEnd:
		return true
	}
	return false
}

// skipTo skips to a token outside of any brackets that opens here, or to the bracket that closes around it.
func (p *parser) skipTo(wanted func(hclsyntax.TokenType) bool) {
	for depth := 0; p.peek() != hclsyntax.TokenEOF; p.next++ {
		switch t := p.peek(); {
		case depth == 0 && (closes(t) || wanted(t)):
			return
		case opens(t):
			depth++
		case closes(t):
			depth--
		case t == hclsyntax.TokenQuotedNewline && p.recoverString():
			return
		}
	}
}

func (p *parser) skipLine() {
	p.skipTo(func(t hclsyntax.TokenType) bool { return t == hclsyntax.TokenNewline })
}

// recoverString takes the line end in a string for its end, so that what follows is not read as strings.
func (p *parser) recoverString() bool {
	if p.relexed++; p.relexed > maxRelex || p.place != nil {
		return false
	}
	offset := p.offset()
	p.fail(offset, errString)
	p.lex(offset)
	return true
}
