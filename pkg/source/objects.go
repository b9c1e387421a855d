package source

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// objects is a git process that gives objects by their names, one after the other. It is started when the first one is asked
// for, and then answers for all: a process for each would take longer than reading it. It may be used by many goroutines.
type objects struct {
	lock   sync.Mutex
	cmd    *exec.Cmd // nil: not started
	input  io.WriteCloser
	output *bufio.Reader
	errs   strings.Builder
}

// object is what git has under a name. Of more than maxBlob bytes only the first are here.
type object struct {
	id   string // "" if git has none
	kind string // blob, commit, tree or tag
	data []byte
}

// ask gives the objects of names, in their order.
func (o *objects) ask(ctx context.Context, t *Tree, names []string) ([]object, error) {
	if len(names) == 0 {
		return nil, nil
	}
	o.lock.Lock()
	defer o.lock.Unlock()
	if o.cmd == nil {
		if err := o.start(ctx, t); err != nil {
			return nil, t.explain(err, "")
		}
	}
	var asked strings.Builder
	for _, name := range names {
		if strings.ContainsAny(name, "\r\n") {
			name = "" // git reads lines: what has such a name is not here
		}
		asked.WriteString(name + "\n")
	}
	// Beside reading, as git may wait until its output is taken. What goes wrong shows there.
	input := o.input // of this process: another may be started meanwhile
	go func() { _, _ = io.WriteString(input, asked.String()) }()
	found := make([]object, len(names))
	for i := range found {
		var err error
		if found[i], err = o.next(); err != nil {
			ended := o.end()
			if ended == nil {
				ended = err
			}
			return nil, errors.Join(ctx.Err(), t.explain(ended, o.errs.String()))
		}
	}
	return found, nil
}

func (o *objects) start(ctx context.Context, t *Tree) (err error) {
	cmd := t.git(ctx, "cat-file", "--batch")
	o.errs.Reset()
	cmd.Stderr = &o.errs
	if o.input, err = cmd.StdinPipe(); err != nil {
		return err
	}
	output, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	o.output = bufio.NewReaderSize(output, 1<<16)
	if err := cmd.Start(); err != nil {
		return err
	}
	o.cmd = cmd
	return nil
}

// none ends the answers about names that git has no object of; of a submodule only newer ones say so.
var none = []string{"missing", "ambiguous", "submodule"}

// next takes one answer: "ID TYPE SIZE\nCONTENT\n", or "NAME missing\n".
func (o *objects) next() (object, error) {
	header, err := o.output.ReadString('\n')
	if err != nil {
		return object{}, err
	}
	fields := strings.Fields(header)
	if len(fields) < 2 || slices.Contains(none, fields[len(fields)-1]) {
		return object{}, nil
	}
	size, err := strconv.Atoi(fields[len(fields)-1])
	if err != nil || len(fields) != 3 {
		return object{}, fmt.Errorf("git cat-file printed %q", header)
	}
	data := make([]byte, min(size, maxBlob))
	if _, err := io.ReadFull(o.output, data); err != nil {
		return object{}, err
	}
	_, err = o.output.Discard(size - len(data) + 1)
	return object{fields[0], fields[1], data}, err
}

// close ends the process, if it runs.
func (o *objects) close() {
	o.lock.Lock()
	defer o.lock.Unlock()
	if o.cmd != nil {
		_ = o.end() // all that was asked for was answered
	}
}

func (o *objects) end() error {
	closed := o.input.Close()
	err := o.cmd.Wait()
	o.cmd = nil
	if err == nil {
		err = closed
	}
	return err
}
