package cli

import (
	"os"
	"path/filepath"
)

// wayBack lets the commands that a report suggests work where they are copied to: commands about exceptions work in the
// repository that one is in, and another one may have been scanned. In CI a report is read by people who are in the repository.
func (s *session) wayBack(flag string) {
	p := s.judge.Policy
	p.Flag = flag
	here, err := os.Getwd()
	root, _, lost := rootHere()
	if err != nil || lost != nil || root == s.tree.Root || env("CI") != "" {
		return
	}
	if p.Away = relative(here, s.tree.Root); p.Away == "." {
		p.Away = ""
	}
	configured := flag == "" && env("TECHCHECK_POLICY") == "" && len(s.configured.Policy) > 0
	name, err := s.policyName(flag, false)
	if err == nil && !configured && name != starter && !filepath.IsAbs(name) {
		p.Flag = relative(s.tree.Root, filepath.Join(here, name))
	}
}

// relative is a path as from a folder, if there is such a one: on Windows, another drive is not reached so.
func relative(folder, path string) string {
	if near, err := filepath.Rel(folder, path); err == nil {
		return near
	}
	return path
}
