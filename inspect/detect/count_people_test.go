package detect

import (
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect"
)

// TestCommonDay wants a date that most people have, and nothing else, left out: it is
// the day on which members of a parliament are excused, not one of birth.
func TestCommonDay(t *testing.T) {
	day := time.Date(2009, 12, 16, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name       string
		same, each int // people with that day, and with one of their own
		more       inspect.Attribute
		want       int
	}{
		{"excused", 8, 2, 0, 2},
		{"a year group with twins", 2, 8, 0, 10},
		{"born on one day, with telephones", 8, 2, inspect.Phone, 10},
		{"a few", 4, 0, 0, 4},
	} {
		p := newPeople(100)
		for i := range tt.same + tt.each {
			r := record{name: string(rune('a'+i)) + " berg", attrs: inspect.Set(inspect.BirthDate)}
			if tt.more != 0 {
				r.attrs = r.attrs.With(tt.more)
			}
			born := day
			if i >= tt.same {
				born = day.AddDate(0, i, i)
			}
			r.facts[factBirth] = p.hashDay(born)
			p.add(r)
		}
		n := 0
		for _, g := range p.groups(nil) {
			n += g.Count
		}
		if n != tt.want {
			t.Errorf("%s: %d people, want %d", tt.name, n, tt.want)
		}
	}
}

// TestSpellings wants one key for a name in whatever order and by whichever reader.
func TestSpellings(t *testing.T) {
	for _, names := range [][]string{
		{"Luke van Ginneken", "van Ginneken, Luke", "Ginneken, Luke van", "luke van ginneken"},
		{"Miran van der Linden", "Linden, Miran van der"},
		{"Dani den Adel", "den Adel, Dani"},
		{"Maria Del Rosso", "Del Rosso, Maria"},
		{"Anna von der Leyen", "Leyen, Anna von der"},
		{"Ole Holm", "Holm, Ole"},
	} {
		want := nameKey(names[0])
		for _, s := range names {
			if got := nameKey(s); got != want {
				t.Errorf("nameKey(%q) is %q, want %q", s, got, want)
			}
			if n := parseName(s); n.key() != want {
				t.Errorf("parseName(%q) is %q, want %q", s, n.key(), want)
			}
			last, first, _ := strings.Cut(s, ", ")
			if key, _, plain := plainName(first, last); plain && key != want {
				t.Errorf("plainName(%q, %q) is %q, want %q", first, last, key, want)
			}
		}
	}
}

// TestAlikeOnABirthday wants two children of one list counted who were born on one day
// and are called almost alike, as their addresses and telephones differ, and the same
// child of another list counted once.
func TestAlikeOnABirthday(t *testing.T) {
	p := newPeople(100)
	day := p.hashDay(time.Date(2014, 5, 3, 0, 0, 0, 0, time.UTC))
	child := func(name, phone, street string, table int) {
		r := record{name: name, attrs: inspect.Set(inspect.BirthDate), table: table}
		r.facts[factBirth], r.facts[factPhone], r.facts[factAddress] = day, p.hash(phone), p.hash(street)
		p.add(r)
	}
	child("anna visser", "0612", "dorpsstraat 1", 1)
	child("anne visser", "0634", "kerkstraat 2", 1)
	child("annna visser", "0656", "molenweg 3", 2)
	if len(p.list) != 2 {
		t.Errorf("%d people, want 2", len(p.list))
	}
}
