package detect

import (
	"testing"

	"github.com/postlock/postlock/inspect"
)

// TestNamesRunTogether: people whose names stand right behind each other are
// mentioned one by one; what lies between them is nothing.
func TestNamesRunTogether(t *testing.T) {
	const s = "Anna Hansen Jens Madsen have diabetes."
	ms := New(inspect.Parties{}, Options{}).newProse(inspect.Place{}, 1).mentions(s)
	if len(ms) != 2 || s[ms[0].from:ms[0].to] != "Anna Hansen " || s[ms[1].from:ms[1].to] != "Jens Madsen" {
		t.Errorf("%+v", ms)
	}
}
