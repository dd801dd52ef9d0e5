package extract

import (
	"slices"
	"testing"

	"github.com/postlock/postlock/inspect"
)

func TestReadDOC(t *testing.T) {
	testLetter(t, readFixture(t, "legacy/letter.doc", readOLE), true)
}

func TestReadRTF(t *testing.T) {
	testLetter(t, readFixture(t, "legacy/letter.rtf", readRTF), false)
}

// testLetter is what the same letter must give in every format.
func testLetter(t *testing.T, out *fakeOutput, headings bool) {
	t.Helper()
	want := []string{"Vorname|Geburtsdatum|Telefon", "Änne||030 1234567", "Jörg\nZweitzeile|01.02.1990|aussen", "innen1|innen2", "zweite|Tabelle"}
	if got := rowsOf(out, ""); !slices.Equal(got, want) {
		t.Errorf("rows\n%q, want\n%q", got, want)
	}
	tables := []int{0, 0, 0, 1, 2}
	for i, r := range out.rows {
		if r.Hidden || r.Table != tables[i] {
			t.Errorf("row %d: table %d, hidden %v", i, r.Table, r.Hidden)
		}
		if r.Header != (headings && i == 0) {
			t.Errorf("row %d: heading %v", i, r.Header)
		}
	}
	for words, hidden := range map[string]bool{
		"größte Freude – „Zitat“ €5 Żółć.": false, "Vor nach.": false, "Kopftext Musterschule": false, "Fusstext Seite": false,
		"Fussnotentext unten": false, "Kasten Textfeld": false, "Anna schreiben": false, "Schluss.": false,
		"gestrichen Entfernt": true, "verborgenes Wort": true, "Anmerkung am Rand": true, "mailto:anna@example.org": true,
	} {
		if hiddenText(t, out, words) != hidden {
			t.Errorf("%q: hidden %v, want %v", words, !hidden, hidden)
		}
	}
}

// TestOldWord reads a document of Word 6: bytes in the code page of its
// language, rows that end in two cell marks.
func TestOldWord(t *testing.T) {
	text := "Dr\xe5ber\rNavn\x07By\x07\x07Bo\x07\xc5rhus\x07\x07slut\r"
	doc := append(make([]byte, 0x300), text...)
	copy(doc, "\xDC\xA5\x65\x00")
	doc[6], doc[7] = 0x06, 0x04 // Danish
	doc[0x19] = 3
	doc[0x34] = byte(len(text))
	out := &fakeOutput{}
	if err := readOLE(&file{data: buildOLE(oleStream{"WordDocument", doc})}, out); err != nil {
		t.Fatal(err)
	}
	if got := rowsOf(out, ""); !slices.Equal(got, []string{"Navn|By", "Bo|Århus"}) {
		t.Errorf("rows %q", got)
	}
	if hiddenText(t, out, "Dråber") || hiddenText(t, out, "slut") {
		t.Error("text of an old document is hidden")
	}
}

// TestWordNotRead tells what cannot be read, and why.
func TestWordNotRead(t *testing.T) {
	for name, c := range map[string]struct {
		flags, version byte
		why            inspect.Why
	}{"encrypted": {1, 193, inspect.Encrypted}, "Word 2": {0, 45, inspect.Unsupported}} {
		doc := make([]byte, 0x400)
		copy(doc, "\xEC\xA5")
		doc[2], doc[11] = c.version, c.flags
		out := &fakeOutput{}
		err := readOLE(&file{data: buildOLE(oleStream{"WordDocument", doc})}, out)
		if err != nil || len(out.unread) != 1 || out.unread[0].Why != c.why {
			t.Errorf("%s: %v\n%s", name, err, out.dump())
		}
	}
	if err := readOLE(&file{data: buildOLE(oleStream{"WordDocument", []byte("no document")})}, &fakeOutput{}); err == nil {
		t.Error("no document, no error")
	}
}

// TestEmbedded reads a workbook inside a document, and a file packed into it.
func TestEmbedded(t *testing.T) {
	doc := make([]byte, 0x400)
	copy(doc, "\xEC\xA5\xC1\x00")
	sheet := biffStream(biffRecord(xlsBOF, 0, 6, 5, 0, 0, 0, 0, 0), biffRecord(xlsEOF), biffRecord(xlsBOF, 0, 6, 0x10, 0, 0, 0, 0, 0),
		biffRecord(xlsLabel, 0, 0, 0, 0, 0, 0, 3, 0, 0, 'S', 'u', 'e'), biffRecord(xlsEOF))
	out := &fakeOutput{}
	err := readOLE(&file{path: "a.doc", data: buildOLE(oleStream{"WordDocument", doc},
		oleStream{"ObjectPool/_1/Workbook", sheet}, oleStream{"ObjectPool/_2/\x01Ole10Native", ole10(`C:\tmp\liste.csv`, "Navn;By")})}, out)
	if err != nil || len(out.rows) != 1 || out.rows[0].Place.Path != "a.doc > _1" || out.rows[0].Cells[0] != "Sue" {
		t.Errorf("%v\n%s", err, out.dump())
	}
	if len(out.children) != 1 || out.children[0].name != "_2 > liste.csv" || string(out.children[0].data) != "Navn;By" {
		t.Errorf("children\n%s", out.dump())
	}
}

// ole10 packs a file as the Packager does.
func ole10(path, data string) []byte {
	b := append([]byte{0, 0, 0, 0, 2, 0}, path+"\x00"+path+"\x00"+"\x00\x00\x03\x00"...)
	b = append(b, byte(len(path)+1), 0, 0, 0)
	b = append(b, path+"\x00"...)
	b = append(b, byte(len(data)), 0, 0, 0)
	return append(b, data...)
}

func FuzzDOC(f *testing.F) {
	seedFixtures(f, "legacy/letter.doc")
	fuzzReader(f, readOLE)
}
