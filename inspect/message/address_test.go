package message

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

// addressCases: want is the canonical form, "" for what is refused.
var addressCases = []struct{ in, want string }{
	{"anna@example.org", "anna@example.org"},
	{"Anna.Smit@Example.ORG", "Anna.Smit@example.org"},
	{"anna+list=x@example.org", "anna+list=x@example.org"},
	{`"anna"@example.org`, "anna@example.org"},
	{`"anna smit"@example.org`, `"anna smit"@example.org`},
	{`"anna\ smit"@example.org`, `"anna smit"@example.org`},
	{`"a\"b"@example.org`, `"a\"b"@example.org`},
	{`"a\\b"@example.org`, `"a\\b"@example.org`},
	{`"a..b"@example.org`, `"a..b"@example.org`},
	{"jürgen@example.org", "jürgen@example.org"},
	{"anna@bücher.example", "anna@xn--bcher-kva.example"},
	{"anna@BÜCHER.example", "anna@xn--bcher-kva.example"},
	{"anna@xn--bcher-kva.example", "anna@xn--bcher-kva.example"},
	{"anna@例え。テスト", "anna@xn--r8jz45g.xn--zckzah"},
	{"anna@[192.0.2.1]", "anna@[192.0.2.1]"},
	{"anna@[IPv6:2001:DB8::1]", "anna@[IPv6:2001:db8::1]"},
	{"anna@localhost", "anna@localhost"},
	{"anna@r3---sn.example.org", "anna@r3---sn.example.org"},
	{strings.Repeat("a", 120) + "@example.org", strings.Repeat("a", 120) + "@example.org"},

	// Injection, see the measurements of go-smtp: the domain of policy would
	// not be the domain of the wire.
	{`"victim@evil.test> ORCPT=rfc822;x"@corp.test`, ""},
	{`"victim@evil.test"@corp.test`, ""},
	{"victim%evil.test@corp.test", ""},
	{`"victim%evil.test"@corp.test`, ""},
	{"evil.test!victim@corp.test", ""},
	{"@evil.test:victim@corp.test", ""},
	{"@evil.test,@x.test:victim@corp.test", ""},
	{"a@evil.test@corp.test", ""},
	{"a>@corp.test", ""},
	{"a@corp.test>", ""},
	{"a@corp.test> SIZE=1", ""},
	{"a@corp.test SIZE=1", ""},
	{"a b@corp.test", ""},
	{"a\r\nRCPT TO:<b@corp.test>", ""},
	{"\"a\r\nb\"@corp.test", ""},
	{"\"a\tb\"@corp.test", ""},
	{"a\x00b@corp.test", ""},
	{"\"a\x7fb\"@corp.test", ""},
	{"a\u0085b@corp.test", ""},
	{"a\u2028b@corp.test", ""},
	{"a\u202eb@corp.test", ""},
	{"a@corp\x00.test", ""},
	{"a@corp.test\n", ""},
	{"\xffa@corp.test", ""},
	{`"a@corp.test`, ""},
	{`"a"b@corp.test`, ""},
	{`"a\`, ""},
	{`""@corp.test`, ""},
	{"(x)a@corp.test", ""},
	{"a@(x)corp.test", ""},
	{"<a@corp.test>", ""},

	{"", ""}, {"a", ""}, {"@", ""}, {"a@", ""}, {"@corp.test", ""},
	{".a@corp.test", ""}, {"a.@corp.test", ""}, {"a..b@corp.test", ""},
	{"a@corp..test", ""}, {"a@.test", ""}, {"a@test.", ""}, {"a@-corp.test", ""}, {"a@corp-.test", ""},
	{"a@corp_x.test", ""}, {"a@10.0.0.1", ""}, {"a@[10.0.0]", ""}, {"a@[10.0.0.1", ""}, {"a@[x]", ""},
	{"a@[IPv6:1.2.3.4]", ""}, {"a@[IPv6:fe80::1%eth0]", ""}, {"a@[tag:x]", ""}, {"a@xn--a.test", ""},
	{"a@" + strings.Repeat("b", 64) + ".test", ""},
	{"a@" + strings.Repeat("b.", 130) + "test", ""},
	{"postmaster", ""},
}

func TestParseAddress(t *testing.T) {
	for _, c := range addressCases {
		a, err := ParseAddress(c.in)
		if (err != nil) != (c.want == "") || a.String() != c.want {
			t.Errorf("ParseAddress(%q) = %q, %v; want %q", c.in, a, err, c.want)
		}
	}
}

func TestParsePath(t *testing.T) {
	for in, want := range map[string]string{
		"postmaster":        "postmaster@office.example",
		"<Postmaster>":      "postmaster@office.example",
		"<a@b.example>":     "a@b.example",
		"a@b.example":       "a@b.example",
		"":                  "",
		"<>":                "",
		"<postmaster@x.nl>": "postmaster@x.nl",
	} {
		if a, err := ParsePath(in, "office.example"); err != nil || a.String() != want {
			t.Errorf("ParsePath(%q) = %q, %v; want %q", in, a, err, want)
		}
	}
	for _, in := range []string{"<", "<<a@b.example>>", "root", "a@b.example>"} {
		if a, err := ParsePath(in, "office.example"); err == nil {
			t.Errorf("ParsePath(%q) = %q, want an error", in, a)
		}
	}
}

func TestAddressKeyAndText(t *testing.T) {
	a, _ := ParseAddress("Anna@Example.org")
	b, _ := ParseAddress("anna@example.ORG")
	if a == b || a.Key() != b.Key() {
		t.Errorf("keys %q and %q, want them equal and the values different", a.Key(), b.Key())
	}
	composed, _ := ParseAddress("jos\u00e9@x.example")
	other, _ := ParseAddress("jose\u0301@x.example")
	if composed.Key() != other.Key() {
		t.Errorf("keys %q and %q differ", composed.Key(), other.Key())
	}
	if s := fmt.Sprint(slog.AnyValue(a).Resolve()); strings.Contains(s, "Anna") {
		t.Errorf("log shows %q", s)
	}
	text, err := json.Marshal([]Address{a, {}})
	var back []Address
	if err == nil {
		err = json.Unmarshal(text, &back)
	}
	if err != nil || back[0] != a || !back[1].IsZero() {
		t.Errorf("JSON %s reads as %q, %v", text, back, err)
	}
}
