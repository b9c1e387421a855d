package gitlabci

import (
	"github.com/dna-group/techcheck/pkg/imageref"
	"github.com/dna-group/techcheck/pkg/lazyregexp"
	"github.com/dna-group/techcheck/pkg/syntax/yaml"
)

// variable is $name, ${name}, or $$, which is a $ (https://docs.gitlab.com/ci/variables/where_variables_can_be_used).
var variable = lazyregexp.New(`\$(?:\$|(\w+)|\{(\w+)\})`)

// proxy is GitLab's own cache of Docker Hub, before the name of an image (https://docs.gitlab.com/user/packages/dependency_proxy).
var proxy = lazyregexp.New(`^\$\{?CI_DEPENDENCY_PROXY_(?:DIRECT_)?GROUP_IMAGE_PREFIX\}?/`)

// uncached cuts the cache from the name of an image.
func uncached(image yaml.Text) yaml.Text {
	return image.Slice(len(proxy.FindString(image.String())), image.Len())
}

// value is that of a variable: a scalar, or what a mapping with a description says.
func (r *reader) value(name string) (yaml.Text, imageref.Origin) {
	for _, variables := range r.variables {
		value := variables.Get(name)
		if value.Is(yaml.Mapping) {
			value = value.Get("value")
		}
		if value.Is(yaml.Scalar) {
			return uncached(value.Whole()), imageref.Variable
		}
	}
	return yaml.Text{}, imageref.Unresolved
}
