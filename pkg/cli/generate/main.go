// Command generate writes what packages of techcheck install beside it: pages of the manual and completion for shells.
package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/dna-group/techcheck/pkg/cli"
)

// completions are the files that shells look for, by the shell's name.
var completions = map[string]string{
	"bash":       "techcheck.bash",
	"zsh":        "_techcheck",
	"fish":       "techcheck.fish",
	"powershell": "techcheck.ps1",
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: generate DIR")
		os.Exit(2)
	}
	if err := generate(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func generate(dir string) error {
	for _, page := range cli.ManPages() {
		if err := write(filepath.Join(dir, "man", page.File), page.Text); err != nil {
			return err
		}
	}
	for shell, file := range completions {
		var script, complaint bytes.Buffer
		args := []string{"completion", shell}
		if status := cli.Main(context.Background(), args, cli.Streams{In: strings.NewReader(""), Out: &script, Err: &complaint}); status != 0 {
			return fmt.Errorf("completion for %s: %s", shell, &complaint)
		}
		if err := write(filepath.Join(dir, "completions", file), script.String()); err != nil {
			return err
		}
	}
	return nil
}

func write(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o644)
}
