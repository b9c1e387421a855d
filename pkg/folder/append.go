package folder

import (
	"fmt"
	"os"
	"path/filepath"
)

// Append writes text at the end of a file that is there, and leaves what stands before it as it is.
func Append(dir string, f File) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("opening the folder: %w", err)
	}
	defer root.Close()
	file, err := root.OpenFile(filepath.FromSlash(f.Path), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return fmt.Errorf("extending %s: %w", f.Path, err)
	}
	_, err = file.WriteString(f.Text)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("extending %s: %w", f.Path, err)
	}
	return nil
}
