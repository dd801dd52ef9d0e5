package main

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPeopleReload: a list imported again is in force after SIGHUP; a broken or
// missing one changes nothing, and stops a start with words.
func TestPeopleReload(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	rules := write("rules.toml", `own_domains = ["example.org"]

[[people]]
name = "members"
file = "members.people"
columns = { name = "Name", phone = "Phone" }
`)
	config := write("postlock.toml", fmt.Sprintf("data = %q\n", dir))
	load := func(list string) {
		var said bytes.Buffer
		args := []string{"people", "import", "--rules", rules, "--config", config, "members", write("list.csv", list)}
		if status := run(t.Context(), stdio{nil, io.Discard, &said}, args); status != 0 {
			t.Fatal(said.String())
		}
	}
	load("Name;Phone\nAnna Berg;22334455\n")
	o := startOffice(t, "127.0.0.1:1", func(s *settings) { s.Data, s.Rules = dir, rules })
	people := func() int { return o.lore.Load().Lists[0].People() }
	if people() != 1 {
		t.Fatalf("%d people", people())
	}
	load("Name;Phone\nAnna Berg;22334455\nIda Holm;33445566\n")
	if err := o.reload(t.Context()); err != nil || people() != 2 {
		t.Errorf("%d people, %v", people(), err)
	}
	file := write("members.people", "postlock people 2\nand then something else")
	refuses := func(want string) {
		t.Helper()
		if err := o.reload(t.Context()); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "rules.toml:5: [[people]] members: ") {
			t.Errorf("%q is not in %v", want, err)
		}
		if people() != 2 {
			t.Errorf("%d people after a list that cannot be read", people())
		}
	}
	refuses("it is damaged: it is cut short")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	refuses("there is no " + file + ` yet; run "postlock people import --rules ` + rules + ` members FILE"`)
	s := o.settings
	s.Data = t.TempDir()
	s.Listen[0].Address = "127.0.0.1:0"
	if _, err := openOffice(t.Context(), s, "", slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(err.Error(), "[[people]] members: there is no") {
		t.Errorf("a start without the list: %v", err)
	}
}
