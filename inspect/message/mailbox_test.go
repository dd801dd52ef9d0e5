package message

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// visibleCases are headers with what mail programs show of them. Lines are
// joined with CR LF.
var visibleCases = []struct {
	name, header string
	want         []string
}{
	{"one", "To: a@x.nl", []string{"a@x.nl"}},
	{"names", `To: Anna <a@x.nl>, "Smit, Bo" <b@x.nl>`, []string{"a@x.nl", "b@x.nl"}},
	{"all fields", "To: a@x.nl\nCc: b@x.nl\nResent-To: c@x.nl\nResent-Cc: d@x.nl", []string{"a@x.nl", "b@x.nl", "c@x.nl", "d@x.nl"}},
	{"doubled fields", "To: a@x.nl\nX: y\nto: b@x.nl\nCC: c@x.nl\nCc: d@x.nl", []string{"a@x.nl", "b@x.nl", "c@x.nl", "d@x.nl"}},
	{"blank before the colon", "To : a@x.nl\nCC\t: b@x.nl", []string{"a@x.nl", "b@x.nl"}},
	{"same address twice", "To: a@x.nl, A@X.NL, Anna <a@x.nl>\nCc: a@x.nl", []string{"a@x.nl"}},
	{"semicolons", "To: a@x.nl; b@x.nl; Cees <c@x.nl>;", []string{"a@x.nl", "b@x.nl", "c@x.nl"}},
	{"group", "To: Ouders: a@x.nl, Bo <b@x.nl>;, c@x.nl", []string{"a@x.nl", "b@x.nl", "c@x.nl"}},
	{"empty group", "To: undisclosed-recipients:;", nil},
	{"folded", "To: a@x.nl,\n b@x.nl,\n\t Cees\n <c@x.nl>", []string{"a@x.nl", "b@x.nl", "c@x.nl"}},
	{"fold lost its blank", "To: a@x.nl,\nb@x.nl,\nc@x.nl\nSubject: s", []string{"a@x.nl", "b@x.nl", "c@x.nl"}},
	{"open bracket", "To: Anna <a@x.nl, Bo <b@x.nl, c@x.nl", []string{"a@x.nl", "b@x.nl", "c@x.nl"}},
	{"open quote", `To: "Anna <a@x.nl>, Bo <b@x.nl>, c@x.nl`, []string{"a@x.nl", "b@x.nl", "c@x.nl"}},
	{"no separators", "To: <a@x.nl> <b@x.nl> c@x.nl", []string{"a@x.nl", "b@x.nl", "c@x.nl"}},
	{"encoded names", "To: =?utf-8?q?J=C3=BCrgen?= <a@x.nl>, =?iso-8859-1?B?SvxyZ2Vu?= <b@x.nl>", []string{"a@x.nl", "b@x.nl"}},
	{"unknown charset", "To: =?x-martian?q?J=FCrgen?= <a@x.nl>, b@x.nl", []string{"a@x.nl", "b@x.nl"}},
	{"broken encoded word", "To: =?utf-8?q?Anna <a@x.nl>, =?utf-8?z?x?= <b@x.nl>", []string{"a@x.nl", "b@x.nl"}},
	{"encoded address", "To: =?utf-8?q?Anna_=3Ca=40x.nl=3E=2C_b=40x.nl?=", []string{"a@x.nl", "b@x.nl"}},
	{"raw bytes", "To: J\xfcrgen <a@x.nl>, b@x.nl", []string{"a@x.nl", "b@x.nl"}},
	{"comment", "To: a@x.nl (Anna), b(Bo)@x.nl, c@(x)x.nl", []string{"a@x.nl", "b@x.nl", "c@x.nl"}},
	{"address in a comment", "To: a@x.nl (also b@x.nl)", []string{"a@x.nl", "b@x.nl"}},
	{"address as name", `To: "'a@x.nl'" <a@x.nl>, 'b@x.nl' <b@x.nl>`, []string{"a@x.nl", "b@x.nl"}},
	{"quoted local part", `To: "anna smit"@x.nl`, []string{`"anna smit"@x.nl`}},
	{"blanks around the at", "To: a @ x.nl, b@ x.nl", []string{"a@x.nl", "b@x.nl"}},
	{"domain of one label", "To: a@localhost", []string{"a@localhost"}},
	{"international", "To: jürgen@bücher.example", []string{"jürgen@xn--bcher-kva.example"}},
	{"routes and old forms", "To: <@y.nl:a@x.nl>, b%y.nl@x.nl", []string{"a@x.nl", "b%y.nl@x.nl"}},
	{"mailto", "To: mailto:a@x.nl, <mailto:b@x.nl>", []string{"a@x.nl", "b@x.nl"}},
	{"full stop behind", "To: a@x.nl., b@x.nl.", []string{"a@x.nl", "b@x.nl"}},
	{"not visible", "From: a@x.nl\nBcc: b@x.nl\nReply-To: c@x.nl\nX-To: d@x.nl", nil},
	{"names only", "To: Anna, Bo; everybody at school", nil},
}

func TestVisible(t *testing.T) {
	for _, c := range visibleCases {
		b := []byte(strings.ReplaceAll(c.header, "\n", "\r\n") + "\r\n\r\nx@body.nl\r\n")
		m, err := Read(bytes.NewReader(b), int64(len(b)), Limits{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, a := range m.Visible() {
			got = append(got, a.String())
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestMailboxes(t *testing.T) {
	header := strings.Join([]string{
		`From: "Smit, Anna" <a@x.nl>`, `Sender: =?utf-8?q?J=C3=BCrgen?= =?utf-8?q?_Wei=C3?= =?utf-8?q?=9F?= <j@x.nl>`,
		"Reply-To: c@x.nl (Cees \"de\" Wit)", "To: Ouders: =?utf-8?q?Bo=2C_Smit?= <b@x.nl>, 'Dirk' <d@x.nl>;, Eva", "", "",
	}, "\r\n")
	m, err := Read(strings.NewReader(header), int64(len(header)), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		field string
		got   []Mailbox
		want  string
	}{
		{"From", m.From(), "[{Smit, Anna a@x.nl}]"},
		{"Sender", m.Sender(), "[{Jürgen Weiß j@x.nl}]"},
		{"Reply-To", m.ReplyTo(), `[{Cees "de" Wit c@x.nl}]`},
		{"To", m.To(), "[{Bo, Smit b@x.nl} {Dirk d@x.nl} {Eva }]"},
	} {
		if got := fmt.Sprint(c.got); got != c.want {
			t.Errorf("%s: %s, want %s", c.field, got, c.want)
		}
	}
}
