package purl_test

import (
	"testing"

	"github.com/dna-group/techcheck/pkg/purl"
)

func TestRepositoryName(t *testing.T) {
	for address, want := range map[string]string{
		"https://github.com/apple/swift-nio.git":              "github.com/apple/swift-nio",
		"https://user:secret@github.com:443/apple/swift-nio/": "github.com/apple/swift-nio",
		"git@github.com:Apple/swift-nio.git":                  "github.com/Apple/swift-nio",
		"ssh://git@git.example.com:7999/ios/core.git":         "git.example.com/ios/core",
		"https://GitHub.com./apple//x/../%73wift-nio.git?a#b": "github.com/apple/swift-nio",
		"ssh://git@ssh.github.com:443/apple/swift-nio.git":    "github.com/apple/swift-nio",
		"git://example.com/Package":                           "example.com/Package",
		"gitlab.example.com:ios/deep/core":                    "gitlab.example.com/ios/deep/core",
		"../core":                                             "",
		"/srv/core":                                           "",
		"~/core":                                              "",
		"file:///srv/core":                                    "",
		"core":                                                "",
		"https://":                                            "",
		"https://example.com":                                 "",
		"":                                                    "",
		":":                                                   "",
	} {
		if got := purl.RepositoryName(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}
