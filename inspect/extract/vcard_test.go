package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
)

func TestReadVCard(t *testing.T) {
	for _, c := range []struct{ name, card, want string }{
		{"3.0", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Åse Prøvesen\r\nN:Prøvesen;Åse;;;\r\nTEL;TYPE=CELL:+45 12 34 56 78\r\nADR;TYPE=HOME:;;Vej 1;Århus;;8000;DK\r\nBDAY:1984-02-29\r\nEND:VCARD\r\n",
			"FN|FIRST NAME|LAST NAME|BDAY|TEL|ADR / Åse Prøvesen|Åse|Prøvesen|1984-02-29|+45 12 34 56 78|Vej 1, Århus, 8000, DK"},
		{"2.1 quoted-printable", "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=F6rg =\nTest\nNOTE;QUOTED-PRINTABLE:a=0D=0Ab\nEND:VCARD\n",
			"FN|NOTE / Jörg Test|a\r\nb"},
		{"4.0 folded", "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Anna\r\n  Long\r\nitem1.EMAIL;PREF=1;TYPE=\"home:x\":anna@\r\n example.org\r\nTEL;VALUE=uri:tel:+31-6-1\r\nNOTE:a\\,b\\nc\\;d\r\nEND:VCARD\r\n",
			"FN|TEL|EMAIL|NOTE / Anna Long|+31-6-1|anna@example.org|a,b\nc;d"},
		{"two of a kind", "BEGIN:VCARD\nFN:A\nTEL:1\nTEL:2\nPHOTO;ENCODING=b:AAAA\nEND:VCARD\n", "FN|TEL / A|1\n2"},
		{"two cards, one cut", "BEGIN:VCARD\nFN:A\nTEL:1\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEMAIL:b@example.org\n", "FN|TEL|EMAIL / A|1| / B||b@example.org"},
		{"base64", "BEGIN:VCARD\nFN;ENCODING=B:w4VzZQ==\nEND:VCARD\n", "FN / Åse"},
		{"Latin-1", "BEGIN:VCARD\nFN:J\xf6rg M\xfcller gr\xfc\xdft\nEND:VCARD\n", "FN / Jörg Müller grüßt"},
	} {
		out := &fakeOutput{}
		if err := readVCard(&file{data: []byte(c.card)}, out); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if got := strings.Join(rowsOf(out, ""), " / "); got != c.want {
			t.Errorf("%s:\n%q, want\n%q", c.name, got, c.want)
		}
		if len(out.rows) > 0 && !out.rows[0].Header {
			t.Errorf("%s: the first row is no heading", c.name)
		}
	}
	if err := readVCard(&file{data: []byte("no card")}, &fakeOutput{}); err == nil {
		t.Error("no card, no error")
	}
}

// TestManyCards keeps the count of cards and begins a table with each batch.
func TestManyCards(t *testing.T) {
	out := &fakeOutput{}
	if err := readVCard(&file{data: []byte(strings.Repeat("BEGIN:VCARD\nFN:A\nEND:VCARD\n", 2*cardBatch+1))}, out); err != nil {
		t.Fatal(err)
	}
	last := out.rows[len(out.rows)-1]
	if len(out.rows) != 2*cardBatch+1+3 || last.Place.Line != 2*cardBatch+1 || last.Table != 2 {
		t.Errorf("%d rows, the last %+v", len(out.rows), last)
	}
}

func TestReadICal(t *testing.T) {
	out := &fakeOutput{}
	err := readICal(&file{data: []byte("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Samtale\\, fortroligt\r\nORGANIZER;CN=\"Leder; A\":mailto:leder@example.org\r\nATTENDEE;CN=Åse Prøvesen;ROLE=REQ-PARTICIPANT:MAILTO:\r\n aase@example.org\r\nATTACH;FILENAME=liste.csv;ENCODING=BASE64;VALUE=BINARY:TmF2bjtCeQ==\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")}, out)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"Name|E-mail|Role", "Leder; A|leder@example.org|organizer", "Åse Prøvesen|aase@example.org|attendee"}
	if got := rowsOf(out, "attendees"); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if hiddenText(t, out, "Samtale, fortroligt") {
		t.Error("the summary is hidden")
	}
	if len(out.children) != 1 || out.children[0].name != "liste.csv" || string(out.children[0].data) != "Navn;By" {
		t.Errorf("\n%s", out.dump())
	}
	if err := readICal(&file{data: []byte("SUMMARY:x")}, &fakeOutput{}); err == nil {
		t.Error("no calendar, no error")
	}
}

// TestICalRequest wants those whom a request invites told from other attendees.
func TestICalRequest(t *testing.T) {
	out := &fakeOutput{}
	if err := readICal(&file{data: []byte("BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nATTENDEE;CN=Aase:mailto:aase@example.org\nEND:VEVENT\nEND:VCALENDAR\n")}, out); err != nil {
		t.Fatal(err)
	}
	if got, want := rowsOf(out, inspect.PartInvitation), []string{"Name|E-mail|Role", "Aase|aase@example.org|attendee"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestReadLDIF(t *testing.T) {
	out := &fakeOutput{}
	err := readLDIF(&file{data: []byte("version: 1\n# people\ndn: cn=Anna,dc=example\ncn: Anna\nmail: anna@\n example.org\ntelephoneNumber: 1\ntelephoneNumber: 2\n\ndn:: Y249w4VzZQ==\ncn;lang-da:: w4VzZQ==\njpegPhoto:: /9j/4AAQ\n")}, out)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"cn|dn|mail|telephonenumber", "Anna|cn=Anna,dc=example|anna@example.org|1\n2", "Åse|cn=Åse||"}
	if got := rowsOf(out, ""); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if err := readLDIF(&file{}, &fakeOutput{}); err == nil {
		t.Error("no entry, no error")
	}
}

func TestReadMbox(t *testing.T) {
	out := &fakeOutput{}
	err := readMbox(&file{data: []byte("From a Mon\nSubject: one\n\n>From here\nFrom inside\n\nFrom b Tue\r\nSubject: two\r\n\r\nbody\r\n\r\nFrom c\nx")}, out)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range out.children {
		got = append(got, c.name+"="+string(c.data))
	}
	want := []string{"message 1.eml=Subject: one\n\nFrom here\nFrom inside\n\n", "message 2.eml=Subject: two\r\n\r\nbody\r\n\r\n", "message 3.eml=x"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if err := readMbox(&file{data: []byte("Subject: x")}, &fakeOutput{}); err == nil {
		t.Error("no mbox, no error")
	}
}

// TestWhatIsNoLine: what stands in a file of cards, entries or events and is no
// part of one is read all the same.
func TestWhatIsNoLine(t *testing.T) {
	many := "BEGIN:VCARD\nFN:Anna\n"
	for i := range maxFields + 5 {
		many += fmt.Sprintf("X-F%d:w%d\n", i, i)
	}
	for _, c := range []struct {
		name, data, want string
		read             reader
	}{
		{"behind the cards", "BEGIN:VCARD\nFN:Anna\nEND:VCARD\nPiet;0612345678\nNote: Kees\n", "Piet;0612345678", readVCard},
		{"a line of a card", "BEGIN:VCARD\nFN:Anna\nloose words\nEND:VCARD\n", "loose words", readVCard},
		{"more fields than columns", many, fmt.Sprintf("w%d", maxFields+4), readVCard},
		{"the second given name", "BEGIN:VCARD\nN:Vos;Anna;Maria;;\nEND:VCARD\n", "Anna Maria", readVCard},
		{"a property of somebody's own", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nX-PATIENT:Anna Vos\nEND:VEVENT\nEND:VCALENDAR\n", "Anna Vos", readICal},
		{"behind the calendar", "BEGIN:VCALENDAR\nEND:VCALENDAR\nAnna Vos\n", "Anna Vos", readICal},
		{"a remark", "# Anna Vos\ndn: cn=x\ncn: x\n", "Anna Vos", readLDIF},
		{"no attribute", "dn: cn=x\ncn: x\nloose words\n", "loose words", readLDIF},
	} {
		out := &fakeOutput{}
		if err := c.read(&file{data: []byte(c.data)}, out); err != nil || !strings.Contains(out.all(), c.want) {
			t.Errorf("%s: %v, %q", c.name, err, out.all())
		}
	}
	out := &fakeOutput{}
	if err := readICal(&file{data: []byte("BEGIN:VCALENDAR\nPRODID:x\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:20260101T100000\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\nEND:VEVENT\nEND:VCALENDAR\n")}, out); err != nil || len(out.texts) > 0 {
		t.Errorf("%v, %q", err, out.all())
	}
}

func FuzzVCard(f *testing.F) {
	f.Add([]byte("BEGIN:VCARD\nA.FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=F6=\nx\nN:a;b\n \tc\nX;ENCODING=B:AAAA\nAGENT:BEGIN:VCARD\nEND:VCARD"))
	fuzzReader(f, readVCard)
}

func FuzzICal(f *testing.F) {
	f.Add([]byte("BEGIN:VCALENDAR\nATTENDEE;CN=\"a;b\":mailto:x@y\nATTACH;ENCODING=BASE64:AAAA\nSUMMARY:a\\nb\nEND:VCALENDAR"))
	fuzzReader(f, readICal)
}

func FuzzLDIF(f *testing.F) {
	f.Add([]byte("dn: a\nb:: w4U=\nc:< file\n d\n\ndn: e"))
	fuzzReader(f, readLDIF)
}

func FuzzMbox(f *testing.F) {
	f.Add([]byte("From a\n\n>From b\n\nFrom c\r\n\r\nFrom d"))
	fuzzReader(f, readMbox)
}
