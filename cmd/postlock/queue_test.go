package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// runWords runs postlock with words, and gives what it printed and its status.
func runWords(t *testing.T, words ...string) (out string, status int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	status = run(t.Context(), stdio{strings.NewReader(""), &stdout, &stderr}, words)
	return stdout.String() + stderr.String(), status
}

// configFor writes the settings of an office that runs, for the commands beside it.
func configFor(t *testing.T, o *office) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "postlock.toml")
	if err := os.WriteFile(file, fmt.Appendf(nil, "data = %q\n", o.settings.Data), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestQueueCommand looks at mail for a next hop that is down, deletes one
// message and has the other tried again once the hop is there.
func TestQueueCommand(t *testing.T) {
	down := freePort(t)
	o := startOffice(t, down, nil)
	config := configFor(t, o)
	for _, to := range []string{"first@elsewhere.example", "second@elsewhere.example"} {
		m := letter{from: "office@example.org", to: []string{to}}
		m.data = compose(m, "Queued", time.Now(), "waits\n", "", nil)
		if said, err := submit(o.smtpAddress(), m); err != nil {
			t.Fatalf("%s %v", said, err)
		}
	}
	ids := map[string]string{}
	eventually(t, "both were tried once", func() bool {
		out, status := runWords(t, "queue", "list", "--json", "--config", config)
		if status != 0 {
			t.Fatal(out)
		}
		tried := 0
		for line := range strings.Lines(out) {
			var q queued
			if err := json.Unmarshal([]byte(line), &q); err != nil {
				t.Fatalf("%v: %s", err, line)
			}
			ids[q.Recipients[0].Address] = string(q.ID)
			tried += min(q.Attempts, 1)
		}
		return tried == 2
	})
	for _, words := range [][]string{{"list"}, {"show", ids["first@elsewhere.example"]}} {
		out, status := runWords(t, append(append([]string{"queue"}, words...), "--config", config)...)
		if status != 0 || !strings.Contains(out, "first@elsewhere.example") || !strings.Contains(out, "refused") {
			t.Errorf("queue %v: %d %s", words, status, out)
		}
	}
	if out, status := runWords(t, "queue", "delete", ids["first@elsewhere.example"], "--config", config); status != 0 {
		t.Errorf("delete: %s", out)
	}
	h, err := newHop(down, func(a arrival) {})
	if err != nil {
		t.Fatal(err)
	}
	arrived := make(chan arrival, 9)
	h.arrived = func(a arrival) { arrived <- a }
	go h.serve()
	defer h.close()
	if out, status := runWords(t, "queue", "retry", ids["second@elsewhere.example"], "--config", config); status != 0 {
		t.Errorf("retry: %s", out)
	}
	select {
	case a := <-arrived:
		if a.to[0] != "second@elsewhere.example" {
			t.Errorf("to %v came the deleted message", a.to)
		}
	case <-time.After(30 * time.Second):
		t.Error("the message was not tried again within 30 s")
	}
	out, _ := runWords(t, "audit", "list", "--config", config)
	for _, want := range []string{"retried", "deleted"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not on the record:\n%s", want, out)
		}
	}
}
