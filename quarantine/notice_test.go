package quarantine

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"reflect"
	"regexp"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/relay/spool"
)

func address(t *testing.T, s string) message.Address {
	t.Helper()
	a, err := message.ParseAddress(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func sample(t *testing.T) *Item {
	r := &spool.Record{ID: "06gvu1crg3fs6p4lu07c", Accepted: time.Date(2026, 11, 21, 17, 52, 0, 0, time.UTC), Hold: &spool.Hold{Approvals: 2, Until: time.Date(2026, 11, 24, 17, 52, 0, 0, time.UTC)}}
	r.Verdict = rule.Verdict{Action: rule.Hold, BCC: true, Rules: []string{"people-list", "our-own"}, Reasons: []string{"-", "It names the choir. Found: secret-file.xlsx."}}
	r.Report = &inspect.Report{People: []inspect.Group{{Attributes: 1, Count: 2600}}}
	r.MessageID = "<abc@parish.example>"
	for range 177 {
		r.Recipients = append(r.Recipients, spool.Delivery{})
	}
	return &Item{Record: r}
}

// parse reads a notice as a mail program would.
func parse(t *testing.T, raw []byte) (mail.Header, string) {
	t.Helper()
	for _, line := range strings.SplitAfter(string(raw), "\r\n") {
		if len(line) > 78+2 || strings.ContainsAny(strings.TrimSuffix(line, "\r\n"), "\r\n") {
			t.Errorf("line %q", line)
		}
		for _, c := range []byte(line) {
			if c > 0x7e {
				t.Fatalf("byte %#x in %q", c, line)
			}
		}
	}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil {
		t.Fatal(err)
	}
	return m.Header, string(text)
}

func TestNoticesTellWhatHappened(t *testing.T) {
	it := sample(t)
	review := &Review{Decision: Refuse, Reason: TooMuch, Note: "Take out\r\nBcc: x@evil.example the column"}
	for _, l := range Languages() {
		n := Notices{From: address(t, "postlock@parish.example"), Language: l, Page: "https://mail.parish.example/", Location: time.UTC}.withDefaults()
		for k, want := range map[kind][]string{
			noticeHeld:     {"17:52", "177", l.Number(2600), "It names the choir.", "https://mail.parish.example/message/06gvu1crg3fs6p4lu07c", "24"},
			noticeReleased: {"17:52", "177", "Cc"},
			noticeRefused:  {"17:52", "177", "Bente Lund", "Take out Bcc: x@evil.example the column"},
			noticeExpired:  {"17:52", "177", "24"},
		} {
			raw, err := n.compose(address(t, "anna@parish.example"), n.forSender([]*Item{it}, k, review, "Bente Lund"), "<1@parish.example>", it.MessageID, it.Accepted)
			if err != nil {
				t.Fatal(err)
			}
			h, text := parse(t, raw)
			flat := strings.Join(strings.Fields(text), " ")
			for _, w := range want {
				if !strings.Contains(flat, w) {
					t.Errorf("%s %d: no %q in\n%s", l, k, w, text)
				}
			}
			if strings.Contains(text, "{") || strings.Contains(text, "secret-file") {
				t.Errorf("%s %d: a hole or content in\n%s", l, k, text)
			}
			subject, err := new(mime.WordDecoder).DecodeHeader(h.Get("Subject"))
			if err != nil || subject == "" {
				t.Errorf("%s %d: subject %q, %v", l, k, subject, err)
			}
			if h.Get("In-Reply-To") != it.MessageID || h.Get("Auto-Submitted") != "auto-generated" || h.Get("Bcc") != "" {
				t.Errorf("%s %d: header %v", l, k, h)
			}
			for line := range strings.SplitSeq(text, "\r\n") {
				if len([]rune(line)) > 72 && strings.Contains(strings.TrimSpace(line), " ") {
					t.Errorf("%s %d: a line of %d: %q", l, k, len([]rune(line)), line)
				}
			}
		}
	}
}

func TestReviewersNotices(t *testing.T) {
	n := Notices{From: address(t, "postlock@parish.example"), Page: "https://p.example"}.withDefaults()
	one := n.call(account.Person{}, []*Item{sample(t)})
	two := n.call(account.Person{}, []*Item{sample(t), sample(t)})
	if one.subject != "A message waits for your decision" || two.subject != "2 messages wait for your decision" {
		t.Errorf("%q, %q", one.subject, two.subject)
	}
	text := layout(two.lines)
	if strings.Count(text, "https://p.example/message/") != 2 || strings.Contains(text, "choir") || strings.Contains(text, "anna") {
		t.Error(text)
	}
}

// TestEveryLanguageSaysAll holds that no text is missing and that each has the
// values in braces of the English one.
func TestEveryLanguageSaysAll(t *testing.T) {
	holes := func(s string) string {
		found := regexp.MustCompile(`\{\w+\}`).FindAllString(s, -1)
		sort.Strings(found)
		unique := found[:0]
		for i, f := range found {
			if i == 0 || f != found[i-1] {
				unique = append(unique, f)
			}
		}
		return fmt.Sprint(unique)
	}
	want := flatten(reflect.ValueOf(wordsOf(English)))
	for _, l := range Languages() {
		for key, say := range flatten(reflect.ValueOf(wordsOf(l))) {
			if say == "" || holes(say) != holes(want[key]) {
				t.Errorf("%s: %s is %q, in English %q", l, key, say, want[key])
			}
		}
		if len(flatten(reflect.ValueOf(wordsOf(l)))) != len(want) {
			t.Errorf("%s has %d texts, English %d", l, len(flatten(reflect.ValueOf(wordsOf(l)))), len(want))
		}
	}
}

// flatten lists every text of the struct by its field and key.
func flatten(v reflect.Value) map[string]string {
	out := map[string]string{}
	for i := range v.NumField() {
		name, f := v.Type().Field(i).Name, v.Field(i)
		switch f.Kind() {
		case reflect.String:
			out[name] = f.String()
		case reflect.Struct:
			for key, say := range flatten(f) {
				out[name+" "+key] = say
			}
		default:
			for _, key := range f.MapKeys() {
				out[fmt.Sprint(name, " ", key)] = f.MapIndex(key).String()
			}
		}
	}
	return out
}

func TestDaysAndNumbers(t *testing.T) {
	at := time.Date(2026, 3, 1, 9, 5, 0, 0, time.UTC)
	for l, want := range map[Language]string{English: "Sunday 1 March 09:05", Danish: "søndag 1. marts 09:05", Dutch: "zondag 1 maart 09:05", German: "Sonntag 1. März 09:05"} {
		if got := l.Moment(at); got != want {
			t.Errorf("%s: %q, want %q", l, got, want)
		}
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1.000", 1234567: "1.234.567", -1000: "-1.000"} {
		if got := Danish.Number(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	for s, want := range map[string]Language{"da": Danish, "de-CH": German, "NL": Dutch, "fr": ""} {
		if got, err := ParseLanguage(s); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", s, got, err)
		}
	}
}

func TestReferences(t *testing.T) {
	for s, want := range map[string]bool{"<a@b.example>": true, "": false, "<>": false, "a@b.example": false, "<a@b>\r\nBcc: <x@y>": false,
		"<a b@c>": false, "<å@b.example>": false, "<a@b><c@d>": false, "<" + strings.Repeat("a", 300) + ">": false} {
		if validReference(s) != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
}
