package purl

import (
	"path"
	"strings"
)

// hosts are other names of hosts that serve repositories.
var hosts = map[string]string{
	"www.github.com": "github.com", "ssh.github.com": "github.com", "www.gitlab.com": "gitlab.com", "altssh.gitlab.com": "gitlab.com",
	"www.bitbucket.org": "bitbucket.org", "altssh.bitbucket.org": "bitbucket.org",
}

// RepositoryName gives the name of a package that is known by the address of its repository, as Swift's are: host, folders and name,
// without scheme, account, port and .git. https://github.com/apple/swift-nio.git and git@github.com:apple/swift-nio are both
// github.com/apple/swift-nio. It is "" of what is no address of another machine: ../x, file:///x.
func RepositoryName(address string) string {
	scheme, rest, found := strings.Cut(address, "://")
	if !found {
		rest = address
		colon := strings.IndexByte(rest, ':') // git@host:folder/name
		if colon < 0 || strings.Contains(rest[:colon], "/") {
			return ""
		}
		rest = rest[:colon] + "/" + rest[colon+1:]
	}
	host, folder, _ := strings.Cut(rest, "/")
	host = host[strings.LastIndexByte(host, '@')+1:]
	if port := strings.LastIndexByte(host, ':'); port >= 0 && strings.Trim(host[port+1:], "0123456789") == "" {
		host = host[:port]
	}
	host = strings.TrimRight(strings.ToLower(host), ".")
	if known := hosts[host]; known != "" {
		host = known
	}
	if end := strings.IndexAny(folder, "?#"); end >= 0 {
		folder = folder[:end]
	}
	folder = strings.TrimSuffix(strings.TrimPrefix(path.Clean("/"+unescape(folder)), "/"), ".git")
	if scheme == "file" && found || host == "" || folder == "" {
		return ""
	}
	return host + "/" + folder
}
