package extractor

import (
	iofs "io/fs"
	"maps"
	"slices"
	"strings"
)

// maxListing is the size in bytes of the longest listing of a folder that is read.
const maxListing = 64 << 20

// Below lists the files in a folder and below it, sorted, whether or not the scan lists them; "" is the root.
func (fs *Files) Below(folder string) ([]string, error) {
	listing, err := fs.read(folder+"/", maxListing)
	if err != nil || len(listing) == 0 {
		return nil, err
	}
	return strings.Split(strings.TrimSuffix(string(listing), "\x00"), "\x00"), nil
}

// InMemory is a Reader of files that are there already, by path.
func InMemory(files map[string][]byte) Reader {
	return func(path string, _ int64) ([]byte, error) {
		if folder, isFolder := strings.CutSuffix(path, "/"); isFolder {
			return listing(files, folder), nil
		}
		data, found := files[path]
		if !found {
			return nil, iofs.ErrNotExist
		}
		return data, nil
	}
}

func listing(files map[string][]byte, folder string) []byte {
	var listed []byte
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if folder == "" || strings.HasPrefix(name, folder+"/") {
			listed = append(append(listed, name...), 0)
		}
	}
	return listed
}
