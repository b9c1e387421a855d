package githubactions

import (
	"strings"

	"github.com/dna-group/techcheck/pkg/inventory"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/purl"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

const docker = "docker://"

var (
	// commit is a full commit id, or a short one as GitHub took it once.
	commit = lazyregexp.New(`^[0-9a-f]{7,64}$`)
	// commented is the version that the comment behind a commit id names: # v1.2.3, # tag=v1, # pin @v1,
	// # ratchet:owner/repo@v1, # renovate: tag=v1.
	commented = lazyregexp.New(`^\s*(?:renovate:\s*)?(?:pin\s+|tag\s*[=:]\s*|ratchet:\s*)?(?:[\w./-]*@)?((?:[A-Za-z][\w.-]*[-/])?v?\d+(?:\.\d+)*(?:[-+][0-9A-Za-z.+-]+)?)(?:$|[\s,;)])`)
)

// uses reads what a step or a job uses: an action or a reusable workflow of another repository, or an image. What starts
// with ./ is of this repository, and is read where it stands.
func (r *reader) uses(node *yaml.Node) {
	t := node.Whole().Trim()
	s := t.String()
	switch {
	case node == nil, strings.HasPrefix(s, "./"), strings.HasPrefix(s, "../"):
	case strings.HasPrefix(s, docker) && t.Len() > len(docker):
		r.image(written(t.Slice(len(docker), t.Len())))
	case strings.Contains(s, "${{"):
		r.add(inventory.Component{
			Type: purl.GitHub, Name: s, Kind: inventory.Action, NameSpan: t.Span(), Resolution: inventory.Unresolved,
		})
	default:
		r.remote(node, t)
	}
}

// remote reads owner/repo/path@ref, of Gitea and Forgejo also with https://host/ in front.
func (r *reader) remote(node *yaml.Node, t yaml.Text) {
	c := inventory.Component{Type: purl.GitHub, Kind: inventory.Action, Resolution: inventory.Literal}
	name, ref, _ := t.Cut("@")
	if _, rest, found := name.Cut("://"); found {
		var h yaml.Text
		h, name, _ = rest.Cut("/")
		c.Attributes.Registry = h.String()
	}
	owner, rest, _ := name.Cut("/")
	repository, path, _ := rest.Cut("/")
	if owner.Len() == 0 || repository.Len() == 0 {
		at := t.Span()
		if t.Len() == 0 {
			at = node.Span
		}
		r.file.Problem(at, "this names no action; write owner/repository@ref, or ./ before the path of one of this repository")
		return
	}
	name = name.Slice(0, owner.Len()+1+repository.Len())
	c.Name, c.NameSpan = name.String(), name.Span()
	c.Version = ref.String()
	c.PURL = purl.Action(c.Attributes.Registry, c.Name, c.Version, path.String())
	if commit.MatchString(c.Version) {
		c.Attributes.Digest = c.Version
		comment := node.Comment()
		if m := commented.FindStringSubmatchIndex(comment.String()); m != nil {
			ref = comment.Slice(m[2], m[3])
			c.Version = ref.String()
		}
	}
	if c.Version != "" {
		c.VersionSpan = ref.Span()
	}
	r.add(c)
}
