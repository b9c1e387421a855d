package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"
)

// interview asks a person at a terminal for what flags do not say. Questions are on standard error.
type interview struct {
	*program
	answers chan string // closed when the input ends
}

// interactive tells whether somebody is there to be asked.
func (p *program) interactive() bool {
	file, ok := p.In.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

func (p *program) interview() *interview {
	i := &interview{p, make(chan string)}
	lines := bufio.NewScanner(p.In)
	go func() {
		defer close(i.answers)
		for lines.Scan() {
			i.answers <- lines.Text()
		}
	}()
	return i
}

// errUnanswered ends an interview without a result.
var errUnanswered = errors.New("nothing was written, as not all was answered")

// ask asks until an answer passes, or takes what is proposed for an empty one.
func (i *interview) ask(ctx context.Context, question, proposed string, check func(answer string) error) (string, error) {
	for {
		if proposed != "" {
			fmt.Fprintf(i.Err, "%s [%s] ", question, proposed)
		} else {
			fmt.Fprintf(i.Err, "%s ", question)
		}
		select {
		case <-ctx.Done():
			return "", errUnanswered
		case answer, ok := <-i.answers:
			if !ok {
				return "", errUnanswered
			}
			answer = strings.TrimSpace(answer)
			if answer == "" {
				answer = proposed
			}
			if err := check(answer); err != nil {
				fmt.Fprintf(i.Err, "  %v\n", err)
				continue
			}
			return answer, nil
		}
	}
}

// required accepts any answer but none.
func required(answer string) error {
	if answer == "" {
		return errors.New("please say it in a few words")
	}
	return nil
}

func optional(string) error { return nil }
