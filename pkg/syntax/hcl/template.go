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

// escapes are those of one letter; those of several digits are the other ones.
var escapes = map[byte]string{'n': "\n", 'r': "\r", 't': "\t", '"': `"`, '\\': `\`}

// unit decodes the first character of a literal, and tells how many bytes it takes.
func unit(raw []byte, quoted bool) (text string, size int) {
	if bytes.HasPrefix(raw, []byte("$${")) || bytes.HasPrefix(raw, []byte("%%{")) {
		return string(raw[1:3]), 3
	}
	if raw[0] != '\\' || !quoted || len(raw) == 1 {
		_, size := utf8.DecodeRune(raw)
		return string(raw[:size]), size
	}
	if text, known := escapes[raw[1]]; known {
		return text, 2
	}
	size = map[byte]int{'u': 6, 'U': 10}[raw[1]]
	if size > 0 && len(raw) >= size {
		if code, err := strconv.ParseUint(string(raw[2:size]), 16, 32); err == nil {
			return string(rune(code)), size
		}
	}
	return `\`, 1 // which HCL refuses
}

// unindent takes from each line of a heredoc what blanks all of its lines begin with. An empty line does not count.
func unindent(parts []Part) {
	starts := lineStarts(parts)
	least := -1
	for _, i := range starts {
		blanks, empty := indentation(parts[i])
		if !empty && (least < 0 || blanks < least) {
			least = blanks
		}
	}
	for _, i := range starts {
		part := &parts[i]
		blanks, _ := indentation(*part)
		if cut := min(least, blanks); cut > 0 {
			part.Text = part.Text[cut:]
			part.Span.Start += cut
			if part.at != nil {
				part.at = part.at[cut:]
			}
		}
	}
}

// lineStarts are the places of the pieces that begin a line.
func lineStarts(parts []Part) []int {
	var starts []int
	begins := true
	for i, part := range parts {
		if begins {
			starts = append(starts, i)
		}
		begins = part.Literal && strings.HasSuffix(part.Text, "\n")
	}
	return starts
}

// indentation counts the blanks that a piece begins with; one that is empty otherwise is an empty line.
func indentation(part Part) (blanks int, empty bool) {
	if !part.Literal {
		return 0, false
	}
	return len(part.Text) - len(strings.TrimLeft(part.Text, " \t")), strings.TrimSpace(part.Text) == ""
}
