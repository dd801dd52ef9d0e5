package main

import (
	"bufio"
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/mail"
	"net/textproto"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/relay/spool"
)

// reminder is one of a hundred and twenty like letters: another name in the
// greeting, in To, in the subject and in the attachment, and another length of
// it.
func reminder(r *rand.Rand, i int) letter {
	names := []string{"Anna", "Søren", "Jan-Willem", "Ó Briain", "Maximiliane", "Bo", "Fatima Zahra", "Kees", "Hélène", "Ove"}
	family := []string{"Hansen", "de Vries", "Øster", "Müller-Lüdenscheid", "Smith", "van den Berg", "Nowak", "Lund", "O'Hara", "Ek"}
	name := names[r.IntN(len(names))] + " " + family[r.IntN(len(family))]
	greeting := []string{"Dear %s,", "Hello %s!", "Kære %s", "Beste %s,", "%s,"}[r.IntN(5)]
	m := letter{from: "sport@example.org", to: []string{fmt.Sprintf("parent%d@family%d.example", i, i)}}
	body := fmt.Sprintf(greeting, name) + "\n\nthe swimming lessons begin again on Monday the fifth of October at four o'clock.\n" +
		"Please bring a towel, a bathing cap and two coins for the locker. Parents wait\nin the hall, where there is coffee. " +
		"If your child cannot come, tell us the day\nbefore, so that somebody on the waiting list can have the place.\n\nKind regards\nThe swimming school\n"
	m.data = compose(m, "Swimming lessons for the children of "+name, time.Now(), body, "", nil)
	return m
}

// TestSlowDrip: a hundred and twenty single letters within two hours, and the
// rule holds the fiftieth and all that follow.
func TestSlowDrip(t *testing.T) {
	hop := startRecorder(t)
	o := startOffice(t, hop.address(), nil)
	begin, minute := time.Now().Add(-2*time.Hour), 0
	o.server.Relay.Now = func() time.Time { return begin.Add(time.Duration(minute) * time.Minute) }
	r := newRand()
	for i := range 120 {
		minute = i
		said, err := submit(o.smtpAddress(), reminder(r, i))
		if err != nil {
			t.Fatalf("letter %d: %s %v", i+1, said, err)
		}
		if held := strings.Contains(said, "Held") && strings.Contains(said, "(slow-drip)"); held != (i+1 >= 50) {
			t.Fatalf("letter %d: %s", i+1, said)
		}
	}
	if groups := groupsOf(t, o); len(groups) != 1 || slices.Max(slices.Collect(maps.Values(groups))) != 71 {
		t.Errorf("the seventy-one held letters are in the groups %v", groups)
	}
	// Another letter of the same person passes, and so does the same of another.
	other := letter{from: "sport@example.org", to: []string{"plumber@elsewhere.example"}}
	other.data = compose(other, "The boiler", time.Now(), "Good morning,\n\nthe boiler in the small hall leaks at the lower valve since Tuesday. Could you come\n"+
		"this week? The caretaker is in from eight and has the key of the cellar.\n\nRegards\nOve\n", "", nil)
	same := reminder(r, 500)
	same.from = "pool@example.org"
	for _, m := range []letter{other, same} {
		if said, err := submit(o.smtpAddress(), m); err != nil || !strings.Contains(said, "Queued") {
			t.Errorf("from %s: %s %v", m.from, said, err)
		}
	}
}

// groupsOf counts the held messages of each group of like ones.
func groupsOf(t *testing.T, o *office) map[string]int {
	t.Helper()
	groups := map[string]int{}
	err := o.store.View(t.Context(), func(tx *spool.Tx) error {
		holds, err := tx.Holds(spool.HoldFilter{})
		for _, h := range holds {
			groups[h.Group]++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return groups
}

// ends are line ends other than CRLF, which servers do not let pass.
var ends = regexp.MustCompile(`\r\n|\r|\n`)

// replayed are the mails of the corpus as letters of one sender to those they were
// sent to; without anybody, to a stranger.
func replayed(t *testing.T) (all []letter) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(corpus, "mail/*"))
	if err != nil {
		t.Fatal(err)
	}
	for i, file := range files {
		text := ends.ReplaceAll(bytes.ReplaceAll(must(os.ReadFile(file)), []byte{0}, nil), []byte("\r\n"))
		if bytes.HasPrefix(text, []byte("From ")) { // of an mbox
			_, text, _ = bytes.Cut(text, []byte("\r\n"))
		}
		m := letter{title: filepath.Base(file), from: "office@example.org", data: text}
		head, _ := textproto.NewReader(bufio.NewReader(bytes.NewReader(text))).ReadMIMEHeader()
		for _, field := range append(head["To"], head["Cc"]...) {
			list, _ := mail.ParseAddressList(field)
			for _, a := range list {
				if _, err := message.ParseAddress(a.Address); err == nil {
					m.to = append(m.to, a.Address)
				}
			}
		}
		if len(m.to) == 0 {
			m.to = []string{fmt.Sprintf("stranger%d@elsewhere.example", i)}
		}
		all = append(all, m)
	}
	return all
}

// TestOrdinaryCorrespondence: a month of real mail, sent by one person in a single
// day, is no drip.
func TestOrdinaryCorrespondence(t *testing.T) {
	letters := replayed(t)
	if len(letters) == 0 {
		t.Skip("the corpus is not beside this checkout")
	}
	hop := startRecorder(t)
	o := startOffice(t, hop.address(), nil)
	said := map[string]int{}
	for _, m := range letters {
		answer, err := submit(o.smtpAddress(), m)
		switch {
		case err != nil:
			answer = fmt.Sprintf("refused %.3s", err)
		case strings.Contains(answer, "slow-drip"):
			t.Errorf("%s: %s", m.title, answer)
		}
		_, rules, _ := strings.Cut(answer, "(")
		if err == nil {
			answer = strings.Fields(answer)[2] + " " + strings.TrimSuffix(rules, ")")
		}
		said[strings.Join(strings.Fields(answer), " ")]++
	}
	most := o.server.Relay.Drip.Most()
	t.Logf("%d letters of one day: %v; the most strangers with like content: %d of the 50 that make a drip", len(letters), said, most)
}
