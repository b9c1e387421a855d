package main

import (
	"bytes"
	"os"
	"testing"
)

func TestIndexIsUpToDate(t *testing.T) {
	want, err := generate(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../index.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("policies/index.go is out of date: run go generate ./policies")
	}
}
