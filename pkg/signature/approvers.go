package signature

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/crypto/ssh"
)

// Approvers is who may sign what, and when: the lines of an allowed_signers file.
type Approvers struct{ lines []approver }

// approver is one line.
type approver struct {
	number     int
	principals string    // patterns
	namespaces *string   // patterns; nil: all
	after      time.Time // the first moment at which the key is valid; zero: always
	before     time.Time // the last one; zero: forever
	key        ssh.PublicKey
}

// LineError is a mistake in an allowed_signers file.
type LineError struct {
	Line int // 1-based
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap gives what is wrong, without the line.
func (e *LineError) Unwrap() error { return e.Err }

// ParseApprovers reads an allowed_signers file. One mistake, a *LineError, and nobody may sign: ssh-keygen passes over lines that it
// does not need, so that who may sign would depend on whom it is asked for. A time without Z is UTC too, on every machine.
func ParseApprovers(file []byte) (*Approvers, error) {
	var a Approvers
	number := 0
	for text := range strings.Lines(string(file)) {
		number++
		text = strings.Trim(text, " \t\r\n")
		if text == "" || text[0] == '#' {
			continue
		}
		l, err := parseLine(text)
		if err != nil {
			return nil, &LineError{Line: number, Err: err}
		}
		l.number = number
		a.lines = append(a.lines, *l)
	}
	return &a, nil
}

// parseLine reads PRINCIPALS [OPTIONS] TYPE KEY [COMMENT].
func parseLine(text string) (*approver, error) {
	if i := strings.IndexFunc(text, func(r rune) bool { return r != '\t' && !unicode.IsPrint(r) }); i >= 0 {
		return nil, fmt.Errorf("byte %d is an invisible character: remove it", i+1)
	}
	var l approver
	rest, err := l.parsePrincipals(text)
	if err != nil {
		return nil, err
	}
	kind, _ := cutSpace(rest)
	switch {
	case slices.Contains(keyTypes, l.principals):
		return nil, errors.New("the line begins with a key: write before it who signs with it, the id of an owner")
	case kind != "" && !slices.Contains(keyTypes, kind):
		if rest, err = l.parseOptions(rest); err != nil {
			return nil, err
		}
	}
	l.key, err = parseKey(rest)
	return &l, err
}

// parsePrincipals reads the patterns at the start, which may stand in quotes as a whole, and gives what follows them.
func (l *approver) parsePrincipals(text string) (rest string, err error) {
	quoted, isQuoted := strings.CutPrefix(text, `"`)
	if !isQuoted {
		l.principals, rest = cutSpace(text)
		if strings.Contains(l.principals, `"`) {
			return "", errors.New("a quote in the middle of the principals: put all of them into one pair of quotes")
		}
		return rest, nil
	}
	var closed bool
	if l.principals, rest, closed = strings.Cut(quoted, `"`); !closed || rest == strings.TrimLeft(rest, " \t") {
		return "", errors.New("the principals begin with a quote: close it, and continue after a space")
	}
	return strings.TrimLeft(rest, " \t"), nil
}

// parseKey reads a key as in authorized_keys; what follows it is a comment.
func parseKey(text string) (ssh.PublicKey, error) {
	kind, rest := cutSpace(text)
	encoded, _ := cutSpace(rest)
	switch {
	case encoded == "":
		return nil, errors.New(`the key is missing: write PRINCIPALS namespaces="…" TYPE KEY`)
	case !slices.Contains(keyTypes, kind):
		return nil, fmt.Errorf("%q is no kind of key that may approve: write one of %s", kind, strings.Join(keyTypes, ", "))
	}
	blob, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return nil, fmt.Errorf("the key is not in base64 (%w): copy it from its .pub file", err)
	}
	key, err := ssh.ParsePublicKey(blob)
	if err != nil {
		return nil, fmt.Errorf("the key is damaged (%w): copy it from its .pub file", err)
	}
	if key.Type() != kind {
		return nil, fmt.Errorf("the key is of the kind %s, not %q: copy both from its .pub file", key.Type(), kind)
	}
	return key, sound(key)
}

func cutSpace(text string) (word, rest string) {
	i := strings.IndexAny(text, " \t")
	if i < 0 {
		return text, ""
	}
	return text[:i], strings.TrimLeft(text[i:], " \t")
}

// Check tells why a key may not sign under one of names, the first of which is shown, in a namespace at a moment; nil if a line lets it.
// A line that excludes one of the names lets the key sign under none of them.
func (a *Approvers) Check(key ssh.PublicKey, names []string, namespace string, at time.Time) error {
	nearest := refusal{reason: fmt.Sprintf("no line has the key %s: sign with another, or, if it is theirs, add %s namespaces=%q %s",
		ssh.FingerprintSHA256(key), names[0], namespace, bytes.TrimSpace(ssh.MarshalAuthorizedKey(key)))}
	for i := range a.lines {
		l := &a.lines[i]
		if !bytes.Equal(l.key.Marshal(), key.Marshal()) {
			continue
		}
		r := l.check(names, namespace, at)
		if r.reason == "" {
			return nil
		}
		if r.rank > nearest.rank {
			nearest = refusal{rank: r.rank, reason: fmt.Sprintf("line %d: %s", l.number, r.reason)}
		}
	}
	return errors.New(nearest.reason)
}

// refusal is why a line does not let a key sign. The higher its rank, the less is missing.
type refusal struct {
	rank   int
	reason string // "" if the line does
}

func (l *approver) check(names []string, namespace string, at time.Time) refusal {
	moment := func(t time.Time) string { return t.UTC().Format(time.RFC3339) }
	switch {
	case !l.isFor(names):
		return refusal{1, fmt.Sprintf("the key is for %q, not for %s: sign with a key of theirs", l.principals, names[0])}
	case l.namespaces != nil && matchList(*l.namespaces, namespace) != positive:
		return refusal{2, fmt.Sprintf("the key is for the namespaces %q: sign with another, or add %s", *l.namespaces, namespace)}
	case !l.after.IsZero() && at.Before(l.after):
		return refusal{3, fmt.Sprintf("the key is valid from %s on, not yet at %s: sign with another", moment(l.after), moment(at))}
	case !l.before.IsZero() && at.After(l.before):
		return refusal{3, fmt.Sprintf("the key was valid through %s, not at %s: sign with another", moment(l.before), moment(at))}
	}
	return refusal{}
}

func (l *approver) isFor(names []string) bool {
	found := false
	for _, name := range names {
		switch m := matchList(l.principals, name); {
		case m == negative:
			return false
		case m == positive && name != "": // * matches the contact that an owner does not have
			found = true
		}
	}
	return found
}
