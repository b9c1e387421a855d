package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// comments plays GitHub's interface for the comments of a pull request.
type comments struct {
	bodies  []string // of ours, each by its index
	refuses bool     // the token is one of a fork
}

const oneComment = "/repos/acme/billing/issues/comments/"

func (c *comments) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	var body struct{ Body string }
	switch {
	case request.Header.Get("Authorization") != "Bearer secret-token":
		w.WriteHeader(http.StatusUnauthorized)
	case request.Method == http.MethodGet:
		list := []map[string]any{{"id": 1000, "user": map[string]string{"type": "User"}, "body": "<!-- techcheck: web by  -->\nnot ours"}}
		for id, text := range c.bodies {
			list = append(list, map[string]any{"id": id, "user": map[string]string{"type": "Bot"}, "body": text})
		}
		_ = json.NewEncoder(w).Encode(list)
	case c.refuses:
		w.WriteHeader(http.StatusForbidden)
	case json.NewDecoder(request.Body).Decode(&body) != nil:
		w.WriteHeader(http.StatusBadRequest)
	case request.Method == http.MethodPost && request.URL.Path == "/repos/acme/billing/issues/7/comments":
		c.bodies = append(c.bodies, body.Body)
	case request.Method == http.MethodPatch && strings.HasPrefix(request.URL.Path, oneComment):
		id, err := strconv.Atoi(strings.TrimPrefix(request.URL.Path, oneComment))
		if err != nil || id >= len(c.bodies) {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		c.bodies[id] = body.Body
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

// TestActionComment holds that there is one comment at most, updated in place, and resolved when nothing is left to say.
func TestActionComment(t *testing.T) {
	forge := &comments{}
	server := httptest.NewServer(forge)
	defer server.Close()
	use := func(manifest, path, failed string, policy ...string) *runner {
		r := pullRequest(t, manifest)
		r.setenv("GITHUB_API_URL", server.URL)
		r.use(map[string]string{"binary": binary(t), "comment": "true", "path": path, "policy": strings.Join(policy, "")})
		if r.failed != failed {
			t.Errorf("the step %q failed, not %q:\n%s", r.failed, failed, r.log)
		}
		return r
	}
	use(clean, "web", "")
	if len(forge.bodies) > 0 {
		t.Errorf("a comment where nothing is to be said: %v", forge.bodies)
	}

	// Neither is there one of what was there before, as long as that does not fail.
	tolerant := t.TempDir()
	if err := os.CopyFS(tolerant, os.DirFS("../../testdata/demo/policy")); err != nil {
		t.Fatal(err)
	}
	settings := read(t, "../../testdata/demo/policy/settings.yaml")
	if err := writeFile(filepath.Join(tolerant, "settings.yaml"), settings+"\n  enforce: new\n"); err != nil {
		t.Fatal(err)
	}
	use(clean, ".", "", tolerant)
	if len(forge.bodies) > 0 {
		t.Errorf("a comment of what the change does not bring: %v", forge.bodies)
	}

	use(brings, "web", "verdict")
	use(brings, "web", "verdict")
	if len(forge.bodies) != 1 || !strings.HasPrefix(forge.bodies[0], "<!-- techcheck: web by  -->\nIn `web`:\n\n## ") || !strings.Contains(forge.bodies[0], "MongoDB is disallowed") {
		t.Fatalf("comments %q", forge.bodies)
	}

	// Another job of the workflow, which scans something else, has a comment of its own.
	use(brings, ".", "verdict")
	use(brings, "old", "verdict")
	if len(forge.bodies) != 3 || !strings.HasPrefix(forge.bodies[1], "<!-- techcheck: . by  -->\n## ") {
		t.Fatalf("comments %q", forge.bodies)
	}
	use(clean, "web", "")
	if !strings.Contains(forge.bodies[0], "resolved") || !strings.Contains(forge.bodies[2], "MongoDB is disallowed") {
		t.Errorf("the comment is not resolved, or another one is: %q", forge.bodies)
	}
	forge.refuses = true
	r := use(brings, "web", "verdict")
	r.says("the log", r.log, "this token may not write comments")
}
