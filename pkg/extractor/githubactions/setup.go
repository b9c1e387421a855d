package githubactions

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/extractor/pipeline"
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// input is one of a setup action that takes the version of a language or a tool.
type input struct {
	key  string
	id   string // of the purl pkg:generic/id
	kind inventory.Kind
}

// setups lists the inputs of actions that install something, by the action's name and path in lower case.
var setups = map[string][]input{
	"actions/setup-go":     {{"go-version", "go", inventory.Language}},
	"actions/setup-node":   {{"node-version", "node", inventory.Language}},
	"actions/setup-python": {{"python-version", "python", inventory.Language}},
	"actions/setup-java":   {{"java-version", "java", inventory.Language}},
	"actions/setup-dotnet": {{"dotnet-version", "dotnet", inventory.Language}},

	"actions-rust-lang/setup-rust-toolchain": {{"toolchain", "rust", inventory.Language}},
	"compnerd/gha-setup-swift":               {{"swift-version", "swift", inventory.Language}},
	"conda-incubator/setup-miniconda":        {{"python-version", "python", inventory.Language}},
	"dart-lang/setup-dart":                   {{"sdk", "dart", inventory.Language}},
	"denoland/setup-deno":                    {{"deno-version", "deno", inventory.Language}},
	"dtolnay/rust-toolchain":                 {{"toolchain", "rust", inventory.Language}},
	"erlef/setup-beam": {
		{"elixir-version", "elixir", inventory.Language}, {"gleam-version", "gleam", inventory.Language},
		{"otp-version", "erlang", inventory.Language}, {"rebar3-version", "rebar3", inventory.Tool},
	},
	"graalvm/setup-graalvm":         {{"java-version", "java", inventory.Language}},
	"julia-actions/setup-julia":     {{"version", "julia", inventory.Language}},
	"mlugg/setup-zig":               {{"version", "zig", inventory.Language}},
	"r-lib/actions/setup-r":         {{"r-version", "r", inventory.Language}},
	"ruby/setup-ruby":               {{"ruby-version", "ruby", inventory.Language}},
	"shivammathur/setup-php":        {{"php-version", "php", inventory.Language}},
	"shogo82148/actions-setup-perl": {{"perl-version", "perl", inventory.Language}},
	"swift-actions/setup-swift":     {{"swift-version", "swift", inventory.Language}},

	"aquasecurity/setup-trivy":          {{"version", "trivy", inventory.Tool}},
	"aquasecurity/trivy-action":         {{"version", "trivy", inventory.Tool}},
	"astral-sh/setup-uv":                {{"version", "uv", inventory.Tool}, {"python-version", "python", inventory.Language}},
	"azure/setup-helm":                  {{"version", "helm", inventory.Tool}},
	"azure/setup-kubectl":               {{"version", "kubectl", inventory.Tool}},
	"bazel-contrib/setup-bazel":         {{"bazelisk-version", "bazelisk", inventory.Tool}},
	"docker/setup-buildx-action":        {{"version", "buildx", inventory.Tool}},
	"docker/setup-compose-action":       {{"version", "compose", inventory.Tool}},
	"docker/setup-docker-action":        {{"version", "docker", inventory.Tool}},
	"golangci/golangci-lint-action":     {{"version", "golangci-lint", inventory.Tool}},
	"goreleaser/goreleaser-action":      {{"version", "goreleaser", inventory.Tool}},
	"gradle/actions/setup-gradle":       {{"gradle-version", "gradle", inventory.Tool}},
	"gradle/gradle-build-action":        {{"gradle-version", "gradle", inventory.Tool}},
	"hashicorp/setup-terraform":         {{"terraform_version", "terraform", inventory.Tool}},
	"helm/chart-testing-action":         {{"version", "chart-testing", inventory.Tool}},
	"helm/kind-action":                  {{"version", "kind", inventory.Tool}},
	"jakebailey/pyright-action":         {{"version", "pyright", inventory.Tool}},
	"jdx/mise-action":                   {{"version", "mise", inventory.Tool}},
	"maxim-lobanov/setup-xcode":         {{"xcode-version", "xcode", inventory.Tool}},
	"opentofu/setup-opentofu":           {{"tofu_version", "opentofu", inventory.Tool}},
	"oven-sh/setup-bun":                 {{"bun-version", "bun", inventory.Tool}},
	"pdm-project/setup-pdm":             {{"version", "pdm", inventory.Tool}, {"python-version", "python", inventory.Language}},
	"pnpm/action-setup":                 {{"version", "pnpm", inventory.Tool}},
	"prefix-dev/setup-pixi":             {{"pixi-version", "pixi", inventory.Tool}},
	"pypa/hatch":                        {{"version", "hatch", inventory.Tool}},
	"sigstore/cosign-installer":         {{"cosign-release", "cosign", inventory.Tool}},
	"stcarolas/setup-maven":             {{"maven-version", "maven", inventory.Tool}},
	"subosito/flutter-action":           {{"flutter-version", "flutter", inventory.Tool}},
	"supercharge/mongodb-github-action": {{"mongodb-version", "mongodb", inventory.Tool}},
	"supercharge/redis-github-action":   {{"redis-version", "redis", inventory.Tool}},
	"terraform-linters/setup-tflint":    {{"tflint_version", "tflint", inventory.Tool}},
	"zizmorcore/zizmor-action":          {{"version", "zizmor", inventory.Tool}},
}

// channel is a ref of dtolnay/rust-toolchain that says what to install; with others, its input does.
var channel = lazyregexp.New(`^(?:\d+(?:\.\d+)*|stable|beta|nightly(?:-\d{4}-\d\d-\d\d)?)$`)

// setup reads the versions that a step gives to a setup action: one, or several on a line each. The component stands where
// the language or the tool is named: in the input (go-version), else in the action (astral-sh/setup-uv).
func (r *reader) setup(step *yaml.Node, s scope) {
	action, ref, _ := step.Get("uses").Whole().Trim().Cut("@")
	id := strings.ToLower(action.String())
	if id == "dtolnay/rust-toolchain" && channel.MatchString(ref.String()) {
		r.installed(setups[id][0], naming("rust", action, action), written(ref))
	}
	with := step.Get("with")
	if len(setups[id]) == 0 || with == nil || !r.afford(with) {
		return
	}
	for key, value := range with.Each() {
		for _, in := range setups[id] {
			if in.key != strings.ToLower(key.Text) {
				continue
			}
			for _, versions := range s.expand(value.Whole()) {
				for _, version := range lines(versions) {
					r.installed(in, naming(in.id, key.Whole(), action), version)
				}
			}
		}
	}
}

func (r *reader) installed(in input, name, version imageref.Value) {
	r.add(pipeline.Installed(in.kind, in.id, name, version))
}

// naming is the text that names a technology: the start of the key, else a part of the action's name, else what the key
// is about: otp-version is about Erlang, under another name.
func naming(id string, key, action yaml.Text) imageref.Value {
	if strings.HasPrefix(key.String(), id) {
		return written(key.Slice(0, len(id)))
	}
	if i := strings.LastIndex(action.String(), id); i >= 0 {
		return written(action.Slice(i, i+len(id)))
	}
	subject, _, _ := key.Cut("-")
	return written(subject)
}

// lines are those of a value that are not blank.
func lines(v imageref.Value) []imageref.Value {
	var all []imageref.Value
	start := 0
	for line := range strings.SplitAfterSeq(v.Masked(), "\n") {
		trimmed := strings.TrimSpace(line)
		first := start + strings.Index(line, trimmed)
		if trimmed != "" {
			all = append(all, v[first:first+len(trimmed)])
		}
		start += len(line)
	}
	return all
}
