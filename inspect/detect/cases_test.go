package detect

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
)

// TestCases reads testdata/cases: what is wanted of a table or text, and why. A case is
// called by a number of its own, for citing, and what it is of; a new one takes the number
// behind the highest. Its first line says why it is there, the second how many people are
// wanted and whether a message with it is held; then comes "rows:", with tabs between the
// cells, or "text:".
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	numbers := map[string]bool{}
	for _, f := range files {
		number, _, _ := strings.Cut(filepath.Base(f), "-")
		if _, err := strconv.Atoi(number); err != nil || numbers[number] {
			t.Errorf("%s: the number is not its own", f)
		}
		numbers[number] = true
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txt"), func(t *testing.T) {
			c, want, wantHold, why := readCase(t, f)
			people, found := run(c)
			hold, n := held(people, found)
			if n != want || hold != wantHold {
				t.Errorf("%d people, held %v; want %d, %v: %s\n%+v", n, hold, want, wantHold, why, found)
			}
			for _, x := range found {
				if x.Excerpt == "" || x.Count == 0 {
					t.Errorf("a finding without excerpt or count: %+v", x)
				}
			}
		})
	}
}

func readCase(t *testing.T, file string) (c evalCase, want int, hold bool, why string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, body, ok := strings.Cut(string(data), "\nrows:\n")
	if !ok {
		head, c.text, _ = strings.Cut(string(data), "\ntext:\n")
	}
	var yes string
	first, second, _ := strings.Cut(head, "\n")
	why = strings.TrimPrefix(first, "why: ")
	if _, err := fmt.Sscanf(second, "want: %d hold: %s", &want, &yes); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	for line := range strings.SplitSeq(strings.TrimRight(body, "\n"), "\n") {
		if ok {
			c.rows = append(c.rows, strings.Split(line, "\t"))
		}
	}
	return c, want, yes == "yes", why
}

// TestHiddenColumn wants the finding of a hidden column marked, and only that.
func TestHiddenColumn(t *testing.T) {
	d := New(inspect.Parties{}, Options{})
	rows := [][]string{{"Name", "Phone", "Date of birth"}, {"Fergus Sinclair", "07700 900301", "01/02/1970"}, {"Nerys Penrose", "07700 900302", "13/05/1982"}}
	for _, r := range rows {
		d.Row(inspect.Row{Place: inspect.Place{Path: "a.xlsx", Part: "Sheet1"}, Cells: r, HiddenCells: []bool{false, false, true}})
	}
	_, found := d.Result()
	for _, f := range found {
		if want := f.Attribute == inspect.BirthDate; f.Hidden != want {
			t.Errorf("%v: hidden is %v, want %v", f.Attribute, f.Hidden, want)
		}
	}
	if len(found) != 2 {
		t.Errorf("%d findings, want phone and birth date: %+v", len(found), found)
	}
}

// TestParties wants the sender and the recipients left out.
func TestParties(t *testing.T) {
	d := New(inspect.Parties{Names: []string{"Hamish Ferris"}, Own: []string{"office.example"}}, Options{})
	d.Text(inspect.Text{Place: inspect.Place{Path: "body"}, Text: "Hamish Ferris, 07700 900123\nWinifred Ashdown, 07700 900124\n"})
	people, _ := d.Result()
	if len(people) != 1 || people[0].Count != 1 {
		t.Errorf("people are %+v, want one", people)
	}
}

// TestInvitation wants those whom a calendar entry invites left out when it is
// sent to one of them, and counted when their entry is passed on to others.
func TestInvitation(t *testing.T) {
	for _, sent := range []bool{true, false} {
		var p inspect.Parties
		place := inspect.Place{Path: "invite.ics", Part: "attendees"}
		rows := []inspect.Row{{Place: place, Header: true, Cells: []string{"Name", "E-mail", "Role"}}}
		for i := range 20 {
			h := newGen(uint64(i), &evalLangs[3]).human(false, false)
			if a, err := message.ParseAddress(h.email); sent && err == nil {
				p.Addresses = append(p.Addresses, a)
			}
			rows = append(rows, inspect.Row{Place: place, Cells: []string{h.full(), h.email, "attendee"}})
		}
		d := New(p, Options{})
		for _, r := range rows {
			d.Row(r)
		}
		people, found := d.Result()
		if n := (&inspect.Report{People: people}).Subjects(); sent != (n == 0) || sent != (len(found) == 0) {
			t.Errorf("sent to them %v: %d people, findings %+v", sent, n, found)
		}
	}
}

// TestColleagues wants people whom a request calls to a meeting at one organisation
// left out, and counted where a mailbox is a provider's or nobody was called.
func TestColleagues(t *testing.T) {
	for _, c := range []struct {
		part, domain string
		want         int
	}{{inspect.PartInvitation, "council.example", 0}, {inspect.PartInvitation, "gmail.com", 12}, {"attendees", "council.example", 12}} {
		place := inspect.Place{Path: "invite.ics", Part: c.part}
		d := New(inspect.Parties{}, Options{})
		d.Row(inspect.Row{Place: place, Header: true, Cells: []string{"Name", "E-mail", "Role"}})
		for i := range 12 {
			h := newGen(uint64(i), &evalLangs[3]).human(false, false)
			local, _, _ := strings.Cut(h.email, "@")
			d.Row(inspect.Row{Place: place, Cells: []string{h.full(), local + "@" + c.domain, "attendee"}})
		}
		people, _ := d.Result()
		if n := (&inspect.Report{People: people}).Subjects(); n != c.want {
			t.Errorf("%s at %s: %d people, want %d", c.part, c.domain, n, c.want)
		}
	}
}
