package dsn

import (
	"io"
	"mime"
	"mime/quotedprintable"
	"reflect"
	"strings"
	"testing"
)

// Every language says everything, with the same places for numbers and times.
func TestLanguagesAreComplete(t *testing.T) {
	marks := func(s string) string {
		return strings.Join([]string{strings.Repeat("d", strings.Count(s, "%d")), strings.Repeat("s", strings.Count(s, "%s"))}, "")
	}
	want := reflect.ValueOf(english)
	for name, w := range map[string]wording{"da": danish, "nl": dutch, "de": german} {
		v := reflect.ValueOf(w)
		for i := range v.NumField() {
			field := v.Type().Field(i).Name
			if v.Field(i).Kind() != reflect.String {
				continue
			}
			if got := v.Field(i).String(); got == "" || marks(got) != marks(want.Field(i).String()) || got == want.Field(i).String() {
				t.Errorf("%s: %s is %q", name, field, got)
			}
		}
		if len(w.subjects) != len(english.subjects) || len(w.reasons) != len(english.reasons) {
			t.Fatalf("%s: %d subjects, %d reasons", name, len(w.subjects), len(w.reasons))
		}
		for i, r := range w.reasons {
			if r.code != english.reasons[i].code || r.text == "" || r.text == english.reasons[i].text {
				t.Errorf("%s: reason %s: %q", name, r.code, r.text)
			}
		}
	}
}

func TestLanguages(t *testing.T) {
	for language, want := range map[Language][2]string{
		"en": {"Your message was not delivered", "This address does not exist."},
		"da": {"Din mail blev ikke leveret", "Adressen findes ikke."},
		"nl": {"Uw bericht is niet bezorgd", "Dit adres bestaat niet."},
		"de": {"Ihre Nachricht wurde nicht zugestellt", "Bitte prüfen Sie die Schreibweise."},
		"xx": {"Your message was not delivered", "This address does not exist."},
	} {
		for _, action := range []Action{Failed, Delayed, Relayed} {
			r := report(t, action)
			r.Language = language
			raw := r.Message()
			if !ascii(raw) {
				t.Errorf("%s: 8 bits outside of any encoding", language)
			}
			for line := range strings.SplitSeq(string(raw), "\r\n") {
				if len(line) > 998 || strings.ContainsAny(line, "\r\n") {
					t.Errorf("%s: line %q", language, line)
				}
			}
			header, types, bodies := parts(t, raw)
			if types[1] != "message/delivery-status" {
				t.Errorf("%s: %q", language, types)
			}
			if action != Failed {
				continue
			}
			subject, err := new(mime.WordDecoder).DecodeHeader(header.Get("Subject"))
			text, err2 := io.ReadAll(quotedprintable.NewReader(strings.NewReader(bodies[0])))
			if err != nil || err2 != nil || subject != want[0] || !strings.Contains(string(text), want[1]) {
				t.Errorf("%s: %v %v %q\n%s", language, err, err2, subject, text)
			}
		}
	}
}

// RET=FULL: the message itself, in the right type.
func TestFull(t *testing.T) {
	for full, want := range map[string]string{
		"Subject: x\r\n\r\nbody\r\n":           "message/rfc822",
		"Subject: x\r\n\r\nbødy, no end":       "message/rfc822",
		"Subject: ø\r\n\r\nbody\r\n":           "message/global",
		"Subject: x\r\n\r\n--=_x\r\nbody\r\n.": "message/rfc822",
	} {
		r := report(t, Failed)
		r.Full = []byte(full)
		_, types, bodies := parts(t, r.Message())
		if len(types) != 3 || types[2] != want || bodies[2] != full {
			t.Errorf("%q: %q %q", full, types, bodies)
		}
	}
}
