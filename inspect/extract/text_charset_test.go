package extract

import (
	"crypto/sha256"
	"strings"
	"testing"
)

// TestControlCharacters: an old program's dashes and quotes do not make a body
// unreadable, and packed or zeroed data is no text.
func TestControlCharacters(t *testing.T) {
	letter := strings.Repeat("the company\x01,s first payroll, and all that is new with it in this month of July \x15 please read it through ", 40)
	if got := inside(t, "body", "text/plain", []byte(letter)); len(got.unread) != 0 || !strings.Contains(got.all(), "first payroll") {
		t.Errorf("a letter: %v, %.80q", got.unread, got.all())
	}
	if got := inside(t, "body", "text/plain", []byte("\x02 \x02 George Livsey \x02 \x02 \x02 Houston \x02 \x02 \x02 \x02")); len(got.unread) != 0 {
		t.Errorf("a signature in boxes: %v", got.unread)
	}
	noise := sha256.New()
	var packed []byte
	for range 64 {
		noise.Write([]byte("x"))
		packed = noise.Sum(packed)
	}
	sparse := []byte(strings.Repeat("two words\x00 and a zero ", 40))
	for name, data := range map[string][]byte{"packed": packed, "zeros": sparse} {
		if got := inside(t, name, "text/plain", data); len(got.unread) == 0 {
			t.Errorf("%s: taken for text: %.60q", name, got.all())
		}
	}
}

// TestTextsLikeOtherKinds: letters that begin as JSON or as a quoted mail are
// read, and a file that says it is JSON and is cut off is not taken for whole.
func TestTextsLikeOtherKinds(t *testing.T) {
	shell := "[[ \"posted\", a few weeks back ]]\n\n#! /bin/sh\nif test -f 'README' -a \"${1}\" != \"-c\" ; then\n  echo {1: \"x\", 2\nfi\n"
	got := inside(t, "body", "text/plain", []byte(shell))
	if len(got.unread) != 0 || !strings.Contains(got.all(), "a few weeks back") || !strings.Contains(got.all(), "README") {
		t.Errorf("a letter: %v, %q", got.unread, got.all())
	}
	if got := inside(t, "export.json", "application/json", []byte(`[{"name": "Anna Berg", "born": "1984-03-12"}, {"name": "Bo`)); len(got.unread) != 1 || !strings.Contains(got.all(), "Anna Berg") {
		t.Errorf("a file cut off: %v, %q", got.unread, got.all())
	}
	post := "\n\nArticle: 41686\nNewsgroups: sci.electronics\nFrom: a@b.example\nSubject: Dehydrators\nMessage-ID: <1@b.example>\nDate: Mon, 19 Apr 93 10:43:56 EST\n\nWho has one?\n"
	if got := inside(t, "body", "text/plain", []byte(post)); len(got.unread) != 0 || !strings.Contains(got.all(), "Who has one?") {
		t.Errorf("a quoted post: %v, %q", got.unread, got.all())
	}
}
