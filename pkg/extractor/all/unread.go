package all

import "github.com/dna-group/techcheck/pkg/extractor"

// Unread lists the manifests that techcheck recognises and cannot read yet, sorted by ecosystem. A name that other files
// have too, such as values.yaml, project.yml and those of Kubernetes, is not here: what is named must be a manifest.
var Unread = []extractor.Unread{
	{Ecosystem: "Ansible", Files: []string{"galaxy.yml", "galaxy.yaml"}},
	{Ecosystem: "Bazel", Files: []string{"MODULE.bazel", "MODULE.bazel.lock", "WORKSPACE", "WORKSPACE.bazel", "WORKSPACE.bzlmod"}},
	{Ecosystem: "Buf", Files: []string{"buf.yaml", "buf.gen.yaml", "buf.work.yaml", "buf.lock"}},
	{Ecosystem: "C and C++", Files: []string{"conanfile.txt", "conanfile.py", "conan.lock", "vcpkg.json", "vcpkg-configuration.json"}},
	{Ecosystem: "CI", Files: []string{"Jenkinsfile"}},
	{Ecosystem: "Clojure", Files: []string{"deps.edn", "project.clj"}},
	{Ecosystem: "Cloud resources", Files: []string{
		"*.bicep", "cdk.json", "fly.toml", "netlify.toml", "Pulumi.yaml", "Pulumi.yml", "serverless.yml", "serverless.yaml", "vercel.json",
	}},
	{Ecosystem: "Erlang", Files: []string{"rebar.config", "rebar.lock"}},
	{Ecosystem: "Git", Files: []string{".gitmodules"}},
	{Ecosystem: "Gleam", Files: []string{"gleam.toml"}},
	{Ecosystem: "Haskell", Files: []string{"*.cabal", "cabal.project", "cabal.project.freeze", "stack.yaml", "stack.yaml.lock"}},
	{Ecosystem: "Helm", Files: []string{"helmfile.yaml", "helmfile.yml", "helmfile.yaml.gotmpl"}},
	{Ecosystem: "Jsonnet", Files: []string{"jsonnetfile.json", "jsonnetfile.lock.json"}},
	{Ecosystem: "Julia", Files: []string{"Project.toml", "Manifest.toml"}},
	{Ecosystem: "Kubernetes", Files: []string{"vendir.yml"}},
	{Ecosystem: "Lua", Files: []string{"*.rockspec"}},
	{Ecosystem: "Nim", Files: []string{"*.nimble"}},
	{Ecosystem: "Nix", Files: []string{"flake.nix", "flake.lock", "devenv.nix", "devenv.yaml", "devenv.lock"}},
	{Ecosystem: "npm", Files: []string{"bun.lockb"}},
	{Ecosystem: "OCaml", Files: []string{"*.opam", "dune-project"}},
	{Ecosystem: "Perl", Files: []string{"cpanfile", "cpanfile.snapshot"}},
	{Ecosystem: "Puppet", Files: []string{"Puppetfile"}},
	{Ecosystem: "R", Files: []string{"renv.lock"}},
	{Ecosystem: "Swift", Files: []string{"Cartfile", "Cartfile.resolved", "Mintfile"}},
	{Ecosystem: "Tool versions", Files: []string{"devbox.lock"}},
	{Ecosystem: "Unity", Files: []string{"ProjectSettings/ProjectVersion.txt"}},
	{Ecosystem: "Zig", Files: []string{"build.zig.zon"}},
}
