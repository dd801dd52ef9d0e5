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
