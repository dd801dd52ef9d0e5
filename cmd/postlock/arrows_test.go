package main

import (
	"os/exec"
	"strings"
	"testing"
)

const module = "github.com/postlock/postlock/"

// arrows are the rooms of the house and the rooms that each may know; a room may
// know what lies inside itself. README draws the same picture.
var arrows = map[string][]string{
	"inspect":                        {"inspect/message"},
	"inspect/message":                {},
	"inspect/extract":                {"inspect", "inspect/message"},
	"inspect/detect":                 {"inspect", "inspect/message"},
	"inspect/rule":                   {"inspect", "inspect/message"},
	"relay":                          {"inspect", "inspect/message", "inspect/rule"},
	"relay/rewrite":                  {"inspect/message"},
	"relay/postfixtest":              {},
	"relay/spool":                    {"inspect", "inspect/message", "inspect/rule"},
	"relay/queue":                    {"inspect/message", "inspect/rule", "relay/spool"},
	"relay/queue/route":              {"inspect", "inspect/message", "relay/queue/deliver"},
	"relay/queue/deliver":            {"inspect/message", "relay/spool"},
	"relay/queue/dsn":                {"inspect/message", "relay/spool"},
	"quarantine":                     {"inspect", "inspect/message", "inspect/rule", "relay/spool"},
	"quarantine/account":             {"inspect/message", "relay/spool", "quarantine/audit"},
	"quarantine/audit":               {"relay/spool"},
	"quarantine/web":                 {"inspect", "inspect/message", "inspect/rule", "relay/spool", "quarantine", "quarantine/account", "quarantine/audit"},
	"quarantine/quarantinetest":      {"inspect", "inspect/message", "inspect/rule", "relay/spool", "quarantine", "quarantine/account", "quarantine/audit"},
	"inspect/detect/ident":           {"inspect"},
	"inspect/detect/ident/identtest": {"inspect", "inspect/detect/ident"},
	"inspect/detect/known":           {"inspect"},
	"inspect/rule/strict":            {},
	"cmd/postlock":                   nil, // knows all
	"cmd/bench":                      nil, // measures from outside
	"inspect/extract/pdfium":         {"inspect/extract/pdftext"},
	"inspect/extract/pdftext":        {},
}

// TestArrows reads every package's imports and fails on one that the design
// does not draw.
func TestArrows(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}: {{join .Imports " "}}`, module+"...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for l := range strings.Lines(string(out)) {
		pkg, imports, _ := strings.Cut(strings.TrimSpace(l), ": ")
		from := strings.TrimPrefix(pkg, module)
		for _, imp := range strings.Fields(imports) {
			to, ours := strings.CutPrefix(imp, module)
			if ours && !allowed(t, from, to) {
				t.Errorf("%s must not know %s", from, to)
			}
		}
	}
}

func allowed(t *testing.T, from, to string) bool {
	room := from
	may, known := arrows[room]
	for !known && strings.Contains(room, "/") {
		room = room[:strings.LastIndexByte(room, '/')]
		may, known = arrows[room]
	}
	if !known {
		t.Errorf("%s is a room that the design does not have", from)
	}
	if may == nil || strings.HasPrefix(to, from+"/") || strings.HasPrefix(to, room+"/") {
		return true
	}
	for _, m := range may {
		if m == to {
			return true
		}
	}
	return false
}
