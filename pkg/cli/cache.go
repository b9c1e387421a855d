package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/dna-group/techcheck/pkg/cache"
)

// openCache gives the cache in $TECHCHECK_CACHE_DIR, else in techcheck's folder below the user's caches; the error says why there is
// none, as without a home. What is scanned cannot be one: a change could bring entries of its own.
func (s *session) openCache() (*cache.Store, error) {
	folder, err := cacheFolder()
	if err != nil {
		return nil, err
	}
	if s.tree.Contains(folder) {
		return nil, fmt.Errorf("%s lies in what is scanned: set TECHCHECK_CACHE_DIR to a folder outside", folder)
	}
	identity, err := build()
	return &cache.Store{Folder: folder, Tool: identity, Trouble: s.withoutCache}, err
}

// withoutCache tells, if asked to, why something is not remembered: nothing else depends on it.
func (s *session) withoutCache(err error) {
	if s.verbose {
		fmt.Fprintf(s.Err, "%11s no cache: %v\n", "", err)
	}
}

func cacheFolder() (string, error) {
	if folder := env("TECHCHECK_CACHE_DIR"); folder != "" {
		return filepath.Abs(folder)
	}
	user, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("there is no place for one: %w: set TECHCHECK_CACHE_DIR", err)
	}
	return filepath.Join(user, "techcheck"), nil
}

// build names this program so that no other build has the same name, also none of the same version or from a work tree that
// has changed since: by what Go knows of the build, and by the file that runs.
func build() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("finding the program: %w", err)
	}
	file, err := os.Stat(name)
	if err != nil {
		return "", fmt.Errorf("finding the program: %w", err)
	}
	known := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		known = info.String()
	}
	return fmt.Sprintf("%s\n%s\n%s\n%d\n%d", release, known, name, file.Size(), file.ModTime().UnixNano()), nil
}
