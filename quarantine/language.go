package quarantine

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Language is one that the office reads.
type Language string

// The languages.
const (
	English Language = "en"
	Danish  Language = "da"
	Dutch   Language = "nl"
	German  Language = "de"
)

// Languages are all, English first.
func Languages() []Language { return []Language{English, Danish, Dutch, German} }

// ParseLanguage reads "da" or "da-DK"; an unknown one is an error that lists
// the known ones.
func ParseLanguage(s string) (Language, error) {
	primary, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(s)), "-")
	for _, l := range Languages() {
		if string(l) == primary {
			return l, nil
		}
	}
	return "", fmt.Errorf("unknown language %q; known are en, da, nl and de", s)
}

// calendar holds names from Sunday and from January.
type calendar struct {
	days, months [12]string
	dot          string // after the day of the month
}

func (l Language) calendar() calendar {
	switch l {
	case Danish:
		return calendar{days: [12]string{"søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"},
			months: [12]string{"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"}, dot: "."}
	case Dutch:
		return calendar{days: [12]string{"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"},
			months: [12]string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}}
	case German:
		return calendar{days: [12]string{"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"},
			months: [12]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}, dot: "."}
	}
	return calendar{days: [12]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
		months: [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}}
}

// Day is "Saturday 21 November".
func (l Language) Day(t time.Time) string {
	c := l.calendar()
	return fmt.Sprintf("%s %d%s %s", c.days[t.Weekday()], t.Day(), c.dot, c.months[t.Month()-1])
}

// Moment is "Saturday 21 November 17:52".
func (l Language) Moment(t time.Time) string { return l.Day(t) + " " + t.Format("15:04") }

// Number groups thousands as the language does: 2,600 or 2.600.
func (l Language) Number(n int) string {
	sep := byte('.')
	if l == English {
		sep = ','
	}
	digits := strconv.Itoa(n)
	var out []byte
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 && digits[i-1] != '-' {
			out = append(out, sep)
		}
		out = append(out, digits[i])
	}
	return string(out)
}
