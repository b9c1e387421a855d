package cli

import (
	"errors"

	"github.com/dna-group/techcheck/pkg/report"
	"github.com/dna-group/techcheck/pkg/scan"
)

// tell writes the problems and the result of a scan, and sets the exit status.
func (p *program) tell(result *scan.Result, outputs []output[*scan.Result], options report.Options) error {
	p.status = result.Exit()
	if err := report.Problems(p.Err, result.Problems, report.Options{Color: colored(p.Err)}); err != nil {
		return err
	}
	options.Repository = repositoryAddress()
	return writeAllAs(p, outputs, result, options)
}

// repositoryAddress is where CI has the repository from; "" if it does not tell.
func repositoryAddress() string {
	if server, name := env("GITHUB_SERVER_URL"), env("GITHUB_REPOSITORY"); server != "" && name != "" {
		return server + "/" + name
	}
	return env("CI_PROJECT_URL")
}

// shown is the value of --show: which findings are told.
type shown struct{ of **report.Show }

func (s *shown) String() string {
	if s.of == nil || *s.of == nil {
		return ""
	}
	return (*s.of).Name
}

func (s *shown) Set(value string) (err error) {
	*s.of, err = report.ShowNamed(value)
	return err
}

func (s *shown) Type() string { return "findings" }

// suppressed is the value of --sarif-suppressed: whether sarif keeps what an exception covers.
type suppressed bool

func (s *suppressed) String() string {
	if *s {
		return "keep"
	}
	return "omit"
}

func (s *suppressed) Set(value string) error {
	if value != "omit" && value != "keep" {
		return errors.New("it is omit or keep")
	}
	*s = value == "keep"
	return nil
}

func (s *suppressed) Type() string { return "omit|keep" }
