package policy

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/dna-group/techcheck/pkg/exception"
	"github.com/dna-group/techcheck/pkg/source"
)

// ApproversFile is the file of a policy that holds the keys of those who may sign (OpenSSH's allowed_signers).
const ApproversFile = "approvers"

// Register gives the files of the register of exceptions. Their paths start where the folder's does.
func (j *Judge) Register() ([]source.Entry, error) {
	if j.Policy.Settings.Exceptions.Register == "" && j.dir == "" {
		return nil, nil // the shipped policy has none
	}
	dir, err := j.RegisterFolder()
	if err != nil {
		return nil, err
	}
	entries, err := source.ReadFolder(dir, exception.RegisterFolder)
	if err != nil {
		return nil, fmt.Errorf("reading the register of exceptions: %w", err)
	}
	for i := range entries {
		entries[i].Path = filepath.ToSlash(filepath.Join(dir, entries[i].Path))
	}
	return entries, nil
}

// RegisterFolder is the folder that holds the register's: the policy's, or the one that settings.exceptions.register names.
func (j *Judge) RegisterFolder() (string, error) {
	dir := j.Policy.Settings.Exceptions.Register
	switch {
	case dir == "" && j.dir == "":
		return "", errors.New("the shipped policy has no register of exceptions: make a policy of your own with techcheck policy init DIR")
	case dir == "":
		return j.dir, nil
	case strings.Contains(dir, "://"), strings.HasPrefix(dir, "git@"):
		return "", fmt.Errorf("the register %s is not a folder, and others cannot be read yet: check it out, and name its folder in settings.exceptions.register", dir)
	case !filepath.IsAbs(dir):
		return filepath.Join(j.dir, dir), nil
	}
	return dir, nil
}

// Folder is the policy's folder; "" of the shipped one.
func (j *Judge) Folder() string { return j.dir }

// Approvers gives the keys of those who may sign an exception; nil if the policy has none.
func (j *Judge) Approvers() ([]byte, error) {
	if j.dir == "" {
		return nil, nil
	}
	data, err := os.ReadFile(filepath.Join(j.dir, ApproversFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the policy's approvers: %w", err)
	}
	return data, nil
}
