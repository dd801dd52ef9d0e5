package web

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/quarantine"
	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

func allWords(t *testing.T) map[quarantine.Language]map[string]string {
	t.Helper()
	text, err := files.ReadFile("words.txt")
	if err != nil {
		t.Fatal(err)
	}
	words, err := readWords(string(text))
	if err != nil {
		t.Fatal(err)
	}
	return words
}

// TestEveryWordIsThere: each text of the templates and each name that they
// make a key of has an entry, in every language, with the same values in it.
func TestEveryWordIsThere(t *testing.T) {
	words := allWords(t)
	for key := range used(t) {
		for _, l := range quarantine.Languages() {
			say := words[l][key]
			if say == "" {
				t.Errorf("%s: no words for %q", l, key)
			}
			if verbs(say) != verbs(words[quarantine.English][key]) {
				t.Errorf("%s: %q has other values than %q", l, say, key)
			}
		}
	}
	for key := range words[quarantine.English] {
		if !used(t)[key] {
			t.Errorf("nobody says %q", key)
		}
	}
}

func verbs(s string) string { return fmt.Sprint(regexp.MustCompile(`%[sd]`).FindAllString(s, -1)) }

// used are the keys of templates, of code and of all names.
func used(t *testing.T) map[string]bool {
	keys := map[string]bool{}
	names, err := fs.Glob(files, "pages/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		page, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\bt "([^"]+)"`).FindAllStringSubmatch(string(page), -1) {
			keys[m[1]] = true
		}
	}
	for _, say := range spoken {
		keys[say] = true
	}
	add := func(kind string, names ...string) {
		for _, n := range names {
			keys[kind+":"+n] = true
		}
	}
	for a := range inspect.Attribute(64) {
		if s := a.String(); !strings.HasPrefix(s, "attribute(") {
			add("attribute", s)
		}
	}
	for _, w := range audit.Whats() {
		add("what", string(w))
	}
	for _, d := range []quarantine.Decision{quarantine.Approve, quarantine.Refuse} {
		for _, r := range quarantine.ReasonsFor(d) {
			add("reason", string(r))
		}
	}
	for _, w := range []inspect.Why{inspect.Encrypted, inspect.Damaged, inspect.Unsupported, inspect.OverLimit, inspect.TimedOut, inspect.Ambiguous, inspect.Picture} {
		add("why", string(w))
		add("do", string(w))
	}
	for _, s := range []spool.HoldState{spool.HoldPending, spool.HoldReleased, spool.HoldRefused, spool.HoldExpired, spool.HoldWithdrawn} {
		add("state", string(s))
	}
	add("found", "address", "addresses", "person", "people", "place", "places", "filled form", "filled forms", "recipient",
		"recipients within 24 hours", "recipients within an hour", "more") // of rule.When
	add("role", string(account.Reviewer), string(account.Admin), string(account.Auditor))
	for _, r := range rule.Default().Rules() {
		add("rule", r.ID)
	}
	return keys
}

// spoken are the sentences that handlers say.
var spoken = []string{
	"Your account may not see this page.",
	"You were signed out in the meantime. Please sign in and do it again.",
	"There is no such page, or it is not for you to see.",
	"This came from another website, so it was not done.",
	"Something went wrong on our side. Nothing was changed; please try again.",
	"You cannot disable your own account.",
	"The second factor is on already.",
	"The code is not right. Wait for the next one and try again.",
	"The note is too long.",
	"The two new passwords are not the same.",
	"The present password is not right.",
	"Only a reviewer can decide on held messages.",
	"This message is your own, so somebody else has to look at it.",
	"You have approved this message. The next approval must be somebody else's.",
	"This message was decided on in the meantime.",
	"The message, its recipients or the rules are not those you were shown. Look again and decide anew.",
	"Please say why: choose a reason, or write one.",
	"Only the sender can take a message back.",
	"Your approval is recorded. One more person has to agree.",
	"Approved. The message is on its way.",
	"Refused. The message is not sent, and the sender is told why.",
	"You have taken the message back. It is not sent.",
	"Your approval of all of them is recorded. One more person has to agree.",
	"Approved. The messages are on their way.",
	"Refused. The messages are not sent, and the sender is told why.",
	"You have taken the messages back. They are not sent.",
	"Your password is changed. Please sign in with the new one.",
	"The second factor is off.",
	"You are signed out.",
	"The account is disabled.",
	"The account is open again.",
	"The password has characters that no keyboard types.",
	"The password needs at least %d characters. Three or four words in a row are easy to remember.",
	"The password is longer than %d bytes.",
	"The password is one character over and over.",
	"The password is your own name or address.",
}

func TestFoundInWords(t *testing.T) {
	words := allWords(t)
	for _, test := range []struct {
		lang       quarantine.Language
		found, say string
	}{
		{quarantine.English, "2600 people, 1 place", "2,600 people, 1 place"},
		{quarantine.German, "2600 people, 1 place", "2.600 Menschen, 1 Stelle"},
		{quarantine.Danish, "løn, ny.zip > a.pdf (encrypted), 3 more", "løn, ny.zip > a.pdf (låst med adgangskode), 3 flere"},
		{quarantine.Dutch, "61.2 MB; the limit is 50 MB", "61.2 MB; the limit is 50 MB"},
	} {
		if got := foundIn(test.lang, words[test.lang], test.found); got != test.say {
			t.Errorf("%s: %q, want %q", test.lang, got, test.say)
		}
	}
}

func TestReadWordsRefuses(t *testing.T) {
	for _, text := range []string{"a|b|c", "a||x|y|z\na||x|y|z"} {
		if _, err := readWords(text); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"plain":               "plain",
		"a\u202Efdp.exe":      "a\uFFFDfdp.exe",
		"line\r\nBcc: x":      "line Bcc: x",
		"soft\u00adhyphen":    "softhyphen",
		"nul\x00":             "nul\uFFFD",
		"tag\U000E0041":       "tag\uFFFD",
		"\u2066isolate\u2069": "\uFFFDisolate\uFFFD",
		"mum 👩\u200d👧":        "mum 👩\u200d👧",
	} {
		if got := plain(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestHTMLText(t *testing.T) {
	for in, want := range map[string]string{
		"<p>One</p><p>Two</p>":                                       "One\n\nTwo",
		"<style>x</style><script>y</script>Z":                        "Z",
		"<a href='https://evil.example/?a=1&amp;b'>bank.example</a>": "[https://evil.example/?a=1&b] bank.example",
		"<a href='#top'>top</a>":                                     "top",
		"<ul><li>a<li>b</ul>":                                        "• a\n• b",
		"<table><tr><td>1<td>2</table>":                              "\t1\t2",
		"a <b>bold</b> word":                                         "a bold word",
		"&lt;script&gt;":                                             "<script>",
		"<p>unclosed <b":                                             "unclosed",
	} {
		if got := tidyText(htmlText(in)); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestDecodeText(t *testing.T) {
	for _, c := range [][3]string{{"h\xe6ld", "iso-8859-1", "hæld"}, {"hæld", "", "hæld"}, {"h\xe6ld", "", "hæld"}, {"h\xe6ld", "no-such", "hæld"}, {"\x82\xa0", "shift_jis", "あ"}} {
		if got := decodeText([]byte(c[0]), c[1]); got != c[2] {
			t.Errorf("%q in %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// FuzzHTMLText: whatever a stranger's page holds, it ends, and what comes out
// is bounded and can be seen.
func FuzzHTMLText(f *testing.F) {
	f.Add("<p>One<a href='https://x.example'>y</a>")
	f.Add("<table><tr><td>\x00\u202e<!--")
	f.Fuzz(func(t *testing.T, page string) {
		text, _ := cut(tidyText(htmlText(page)))
		if len(text) > maxText || strings.ContainsAny(text, "\x00\r\u202e") {
			t.Errorf("%q", text)
		}
	})
}
