package hcl

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/dna-group/techcheck/pkg/inventory"
)

// template reads a quoted string or a heredoc.
func (p *parser) template() *Node {
	open := p.read()
	n := &Node{Kind: String}
	p.parts(n, open.Range.Start.Byte)
	if bytes.HasPrefix(open.Bytes, []byte("<<-")) {
		unindent(n.Parts)
	}
	return n
}

// parts reads the pieces of a string and the token that closes it.
func (p *parser) parts(n *Node, open int) {
	for {
		switch t := p.peek(); t {
		case hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc:
			p.next++
			return
		case hclsyntax.TokenQuotedLit, hclsyntax.TokenStringLit:
			n.Parts = append(n.Parts, p.piece(p.read()))
		case hclsyntax.TokenTemplateInterp:
			start := p.offset()
			inner := p.nested(p.interpolation).Parts
			if len(inner) == 0 { // too deep
				inner = []Part{p.opaque(start)}
			}
			n.Parts = append(n.Parts, inner...)
		case hclsyntax.TokenTemplateControl:
			start := p.offset()
			p.next++
			p.other(hclsyntax.TokenTemplateSeqEnd, start)
			n.Parts = append(n.Parts, p.opaque(start))
		case hclsyntax.TokenEOF:
			if p.place == nil { // a string of JSON has no token that closes it
				p.fail(open, errOpen)
			}
			return
		case hclsyntax.TokenQuotedNewline:
			if p.recoverString() {
				return
			}
			p.next++
		default:
			p.fail(p.offset(), errString)
			p.next++
		}
	}
}

// opaque is a piece of which only the place is known.
func (p *parser) opaque(start int) Part {
	end := start
	if p.next > 0 {
		end = max(start, p.tokens[p.next-1].Range.End.Byte)
	}
	return Part{Text: string(p.data[start:end]), Span: p.since(start)}
}

// interpolation reads ${…}, and gives its one piece.
func (p *parser) interpolation() *Node {
	start := p.offset()
	p.next++
	n := p.expression(false)
	if p.peek() != hclsyntax.TokenTemplateSeqEnd {
		p.skipTo(func(hclsyntax.TokenType) bool { return false })
	}
	p.close(hclsyntax.TokenTemplateSeqEnd, start)
	if text := n.Text(); text != "" {
		return n // ${"v1"} is v1
	}
	part := p.opaque(start)
	part.Reference = n.Reference()
	return &Node{Parts: []Part{part}}
}

func (p *parser) piece(t hclsyntax.Token) Part {
	if p.literal != nil {
		return p.literal(t.Bytes, spanOf(t), false)
	}
	return decode(t.Bytes, spanOf(t), t.Type == hclsyntax.TokenQuotedLit)
}

// decode reads a literal, in which $${ and, between quotes, a backslash begin escapes.
func decode(raw []byte, span inventory.Span, quoted bool) Part {
	part := Part{Span: span, Literal: true}
	if !bytes.Contains(raw, []byte("${")) && !bytes.Contains(raw, []byte("%{")) && !(quoted && bytes.IndexByte(raw, '\\') >= 0) {
		part.Text = string(raw)
		return part
	}
	var text strings.Builder
	part.at = []int{}
	for i := 0; i < len(raw); {
		decoded, size := unit(raw[i:], quoted)
		text.WriteString(decoded)
		for range len(decoded) {
			part.at = append(part.at, span.Start+i)
		}
		i += size
	}
	part.Text = text.String()
	return part
}

// unit decodes the first character of a literal, and tells how many bytes it takes.
func unit(raw []byte, quoted bool) (text string, size int) {
	if bytes.HasPrefix(raw, []byte("$${")) || bytes.HasPrefix(raw, []byte("%%{")) {
		return string(raw[1:3]), 3
	}
	if raw[0] != '\\' || !quoted || len(raw) == 1 {
		_, size := utf8.DecodeRune(raw)
		return string(raw[:size]), size
	}
	digits := 0
	switch raw[1] {
	case 'n':
		return "\n", 2
	case 'r':
		return "\r", 2
	case 't':
		return "\t", 2
	case '"', '\\':
		return string(raw[1:2]), 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	}
	if digits > 0 && len(raw) >= 2+digits {
		if code, err := strconv.ParseUint(string(raw[2:2+digits]), 16, 32); err == nil {
			return string(rune(code)), 2 + digits
		}
	}
	return "\\", 1 // which HCL refuses
}

// unindent takes from each line of a heredoc what blanks all of its lines begin with.
func unindent(parts []Part) {
	least, lineStart := -1, true
	for _, part := range parts {
		blank := len(part.Text) - len(strings.TrimLeft(part.Text, " \t"))
		if lineStart && !(part.Literal && strings.TrimSpace(part.Text) == "") {
			if !part.Literal {
				blank = 0
			}
			if least < 0 || blank < least {
				least = blank
			}
		}
		lineStart = part.Literal && strings.HasSuffix(part.Text, "\n")
	}
	lineStart = true
	for i := range parts {
		part := &parts[i]
		if cut := min(least, len(part.Text)-len(strings.TrimLeft(part.Text, " \t"))); lineStart && part.Literal && cut > 0 {
			part.Text = part.Text[cut:]
			part.Span.Start += cut
			if part.at != nil {
				part.at = part.at[cut:]
			}
		}
		lineStart = part.Literal && strings.HasSuffix(part.Text, "\n")
	}
}
