package rule

import (
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
)

const protecting = `own_domains = ["example.org"]
[[rule]]
id = "health"
says = "Health data travels protected."
action = "pass"
require_tls = true
when = { subjects = 1, about = ["health"] }
hit = [{ why = "x", body = "x" }]
miss = [{ why = "x", body = "x" }]
[[rule]]
id = "many"
says = "Many strangers."
action = "bcc"
copies = "individual"
when = { visible_external = 3 }
hit = [{ why = "x", body = "x" }]
miss = [{ why = "x", body = "x" }]
`

func TestRequireTLSAndCopies(t *testing.T) {
	rs, err := Parse("r", []byte(protecting))
	if err != nil {
		t.Fatal(err)
	}
	report := &inspect.Report{VisibleExternal: 5, People: []inspect.Group{{Attributes: inspect.Set(inspect.Health), Count: 1}}}
	v := rs.Decide(Facts{Envelope: envelope("a@b.example"), Report: report})
	if v.Action != BCC || !v.RequireTLS || !v.Individual || strings.Join(v.Rules, " ") != "many health" {
		t.Errorf("%+v", v)
	}
	v = rs.Decide(Facts{Envelope: envelope("a@example.org"), Report: report})
	if v.RequireTLS || v.Individual {
		t.Errorf("inside the office: %+v", v)
	}
	report.VisibleExternal = 0
	if v = rs.Decide(Facts{Envelope: envelope("a@b.example"), Report: report}); v.Action != Pass || !v.RequireTLS || v.Individual {
		t.Errorf("alone: %+v", v)
	}
}

func TestRequireTLSAndCopiesMistakes(t *testing.T) {
	for change, want := range map[string]string{
		"require_tls = true|":                                "require_tls = true",
		`action = "pass"|action = "reject"`:                  "has no meaning",
		`copies = "individual"|copies = "many"`:              `"one" or "individual"`,
		`action = "bcc"|action = "hold"` + "\napprovals = 1": "copies are for rules that say bcc",
		`require_tls = true|require_tls = "yes"`:             "require_tls",
	} {
		old, new, _ := strings.Cut(change, "|")
		_, err := Parse("r", []byte(strings.Replace(protecting, old, new, 1)))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", change, err)
		}
	}
}
