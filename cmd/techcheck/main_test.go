package main

import (
	"errors"
	"flag"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/dna-group/techcheck/pkg/report"
)

var update = flag.Bool("update", false, "write what the scripts compare with")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"techcheck": main})
}

// binary gives a program techcheck, which is this test's own: TestMain runs the command line under that name.
func binary(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "techcheck")
	if os.Link(self, path) == nil {
		return path
	}
	data, err := os.ReadFile(self) // on another file system
	if err == nil {
		err = os.WriteFile(path, data, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// skipLocally ends a test that needs what this machine does not have. In CI that is a failure.
func skipLocally(t *testing.T, reason string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}

// TestScripts runs the command line as testdata/script shows it, each script in a folder of its own.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:       "../../testdata/script",
		Setup:     setup,
		Condition: condition,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"attempts": attempts,
			"exits":    exits,
			"validate": validate,
		},
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// setup gives a script an empty home and an author to git. Nothing else of the machine's environment reaches it.
func setup(env *testscript.Env) error {
	home := filepath.Join(env.WorkDir, ".home")
	env.Setenv("HOME", home)
	env.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	for _, who := range []string{"AUTHOR", "COMMITTER"} {
		env.Setenv("GIT_"+who+"_NAME", "Ada")
		env.Setenv("GIT_"+who+"_EMAIL", "ada@example.com")
	}
	return os.Mkdir(home, 0o755)
}

// condition adds [git] and [ssh-keygen]: a machine without one skips what needs it, but CI must not.
func condition(name string) (bool, error) {
	if name != "git" && name != "ssh-keygen" {
		return false, errors.New("unknown condition")
	}
	_, err := exec.LookPath(name)
	if err != nil && os.Getenv("CI") != "" {
		return false, err
	}
	return err == nil, nil
}

func writeFile(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o644)
}

// exits is "exits STATUS COMMAND…": exec of a command that ends with this exit status.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND…")
	}
	status := 0
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &exit):
		status = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(status) != args[0] {
		ts.Fatalf("the exit status is %d, not %s", status, args[0])
	}
}

// schemas are what validate knows, by the name in the schema's id: techcheck/result/v1.
var schemas = map[string]string{
	"result":       report.ResultSchema,
	"inventory":    report.InventorySchema,
	"policydiff":   report.PolicyDiffSchema,
	"problems":     report.ProblemsSchema,
	"decisions":    report.DecisionsSchema,
	"decision":     report.DecisionSchema,
	"due":          report.DueSchema,
	"doctor":       report.DiagnosisSchema,
	"answer":       report.AnswerSchema,
	"explanation":  report.ExplanationSchema,
	"formats":      report.ManifestsSchema,
	"exceptions":   report.ExceptionsSchema,
	"exceptionlog": report.ExceptionLogSchema,
	"version":      report.VersionSchema,
}

// validate is "validate SCHEMA FILE": the JSON in the file, or in stdout, fits the published schema.
func validate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 || schemas[args[0]] == "" {
		ts.Fatalf("usage: validate SCHEMA FILE; schemas are %v", slices.Sorted(maps.Keys(schemas)))
	}
	schema, err := jsonschema.UnmarshalJSON(strings.NewReader(schemas[args[0]]))
	ts.Check(err)
	compiler := jsonschema.NewCompiler()
	ts.Check(compiler.AddResource(args[0], schema))
	compiled, err := compiler.Compile(args[0])
	ts.Check(err)
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(ts.ReadFile(args[1])))
	ts.Check(err)
	ts.Check(compiled.Validate(document))
}
