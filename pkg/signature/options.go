package signature

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// parseOptions reads the comma-separated options of a line, and gives what follows them.
func (l *approver) parseOptions(text string) (rest string, err error) {
	seen := map[string]bool{}
	for {
		end := strings.IndexAny(text, "=, \t")
		if end < 0 {
			end = len(text)
		}
		name, value, hasValue := text[:end], "", strings.HasPrefix(text[end:], "=")
		text = text[end:]
		if hasValue {
			if value, text, err = dequote(text[1:]); err != nil {
				return "", fmt.Errorf("%.40q: %w", name, err)
			}
		}
		key := strings.ToLower(name)
		if seen[key] {
			return "", fmt.Errorf("%.40q stands twice: keep one", name)
		}
		seen[key] = true
		if err := l.setOption(key, value, hasValue); err != nil {
			return "", fmt.Errorf("%.40q: %w", name, err)
		}
		if after, more := strings.CutPrefix(text, ","); more {
			text = after
			continue
		}
		rest = strings.TrimLeft(text, " \t")
		if rest == text && rest != "" {
			return "", fmt.Errorf("%.40q: a comma or a space must follow the closing quote", name)
		}
		return rest, l.checkWindow()
	}
}

func (l *approver) setOption(name, value string, hasValue bool) (err error) {
	switch {
	case name == "cert-authority":
		return errors.New("certificates cannot approve: list the approvers' own keys")
	case name == "namespaces" && hasValue:
		l.namespaces = &value
	case name == "valid-after" && hasValue:
		l.after, err = parseTime(value)
	case name == "valid-before" && hasValue:
		l.before, err = parseTime(value)
	default:
		return fmt.Errorf(`this is neither an option (namespaces="…", valid-after="…", valid-before="…") nor a kind of key that may approve (%s)`,
			strings.Join(keyTypes, ", "))
	}
	return err
}

func (l *approver) checkWindow() error {
	if !l.after.IsZero() && !l.before.IsZero() && !l.after.Before(l.before) {
		return errors.New("valid-before is not after valid-after: the key would never be valid")
	}
	return nil
}

// dequote reads a text in quotes, in which \" stands for a quote, and gives what follows it.
func dequote(text string) (value, rest string, err error) {
	if !strings.HasPrefix(text, `"`) {
		return "", "", errors.New(`the value must stand in quotes`)
	}
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '"':
			return b.String(), text[i+1:], nil
		case strings.HasPrefix(text[i:], `\"`):
			i++
		}
		b.WriteByte(text[i])
	}
	return "", "", errors.New("the closing quote is missing")
}

// parseTime reads YYYYMMDD[HHMM[SS]][Z]. ssh-keygen takes a time without Z as of its own machine; here it is UTC too, as an answer
// that depends on the machine is none.
func parseTime(text string) (time.Time, error) {
	digits := strings.TrimSuffix(text, "Z")
	for _, layout := range []string{"20060102", "200601021504", "20060102150405"} {
		if len(digits) != len(layout) {
			continue
		}
		if t, err := time.Parse(layout, digits); err == nil && t.Unix() > 0 {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time after 1970: write it as 20261122Z or 20261122180000Z", text)
}
