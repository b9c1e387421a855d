package setuppy

// literals are the strings of an expression: a string, a list, tuple or set of strings, a dict whose values are
// expressions, a variable, or a sum of those. What calls return is not known.
func (r *reader) literals(start int) []token {
	e := expression{reader: r}
	e.sum(start, 0)
	return e.found
}

// expression walks over an expression. Its methods return the place behind what they have read.
type expression struct {
	*reader
	found []token
}

// maxVariables is how many variables may name each other in a row.
const maxVariables = 20

func (e *expression) sum(i, variables int) int {
	if e.read[i] {
		return e.skip(i)
	}
	e.read[i] = true
	i = e.term(i, variables)
	for i+1 < len(e.tokens) && e.tokens[i].is("+") {
		i = e.term(i+1, variables)
	}
	return i
}

func (e *expression) term(i, variables int) int {
	if i >= len(e.tokens) {
		return i
	}
	switch t := e.tokens[i]; {
	case t.kind == quoted:
		e.found = append(e.found, t)
		for i++; i < len(e.tokens) && e.tokens[i].kind == quoted; i++ { // it goes on in the next one
		}
		return i
	case t.kind == word:
		e.variable(i, variables)
		return i + 1
	case t.is("{") && e.isDict(i):
		return e.dict(i+1, variables)
	case isOpening(t):
		return e.list(i+1, variables)
	}
	return i + 1
}

// isDict tells a dict from a set by what it begins with: a key, or another dict.
func (e *expression) isDict(i int) bool {
	return i+2 < len(e.tokens) && (e.tokens[i+2].is(":") || e.tokens[i+1].is("*") && e.tokens[i+2].is("*"))
}

func (e *expression) variable(i, variables int) {
	if e.called(i) || variables >= maxVariables {
		return
	}
	for _, value := range e.values[e.tokens[i].text] {
		e.sum(value, variables+1)
	}
}

// called tells whether a name is that of a function, a module or a list of which a part is taken.
func (e *expression) called(i int) bool {
	return i+1 < len(e.tokens) && (e.tokens[i+1].is("(") || e.tokens[i+1].is(".") || e.tokens[i+1].is("["))
}

func (e *expression) list(i, variables int) int {
	for i < len(e.tokens) {
		switch t := e.tokens[i]; {
		case isClosing(t):
			return i + 1
		case t.kind == quoted, t.kind == word && e.tokens[i-1].is("*"):
			i = e.term(i, variables)
		default:
			i = e.skip(i)
		}
	}
	return i
}

func (e *expression) dict(i, variables int) int {
	for i < len(e.tokens) && !isClosing(e.tokens[i]) {
		switch t := e.tokens[i]; {
		case t.is(":"):
			i = e.sum(i+1, variables)
		case t.kind == word && e.tokens[i-1].is("*"): // **others
			e.variable(i, variables)
			i++
		default:
			i = e.skip(i)
		}
	}
	return i + 1
}

func isClosing(t token) bool { return t.is("]") || t.is(")") || t.is("}") }

// skip moves over a token, or over all that stands in brackets.
func (e *expression) skip(i int) int {
	if i < len(e.tokens) && isOpening(e.tokens[i]) {
		return e.ends[i]
	}
	return i + 1
}

func isOpening(t token) bool { return t.is("[") || t.is("(") || t.is("{") }

// ends gives for each bracket the place behind the one that closes it, or the end of the file.
func ends(all []token) map[int]int {
	found := map[int]int{}
	var open []int
	for i, t := range all {
		switch {
		case isOpening(t):
			open = append(open, i)
			found[i] = len(all)
		case isClosing(t) && len(open) > 0:
			found[open[len(open)-1]] = i + 1
			open = open[:len(open)-1]
		}
	}
	return found
}
