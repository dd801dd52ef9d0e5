package rule

import (
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
)

func TestShippedRulesParse(t *testing.T) {
	rs := Default()
	var ids []string
	for _, r := range rs.Rules() {
		ids = append(ids, r.ID)
	}
	want := "exposed-recipients people-list sensitive-people national-id unreadable slow-drip too-large"
	if got := strings.Join(ids, " "); got != want {
		t.Errorf("rules are %s, want %s", got, want)
	}
	if rs.Size() != 50<<20 {
		t.Errorf("size limit %d, want 50 MB", rs.Size())
	}
}

func TestFileWithoutRulesHasTheShippedOnes(t *testing.T) {
	rs, err := Parse("r", []byte(`own_domains = ["kirke.dk"]`))
	if err != nil {
		t.Fatal(err)
	}
	if len(rs.Rules()) != len(Default().Rules()) || rs.OwnDomains()[0] != "kirke.dk" {
		t.Errorf("got %d rules for %v", len(rs.Rules()), rs.OwnDomains())
	}
	if rs.Digest() == Default().Digest() {
		t.Error("two different files have one digest")
	}
}

func TestEveryMistakeIsToldWithItsLine(t *testing.T) {
	src := `own_domains = ["kirke dk"]
colour = "red"

[[rule]]
id = "people list"
says = "x"
action = "hold"
when = { subjcts = 10, subjects = "ten" }
[[rule.hit]]
recipents = 3
[[rule.miss]]
base64 = "!!!"
file = "a"

[[rule]]
id = "second"
says = ""
action = "burn"
[rule.when]
about = ["shoe_size"]
`
	_, err := Parse("rules.toml", []byte(src))
	if err == nil {
		t.Fatal("no mistake found")
	}
	for _, want := range []string{
		`rules.toml:1: "kirke dk" is not a domain`,
		`rules.toml:2: unknown key "colour"`,
		`rules.toml:5: a rule needs an id`,
		`rules.toml:8: unknown key "subjcts"`,
		`rules.toml:8: subjects: must be a whole number`,
		`rules.toml:10: unknown key "recipents"`,
		`rules.toml:12: this is not base64`,
		`rules.toml:17: rule "second" needs says`,
		`rules.toml:18: action: unknown action "burn"`,
		`rules.toml:20: about: unknown attribute "shoe_size"`,
		`rules.toml:15: rule "second" needs at least one [[rule.hit]]`,
		`rule "people list" holds, so it needs approvals`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("missing: %s", want)
		}
	}
	if t.Failed() {
		t.Logf("got:\n%v", err)
	}
}

func TestBrokenSyntaxNamesTheLine(t *testing.T) {
	_, err := Parse("rules.toml", []byte("own_domains = [\"a.dk\"]\n[[rule]\n"))
	if err == nil || !strings.HasPrefix(err.Error(), "rules.toml:2:") {
		t.Errorf("got %v", err)
	}
}

func envelope(to ...string) (env message.Envelope) {
	for _, a := range to {
		env.Recipients = append(env.Recipients, message.Recipient{Address: mustAddress(a)})
	}
	return env
}

func TestDecide(t *testing.T) {
	people := func(n int, as ...inspect.Attribute) []inspect.Group {
		return []inspect.Group{{Attributes: inspect.Set(as...), Count: n}}
	}
	natid := func(sure float64) []inspect.Finding {
		return []inspect.Finding{{Attribute: inspect.NationalID, Count: 1, Confidence: sure}}
	}
	locked := []inspect.Unreadable{{Why: inspect.Encrypted}}
	for _, c := range []struct {
		name      string
		to        string
		report    inspect.Report
		drip      int
		want      string
		approvals int
		bcc       bool
		rules     string
	}{
		{"nothing", "a@b.dk", inspect.Report{}, 0, "pass", 0, false, ""},
		{"nine strangers", "a@b.dk", inspect.Report{VisibleExternal: 9}, 0, "pass", 0, false, ""},
		{"ten strangers", "a@b.dk", inspect.Report{VisibleExternal: 10}, 0, "bcc", 0, true, "exposed-recipients"},
		{"nine people", "a@b.dk", inspect.Report{People: people(9, inspect.Phone)}, 0, "pass", 0, false, ""},
		{"ten people", "a@b.dk", inspect.Report{People: people(10, inspect.Phone)}, 0, "hold", 2, false, "people-list"},
		{"ten people, inside", "a@example.org", inspect.Report{People: people(10, inspect.Phone)}, 0, "pass", 0, false, ""},
		{"both", "a@b.dk", inspect.Report{VisibleExternal: 177, People: people(2600, inspect.BirthDate)}, 0, "hold", 2, true, "people-list exposed-recipients"},
		{"three ill people", "a@b.dk", inspect.Report{People: people(3, inspect.Health)}, 0, "hold", 2, false, "sensitive-people"},
		{"two ill people", "a@b.dk", inspect.Report{People: people(2, inspect.Health)}, 0, "pass", 0, false, ""},
		{"an unsure number", "a@b.dk", inspect.Report{Findings: natid(0.5)}, 0, "pass", 0, false, ""},
		{"a sure number", "a@b.dk", inspect.Report{Findings: natid(0.95)}, 0, "hold", 1, false, "national-id"},
		{"locked", "a@b.dk", inspect.Report{Unreadable: locked}, 0, "hold", 1, false, "unreadable"},
		{"a picture", "a@b.dk", inspect.Report{Unreadable: []inspect.Unreadable{{Why: inspect.Picture}}}, 0, "pass", 0, false, ""},
		{"locked and ten people", "a@b.dk", inspect.Report{Unreadable: locked, People: people(10, inspect.Email)}, 0, "hold", 2, false, "people-list unreadable"},
		{"fiftieth", "a@b.dk", inspect.Report{}, 50, "hold", 2, false, "slow-drip"},
		{"forty-ninth", "a@b.dk", inspect.Report{}, 49, "pass", 0, false, ""},
		{"at the limit", "a@b.dk", inspect.Report{Size: 50 << 20}, 0, "pass", 0, false, ""},
		{"over the limit, inside", "a@example.org", inspect.Report{Size: 50<<20 + 1}, 0, "reject", 0, false, "too-large"},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := Default().Decide(Facts{envelope(c.to), &c.report, Drip{Day: c.drip}})
			if v.Action.String() != c.want || v.Approvals != c.approvals || v.BCC != c.bcc || strings.Join(v.Rules, " ") != c.rules {
				t.Errorf("got %s, approvals %d, bcc %v, rules %v", v.Action, v.Approvals, v.BCC, v.Rules)
			}
			if len(v.Reasons) != len(v.Rules) || v.Ruleset != Default().Digest() {
				t.Errorf("reasons %q, ruleset %q", v.Reasons, v.Ruleset)
			}
		})
	}
}

// A slow drip can be counted within an hour; only what is held for nothing else
// belongs to a group that is decided on as one.
func TestDecideDrip(t *testing.T) {
	const rules = `own_domains = ["example.org"]
[[rule]]
id = "hurry"
says = "Many in an hour."
action = "hold"
approvals = 1
when = { drip = 20, within = "hour" }
[[rule.hit]]
drip = 20
[[rule.miss]]
drip = 19
[[rule]]
id = "again"
says = "The same again and again."
action = "hold"
approvals = 1
when = { drip_messages = 300 }
[[rule.hit]]
drip_messages = 300
[[rule.miss]]
drip_messages = 299
drip = 299
[[rule]]
id = "list"
says = "A list."
action = "hold"
approvals = 2
when = { subjects = 10 }
[[rule.hit]]
body = "x"
[[rule.miss]]
body = "y"
`
	rs, err := Parse("rules.toml", []byte(rules))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		drip   Drip
		people int
		rules  string
		group  string
	}{
		"slow":            {Drip{Hour: 19, Day: 90, Group: "g"}, 0, "", ""},
		"quick":           {Drip{Hour: 20, Day: 20, Group: "g"}, 0, "hurry", "g"},
		"quick, and list": {Drip{Hour: 20, Day: 20, Group: "g"}, 10, "list hurry", ""},
		"again and again": {Drip{Hour: 1, Day: 1, DayMessages: 300, Group: "g"}, 0, "again", "g"},
		"list":            {Drip{Hour: 1, Day: 1, Group: "g"}, 10, "list", ""},
	} {
		report := &inspect.Report{People: []inspect.Group{{Attributes: inspect.Set(inspect.Phone), Count: c.people}}}
		v := rs.Decide(Facts{envelope("a@b.dk"), report, c.drip})
		if strings.Join(v.Rules, " ") != c.rules || v.Group != c.group {
			t.Errorf("%s: rules %v, group %q", name, v.Rules, v.Group)
		}
	}
	for bad, want := range map[string]string{`drip = 20, within = "week"`: `"day" or "hour"`, `subjects = 3, within = "hour"`: "within needs drip"} {
		_, err := Parse("rules.toml", []byte(strings.Replace(rules, `drip = 20, within = "hour"`, bad, 1)))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
