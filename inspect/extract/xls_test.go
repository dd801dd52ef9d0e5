package extract

import (
	"crypto/md5"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
)

// rowsOf are the rows of a part, cells joined by "|".
func rowsOf(out *fakeOutput, part string) (rows []string) {
	for _, r := range out.rows {
		if r.Place.Part == part {
			rows = append(rows, strings.Join(r.Cells, "|"))
		}
	}
	return rows
}

// hiddenText tells whether a text with those words was given, and as hidden.
func hiddenText(t *testing.T, out *fakeOutput, words string) (hidden bool) {
	t.Helper()
	for _, x := range out.texts {
		if strings.Contains(x.Text, words) {
			return x.Hidden
		}
	}
	t.Errorf("no text %q in\n%s", words, out.dump())
	return false
}

func TestReadXLS(t *testing.T) {
	out := readFixture(t, "legacy/people.xls", readXLS)
	want := []string{"Navn|Født|Postnr|Nummer|Tid|Andel|Alder",
		"Åse Prøvesen|1984-02-29|00800|010170-1234|08:05|12.5%|40|0",
		"Skjult Rækkesen|2001-12-31|12345|123456789012345|||-1234.5"}
	if got := rowsOf(out, "Liste"); !slices.Equal(got, want) {
		t.Errorf("rows\n%q, want\n%q", got, want)
	}
	if got := rowsOf(out, "Hemmelig"); !slices.Equal(got, []string{"Sofie Skjultsen|sofie@example.org"}) {
		t.Errorf("hidden sheet: %q", got)
	}
	if got := rowsOf(out, "pivot cache 0001"); len(got) != 3 || got[2] != "Skjult Rækkesen|2001-12-31|12345|123456789012345" {
		t.Errorf("pivot cache: %q", got)
	}
	for _, r := range out.rows {
		hidden := r.Place.Part != "Liste" || r.Place.Line == 3
		if r.Hidden != hidden {
			t.Errorf("%s line %d: hidden %v", r.Place, r.Place.Line, r.Hidden)
		}
		if r.Place.Part == "Liste" && (len(r.HiddenCells) < 3 || !r.HiddenCells[2] || r.HiddenCells[0]) {
			t.Errorf("hidden cells %v, want the third", r.HiddenCells)
		}
	}
	for _, words := range []string{"Bemærkning: indlagt i maj", "Deltagerliste_2026", "geheim"} {
		if !hiddenText(t, out, words) {
			t.Errorf("%q is not marked hidden", words)
		}
	}
}

// TestEncryptedXLS opens files of other people with the passwords they are
// known by; without them they are unreadable.
func TestEncryptedXLS(t *testing.T) {
	for _, c := range []struct{ name, password, want string }{
		{"xor-encryption-abc.xls", "abc", "1"},
		{"35897-type4.xls", "freedom", "hello there!"},
	} {
		out := readFixture(t, "legacy/"+c.name, readXLS)
		if len(out.unread) != 1 || out.unread[0].Why != inspect.Encrypted || len(out.rows) != 0 {
			t.Errorf("%s without the password:\n%s", c.name, out.dump())
		}
		data, err := os.ReadFile(filepath.Join("testdata", "legacy", c.name))
		if err != nil {
			t.Fatal(err)
		}
		root, err := openOLE(data)
		if err != nil {
			t.Fatal(err)
		}
		stream, _ := root.find("Workbook").bytes()
		plain := decryptedStream(t, stream, c.password)
		out = &fakeOutput{}
		if err := readBIFF(&file{}, plain, out); err != nil || len(out.rows) == 0 || out.rows[0].Cells[0] != c.want {
			t.Errorf("%s: %v\n%s", c.name, err, out.dump())
		}
	}
}

// decryptedStream decrypts a workbook and makes its FILEPASS record another
// that nobody reads.
func decryptedStream(t *testing.T, stream []byte, password string) []byte {
	t.Helper()
	s := &xlsStream{data: stream}
	for r, ok := s.next(); ok; r, ok = s.next() {
		if r.id != xlsFilePass {
			continue
		}
		plain, ok := decryptBIFFWith(stream, r.body(), 8, password)
		if !ok {
			t.Fatal("the password does not fit")
		}
		plain[r.off] = 0xE1
		return plain
	}
	t.Fatal("not encrypted")
	return nil
}

// TestExcelPassword encrypts with Excel's own password: the file opens.
func TestExcelPassword(t *testing.T) {
	salt := []byte("0123456789abcdef")
	pass := append([]byte{1, 0, 1, 0, 1, 0}, salt...)
	// The verifier and its hash, made with the key they are to prove.
	pass = append(pass, verifierRC4(salt)...)
	plain := biffStream(
		biffRecord(xlsBOF, 0, 6, 5, 0, 0, 0, 0, 0), biffRecord(xlsFilePass, pass...), biffRecord(xlsEOF),
		biffRecord(xlsBOF, 0, 6, 0x10, 0, 0, 0, 0, 0),
		biffRecord(xlsLabel, 0, 0, 0, 0, 0, 0, 3, 0, 0, 'S', 'u', 'e'), biffRecord(xlsEOF))
	cipher, ok := decryptRC4(plain, rc4Standard(pass[6:], excelPassword))
	if !ok {
		t.Fatal("the verifier does not fit")
	}
	out := &fakeOutput{}
	if err := readBIFF(&file{}, cipher, out); err != nil || len(out.unread) != 0 || len(out.rows) != 1 || out.rows[0].Cells[0] != "Sue" {
		t.Errorf("%v\n%s", err, out.dump())
	}
}

// verifierRC4 is a verifier and its hash, encrypted with the key of salt.
func verifierRC4(salt []byte) []byte {
	h := md5.Sum(utf16Bytes(excelPassword))
	var in []byte
	for range 16 {
		in = append(append(in, h[:5]...), salt...)
	}
	h = md5.Sum(in)
	key := md5.Sum(append(h[:5:5], 0, 0, 0, 0))
	verifier := []byte("fedcba9876543210")
	hash := md5.Sum(verifier)
	return xorRC4(key[:], append(verifier, hash[:]...))
}

func biffRecord(id int, body ...byte) []byte {
	return append([]byte{byte(id), byte(id >> 8), byte(len(body)), byte(len(body) >> 8)}, body...)
}

func biffStream(records ...[]byte) []byte { return slices.Concat(records...) }

// TestSharedStringsAcrossRecords cuts a string at every byte: the rest comes in
// a CONTINUE record with a flag of its own.
func TestSharedStringsAcrossRecords(t *testing.T) {
	wide := utf16Bytes("Zoë Å")
	for at := 1; at < 5; at++ {
		first := append([]byte{1, 0, 0, 0, 1, 0, 0, 0, 5, 0, 1}, wide[:2*at]...)
		b := &xlsBook{}
		b.sharedStrings(&xlsRecord{parts: [][]byte{first, append([]byte{1}, wide[2*at:]...)}})
		if len(b.strings) != 1 || b.strings[0] != "Zoë Å" {
			t.Errorf("cut after %d characters: %q", at, b.strings)
		}
	}
	// Wide in the first record, compressed in the second.
	b := &xlsBook{}
	b.sharedStrings(&xlsRecord{parts: [][]byte{append([]byte{1, 0, 0, 0, 1, 0, 0, 0, 5, 0, 1}, wide[:4]...), {0, 0xEB, ' ', 0xC5}}})
	if len(b.strings) != 1 || b.strings[0] != "Zoë Å" {
		t.Errorf("mixed widths: %q", b.strings)
	}
}

func TestNumberFormat(t *testing.T) {
	for _, c := range []struct {
		format string
		v      float64
		want   string
	}{
		{"General", 123456789012, "123456789012"}, {"General", 0.1 + 0.2, "0.3"}, {"General", -5, "-5"}, {"", 1.5, "1.5"},
		{"General", 1e20, "100000000000000000000"}, {"GENERAL", 40000, "40000"},
		{"00000", 800, "00800"}, {"00000", 123456, "123456"}, {"000000\\-0000", 101701234, "010170-1234"}, {"0000000000", 101701234, "0101701234"},
		{`00\ 00\ 00\ 00`, 12345678, "12 34 56 78"}, {`"+45 "00000000`, 1234567, "+45 01234567"},
		{"000-00-0000", 12345678, "012-34-5678"}, {"###-##-####", 5, "5"},
		{"0.00", 1.5, "1.50"}, {"0.##", 1.5, "1.5"}, {"#,##0.00", 1234567.891, "1234567.89"}, {"#,##0.00;[Red]-#,##0.00", -1234.5, "-1234.50"},
		{"0%", 0.25, "25%"}, {"0.00E+00", 12345, "12345"}, {"#", 0, "0"}, {"0;-0;;@", 5, "5"},
		{`0_);\(0\)`, -7, "(7)"}, {"[$-406]dd\\.mm\\.yyyy", 30741, "1984-02-29"}, {"yyyy\\-mm\\-dd;@", 30741, "1984-02-29"},
		{"m/d/yy h:mm", 30741.5, "1984-02-29 12:00:00"}, {"hh:mm", 0.25, "06:00"}, {"[h]:mm:ss", 1.5, "36:00:00"}, {"mm:ss", 0.001, "00:01:26"},
		{"d. mmmm yyyy", 1, "1900-01-01"}, {"d. mmmm yyyy", 60, "1900-02-28"}, {"yyyy", -3, "-3"}, {"yyyy", 1e9, "1000000000"},
		{`"Ans. "0`, 12, "Ans. 12"}, {`0" år"`, 40, "40 år"}, {`"kr";0`, 3, "kr 3"}, {`0\é`, 7, "7é"}, {`_-* #,##0.00\ _€_-`, 5, "5.00"},
	} {
		if got := parseNumberFormat(c.format).show(c.v, false); got != c.want {
			t.Errorf("%q of %v: %q, want %q", c.format, c.v, got, c.want)
		}
	}
	if got := parseNumberFormat("yyyy-mm-dd").show(0, true); got != "1904-01-01" {
		t.Errorf("day 0 of 1904: %q", got)
	}
}

func TestPlainHeader(t *testing.T) {
	for in, want := range map[string]string{`&L&"Arial,Bold"&12Liste&C&P af &N&R&éA&&B`: "Liste\n af \néA&B", "&": "&", `&"open`: "open"} {
		if got := plainHeader(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// FuzzXLS must neither panic nor give more than the file can hold.
func FuzzXLS(f *testing.F) {
	seedFixtures(f, "legacy/people.xls", "legacy/xor-encryption-abc.xls")
	fuzzReader(f, readXLS)
}

// FuzzBIFF is FuzzXLS without the compound file around the stream.
func FuzzBIFF(f *testing.F) {
	data, err := os.ReadFile("testdata/legacy/people.xls")
	if err != nil {
		f.Fatal(err)
	}
	root, err := openOLE(data)
	if err != nil {
		f.Fatal(err)
	}
	stream, _ := root.find("Workbook").bytes()
	cache, _ := root.find("_SX_DB_CUR", "0001").bytes()
	f.Add(stream, cache)
	f.Fuzz(func(t *testing.T, stream, cache []byte) {
		out := &fakeOutput{limit: 10000}
		_ = readBIFF(&file{}, stream, out)
		readPivotCache(&file{}, "1", cache, out)
		checkOutput(t, out)
	})
}

// TestBIFFRecords reads records that LibreOffice does not write: results of
// formulas that are text, very hidden sheets, values kept of other workbooks,
// names that stand for a text, BIFF5 with its bytes and its notes.
func TestBIFFRecords(t *testing.T) {
	sheet := slices.Concat(
		biffRecord(xlsBOF, 0, 6, 0x10, 0, 0, 0, 0, 0),
		biffRecord(xlsFormula, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0),
		biffRecord(xlsString, 3, 0, 0, 'A', 'n', 'n'),
		biffRecord(xlsFormula, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x45, 0x40, 0, 0, 0, 0, 0, 0),
		biffRecord(xlsMulRK, 0, 0, 3, 0, 0, 0, 6, 0, 0, 0, 0, 0, 10, 0, 0, 0, 4, 0),
		biffRecord(xlsHLink, append(append([]byte("xx"), "\xE0\xC9\xEA\x79\xF9\xBA\xCE\x11\x8C\x82\x00\xAA\x00\x4B\xA9\x0B"...), append([]byte{14, 0, 0, 0}, utf16Bytes("mail:a\x00")...)...)...),
		biffRecord(xlsEOF))
	globals := func(off byte) []byte {
		return slices.Concat(
			biffRecord(xlsBOF, 0, 6, 5, 0, 0, 0, 0, 0),
			biffRecord(xlsBoundSheet, off, 0, 0, 0, 2, 0, 3, 0, 'S', 'k', 'j'),
			biffRecord(xlsSupBook, 1, 0, 1, 0, 0, 'x', 2, 0, 0, 'A', '1'),
			biffRecord(xlsXCT, 1, 0, 0, 0),
			biffRecord(xlsCRN, append([]byte{1, 0, 4, 0, 2, 2, 0, 0, 'B', 'o', 1}, 0, 0, 0, 0, 0, 0, 0x45, 0x40)...),
			biffRecord(xlsName, 0, 0, 0, 1, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'N', 0x17, 2, 0, 'T', 'o'),
			biffRecord(xlsEOF))
	}
	out := &fakeOutput{}
	if err := readBIFF(&file{}, append(globals(byte(len(globals(0)))), sheet...), out); err != nil {
		t.Fatal(err)
	}
	if got := rowsOf(out, "Skj"); !slices.Equal(got, []string{"|Ann|42|1|2"}) || !out.rows[len(out.rows)-1].Hidden {
		t.Errorf("very hidden sheet: %q\n%s", got, out.dump())
	}
	if got := rowsOf(out, "external data > A1"); !slices.Equal(got, []string{"Bo|42"}) {
		t.Errorf("external data: %q\n%s", got, out.dump())
	}
	for _, words := range []string{"N To", "mail:a"} {
		if !hiddenText(t, out, words) {
			t.Errorf("%q is not hidden", words)
		}
	}
	old := slices.Concat(biffRecord(xlsBOF, 0, 5, 5, 0), biffRecord(xlsCodePage, 0xE3, 4), biffRecord(xlsEOF),
		biffRecord(xlsBOF, 0, 5, 0x10, 0), biffRecord(xlsLabel, 0, 0, 0, 0, 0, 0, 2, 0, 0xC0, 0xE1),
		biffRecord(xlsNote, 0, 0, 0, 0, 2, 0, 0xC2, 0xE3), biffRecord(xlsEOF))
	out = &fakeOutput{}
	if err := readXLS(&file{data: old}, out); err != nil || len(out.rows) != 1 || out.rows[0].Cells[0] != "Аб" || !hiddenText(t, out, "Вг") {
		t.Errorf("BIFF5: %v\n%s", err, out.dump())
	}
}
