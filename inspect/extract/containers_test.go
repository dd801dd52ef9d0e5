package extract

import (
	"bytes"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
)

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "containers", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestContainersOfOthers reads the same list out of what other programs made.
func TestContainersOfOthers(t *testing.T) {
	for _, c := range []struct {
		name, member string
		cut          int // where it is cut off in the second try
	}{
		{"stored.cab", "leden.csv", 100}, {"mszip.cab", "leden.csv", 900}, {"newc.cpio", "leden.csv", 140}, {"odc.cpio", "leden.csv", 100}, {"bin.cpio", "leden.csv", 60},
		{"gnu.ar", "een-lijst-met-een-lange-naam.csv", 280}, {"deflate64.zip", "leden.csv", 1000},
	} {
		data := fixture(t, c.name)
		got := inside(t, c.name, "", data)
		if len(got.unread) > 0 {
			t.Errorf("%s: unreadable %+v", c.name, got.unread)
		}
		if at := got.find("Gouda"); len(at) == 0 || at[len(at)-1].where != c.name+" > "+c.member {
			t.Errorf("%s: the list is at %+v", c.name, at)
		}
		if got := inside(t, c.name, "", data[:c.cut]); len(got.unread) == 0 {
			t.Errorf("%s cut off at %d: nothing is said", c.name, c.cut)
		}
	}
}

// TestDeflate64 has copies from further back than deflate can reach.
func TestDeflate64(t *testing.T) {
	r, err := openDeflate64(bytes.NewReader(nil))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(r); err != io.ErrUnexpectedEOF {
		t.Errorf("nothing: %v", err)
	}
	got := inside(t, "deflate64.zip", "", fixture(t, "deflate64.zip"))
	if len(got.find("LAATSTE")) == 0 {
		t.Error("the end is missing")
	}
	n := 0
	for line := range strings.Lines(got.all()) {
		if line == "b\n" {
			n++
		}
	}
	if n != 33000 {
		t.Errorf("%d lines, want 33000", n)
	}
	broken := bytes.Clone(fixture(t, "deflate64.zip"))
	broken[60] ^= 0x55
	if got := inside(t, "deflate64.zip", "", broken); len(got.unread) == 0 {
		t.Error("a flipped byte is not noticed")
	}
	// A stored block, and one with the fixed code: "abcabc".
	r, _ = openDeflate64(strings.NewReader("\x00\x02\x00\xfd\xffhi\x4b\x4c\x4a\x4e\x4c\x4a\x06\x00"))
	if out, err := io.ReadAll(r); err != nil || string(out) != "hiabcabc" || crc32.ChecksumIEEE(out) == 0 {
		t.Errorf("%q %v", out, err)
	}
}

// TestSharedBytes: cells of a page, and files of a cabinet, that lie in one another are
// those of a bomb: they are not read again and again.
func TestSharedBytes(t *testing.T) {
	page := make([]byte, 512)
	copy(page, "SQLite format 3\x00\x02\x00")
	page[100], page[104] = sqliteLeafTable, 180
	for i := 108; i < 468; i += 2 {
		page[i], page[i+1] = 1, 0xe0 // each cell is at 480: a record of 20 bytes with one text
	}
	copy(page[480:], "\x14\x01\x02\x31aaaaaaaaaaaaaaaaaa")
	out := &fakeOutput{}
	q := &sqliteFile{f: &file{data: page}, to: out, page: 512, usable: 512, seen: map[uint32]bool{}}
	n := 0
	q.walk(1, 0, func(int64, []string) { n++ })
	if !q.broken || n < 20 || n > 30 {
		t.Errorf("%d cells were read, broken %v", n, q.broken)
	}
	twice := bytes.Clone(fixture(t, "stored.cab"))
	at := int(le32(twice, 16))
	entry := twice[at : at+16+bytes.IndexByte(twice[at+16:], 0)+1]
	twice = append(append(bytes.Clone(twice[:at]), entry...), twice[at:]...)
	twice[28]++                   // one file more
	twice[36] += byte(len(entry)) // where the folder's blocks are
	if got := inside(t, "a.cab", "", twice); len(got.unread) == 0 || got.unread[0].Why != inspect.OverLimit {
		t.Errorf("a file twice: %+v", got.unread)
	}
}

func TestCabinetsNotRead(t *testing.T) {
	lzx := bytes.Clone(fixture(t, "mszip.cab"))
	lzx[36+6] = 3 // the folder's method
	other := bytes.Clone(fixture(t, "stored.cab"))
	at := int(le32(other, 16))
	other[at+8], other[at+9] = 0xfd, 0xff // begins in another cabinet
	for name, data := range map[string][]byte{"lzx.cab": lzx, "volume.cab": other} {
		if got := inside(t, name, "", data); len(got.unread) == 0 || got.unread[0].Why != inspect.Unsupported {
			t.Errorf("%s: %+v", name, got.unread)
		}
	}
}

func TestSQLite(t *testing.T) {
	data := fixture(t, "leden.sqlite")
	got := inside(t, "leden.sqlite", "", data)
	if len(got.unread) > 0 || len(got.rows) != 1+120+1+40 {
		t.Fatalf("%d rows, unreadable %+v", len(got.rows), got.unread)
	}
	if h := got.rows[0]; !h.Header || strings.Join(h.Cells, "|") != "nr|naam|tel nr|saldo|opm" || h.Place.String() != "leden.sqlite > leden" {
		t.Errorf("heading %+v", h)
	}
	if r := got.rows[120]; strings.Join(r.Cells, "|") != "360|Lid 120|0610000120|30" || r.Place.Line != 120 {
		t.Errorf("last row %+v", r)
	}
	if r := got.rows[20]; len(r.Cells) != 5 || !strings.HasPrefix(r.Cells[4], "Beginxx") || !strings.HasSuffix(r.Cells[4], "xxEinde") || len(r.Cells[4]) != 1410 {
		t.Errorf("row in several pages %.60q", r.Cells)
	}
	if r := got.rows[161]; r.Table == got.rows[0].Table || len(r.Cells) != 2 || r.Place.String() != "leden.sqlite > sleutels" {
		t.Errorf("without numbers %+v", r)
	}
	for n := 0; n < len(data); n += 512 {
		if n >= 100 && len(inside(t, "a", "", data[:n]).unread) == 0 {
			t.Errorf("cut off at %d: nothing is said", n)
		}
	}
	// A page that points at itself is visited once.
	loop := bytes.Clone(data)
	for at := 512; at < len(loop); at += 512 {
		if loop[at] == sqliteInnerTable {
			copy(loop[at+8:], []byte{0, 0, 0, byte(at/512 + 1)})
		}
	}
	if got := inside(t, "a", "", loop); len(got.unread) == 0 {
		t.Error("a loop is not noticed")
	}
}

func TestSheetsOfOldPrograms(t *testing.T) {
	wantCells(t, inside(t, "a.slk", "", []byte("ID;PWXL;N;E\r\nP;PGeneral\r\nP;Pdd/mm/yyyy\r\nC;Y1;X1;K\"Naam\"\r\nC;X2;K\"Geboren\"\r\nC;Y2;X1;K\"Smit;; Jan\"\r\nF;P1;FG0G;X2\r\nC;K30753\r\nE\r\n")),
		[]string{"Naam", "Geboren"}, []string{"Smit; Jan", "1984-03-12"})
	wantCells(t, inside(t, "a.dif", "", []byte("TABLE\r\n0,1\r\n\"x\"\r\nVECTORS\r\n0,2\r\n\"\"\r\nDATA\r\n0,0\r\n\"\"\r\n-1,0\r\nBOT\r\n1,0\r\n\"Naam\"\r\n1,0\r\n\"Nr\"\r\n-1,0\r\nBOT\r\n1,0\r\n\"Jan\"\r\n0,12\r\nV\r\n-1,0\r\nEOD\r\n")),
		[]string{"Naam", "Nr"}, []string{"Jan", "12"})
	wantCells(t, inside(t, "a.csv", "", []byte("ID;Prenom;Nom\n1;Jan;Smit\n2;Piet;Vos\n")), []string{"ID", "Prenom", "Nom"}, []string{"1", "Jan", "Smit"}, []string{"2", "Piet", "Vos"})
}

// TestTextThatBeginsLikeABinary: a list of names is read, whatever its first
// letters say elsewhere.
func TestTextThatBeginsLikeABinary(t *testing.T) {
	for _, first := range []string{"OTTO", "ID3", "BMW", "MSCF", "GIF89a", "8BPS", "OggS", "070701", "!<arch>\n", "MM"} {
		got := inside(t, "lijst.csv", "text/csv", []byte(first+";Delft\nJan;Gouda\nPiet;Breda\nKees;Zwolle\n"))
		if len(got.unread) > 0 || !strings.Contains(got.all(), "Zwolle") {
			t.Errorf("%q: %q, unreadable %+v", first, got.all(), got.unread)
		}
	}
}

// TestTypesThatSheetJSDeclares: its workbooks in XML say they are binary.
func TestTypesThatSheetJSDeclares(t *testing.T) {
	parts := with(xlsxParts(), "[Content_Types].xml", `<Types><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`)
	if k := kindOf(&file{data: zipped(t, parts)}); k != kindXLSX {
		t.Errorf("it is %v", k)
	}
}

func TestColumnsOfCreateTable(t *testing.T) {
	sql := "CREATE TABLE IF NOT EXISTS `club`.`leden` (\n  `nr` int(11) NOT NULL DEFAULT '0', -- van, de club\n  \"geb datum\" date,\n  saldo decimal(10,2) CHECK (saldo > 0),\n  PRIMARY KEY (`nr`),\n  KEY x (saldo)\n) ENGINE=InnoDB;\nINSERT INTO `leden` VALUES (1,'1984-03-12',2.5),(2,NULL,3);\n"
	wantCells(t, inside(t, "a.sql", "", []byte(sql)), []string{"nr", "geb datum", "saldo"}, []string{"1", "1984-03-12", "2.5"}, []string{"2", "", "3"})
}

// Statements of two kinds in turn are read in their order; a string that looks like
// the next statement is none.
func TestSQLStatementsInTurn(t *testing.T) {
	sql := "INSERT INTO a VALUES ('x INSERT INTO z VALUES (9)', 1);\nINSERT INTO a VALUES (2);\nCOPY b (n) FROM stdin;\n3\n4\n\\.\nINSERT INTO c VALUES (5);\nINSERT INTO c VALUES (6);\nCOPY d (n) FROM stdin;\n7\n\\.\n"
	wantCells(t, inside(t, "a.sql", "", []byte(sql)), []string{"x INSERT INTO z VALUES (9)", "1"}, []string{"2"},
		[]string{"n"}, []string{"3"}, []string{"4"}, []string{"5"}, []string{"6"}, []string{"n"}, []string{"7"})
}

func FuzzSQLite(f *testing.F) {
	f.Add(fixture(f, "leden.sqlite"))
	fuzzReader(f, readSQLite)
}

func FuzzCab(f *testing.F) {
	fuzzKind(f, kindCab, "a.cab", string(fixture(f, "mszip.cab")), string(fixture(f, "stored.cab")))
}

func FuzzArCpio(f *testing.F) {
	for _, name := range []string{"gnu.ar", "newc.cpio", "odc.cpio", "bin.cpio"} {
		f.Add(fixture(f, name))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, k := range []kind{kindAr, kindCpio} {
			s := newSink(&fuzzSink{t: t}, job{path: "a", limits: Limits{Inflated: 64 << 20, Output: 64 << 20, Members: 1000}})
			s.file = &file{path: "a", data: data}
			if err := read(k, s.file, s); err != nil {
				_ = err.Error()
			}
		}
	})
}

func FuzzDeflate64(f *testing.F) {
	f.Add([]byte("\x00\x02\x00\xfd\xffhi\x4b\x4c\x4a\x4e\x4c\x4a\x06\x00"))
	f.Add(fixture(f, "deflate64.zip")[37:])
	f.Fuzz(func(t *testing.T, data []byte) {
		r, _ := openDeflate64(bytes.NewReader(data))
		if _, err := io.Copy(io.Discard, io.LimitReader(r, 16<<20)); err != nil {
			_ = err.Error()
		}
	})
}

func FuzzSheetsOfOldPrograms(f *testing.F) {
	f.Add([]byte("ID;PWXL\nP;Pdd/mm/yyyy\nC;Y1;X1;K\"a;;b\"\nF;P0;X2\nC;K1E5\nE"))
	f.Add([]byte("TABLE\n0,1\n\"\"\nDATA\n0,0\n\"\"\n-1,0\nBOT\n1,0\n\"a\"\n0,1\nV\n-1,0\nEOD"))
	f.Add([]byte("\xdb\xa5\x2d\x00" + strings.Repeat("\x00", 20) + "\x80\x01\x00\x00\x90\x01\x00\x00" + strings.Repeat("\x00", 0x160) + "a\ab\a\a\r\ncd"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, read := range []reader{readSYLK, readDIF, readWord2} {
			out := &fakeOutput{limit: 10000}
			_ = read(&file{path: "x", data: data}, out)
			checkOutput(t, out)
		}
	})
}
