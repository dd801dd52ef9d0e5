package extract

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"io"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"
	"github.com/postlock/postlock/inspect"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// cells are the cells of all rows.
func (f *found) cells() (all [][]string) {
	for _, r := range f.rows {
		all = append(all, r.Cells)
	}
	return all
}

func wantCells(t *testing.T, got *found, want ...[]string) {
	t.Helper()
	if !reflect.DeepEqual(got.cells(), want) {
		t.Errorf("cells %q\nwant  %q", got.cells(), want)
	}
	if len(got.unread) > 0 {
		t.Errorf("unreadable %+v", got.unread)
	}
}

func TestKindIsToldByContent(t *testing.T) {
	plain := "Beste allen,\n\nHierbij de lijst, met dank.\nGroet, Jan\n"
	for _, c := range []struct {
		name, data string
		want       kind
	}{
		{"foto.jpg", string(zipped(t, xlsxParts())), kindXLSX},
		{"lijst.xlsx", string(zipped(t, docxParts())), kindDOCX},
		{"a.docx", string(zipped(t, map[string]string{"a.txt": "x"})), kindZip},
		{"lijst.xls", "<html><table><tr><td>a</td></tr></table>", kindHTML},
		{"lijst.xls", "Naam\tPlaats\nJan\tDelft\nPiet\tGouda\nKees\tBreda\n", kindTable},
		{"a.csv", "Beste allen\n\nHierbij de lijst.\n", kindText},
		{"a.csv", "naam,plaats\nJan,Delft\n", kindTable},
		{"brief.txt", plain, kindText},
		{"", "Een, twee, drie.\nVier, vijf en zes, zeven.\nAcht, negen.\nTien, elf, twaalf.\n", kindText},
		{"", "[link] zie {json}\n", kindText},
		{"", `[{"a":1}]`, kindJSON},
		{"", `{"a": {"b": 1}}`, kindJSON},
		{"", "<?xml version=\"1.0\"?><a/>", kindXML},
		{"", "\xff\xd8\xff\xe0\x00\x10JFIF", kindPicture},
		{"", "BEGIN:VCARD\nFN:Jan\n", kindVCard},
		{"", "Received: x\nFrom: a@b.example\nTo: c@d.example\nSubject: x\n\nhi", kindEML},
		{"", "%PDF-1.4\n", kindPDF},
		{"", "\xef\xbb\xbf%PDF-2.0\n", kindPDF},
		{"", "\x00\x01\x02\x03binary\x00", kindUnknown},
		{"", "MZ\x90\x00\x03\x00\x00\x00\x04", kindUnknown},
		{"", "-----BEGIN PGP MESSAGE-----\n\nx", kindEncrypted},
		{"", "-----BEGIN PGP SIGNATURE-----\n\nx", kindIgnored},
		{"", "-- dump\nINSERT INTO leden (a) VALUES (1);\n", kindSQL},
		{"", "", kindEmpty},
	} {
		if got := kindOf(&file{name: c.name, data: []byte(c.data)}); got != c.want {
			t.Errorf("%s %.40q: %v (%d), want %v (%d)", c.name, c.data, got, got, c.want, c.want)
		}
	}
	body := "From: Jan\nTo: Piet\nSubject: lijst\nDate: gisteren\n\nzie onder\n"
	if got := kindOf(&file{declared: "text/plain", data: []byte(body)}); got != kindText {
		t.Errorf("a quoted header in a body is %v", got)
	}
}

func TestCharsets(t *testing.T) {
	const text = "Naam;Plaats;Telefoon\nRenée;Zürich;1\nJoëlle;Malmö;2\nZoë;Århus;3\nFrançois;Orléans;4\nBjörn;Düsseldorf;5\n"
	for name, e := range map[string]encoding.Encoding{
		"UTF-16LE with mark": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16BE": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
		"UTF-16LE": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "UTF-8": unicode.UTF8, "UTF-8 with mark": unicode.UTF8BOM,
		"Windows-1252": charmap.Windows1252, "ISO-8859-15": charmap.ISO8859_15, "Mac Roman": charmap.Macintosh, "code page 850": charmap.CodePage850,
	} {
		data, err := e.NewEncoder().String(text)
		if err != nil {
			t.Fatal(name, err)
		}
		got := inside(t, "a.csv", "", []byte(data))
		if len(got.rows) != 6 || got.rows[1].Cells[0] != "Renée" || got.rows[3].Cells[1] != "Århus" || got.rows[5].Cells[0] != "Björn" {
			t.Errorf("%s: %q", name, got.cells())
		}
	}
	if got := string(decode([]byte("\xe1bc \xe8\xe9"), "windows-1251")); got != "бbc ий" {
		t.Errorf("declared charset: %q", got)
	}
	if got := string(decode([]byte("<meta charset=windows-1251>\xe8\xe9"), "")); !strings.HasSuffix(got, "ий") {
		t.Errorf("charset of meta: %q", got)
	}
}

func TestSeparatedValues(t *testing.T) {
	wantCells(t, inside(t, "a.csv", "", []byte("naam;noot\n\"Smit; Jan\";\"zei \"\"ja\"\"\nen ging\"\n'x';5\" groot\n")),
		[]string{"naam", "noot"}, []string{"Smit; Jan", "zei \"ja\"\nen ging"}, []string{"'x'", "5\" groot"})
	wantCells(t, inside(t, "a.txt", "", []byte("a|b|c\r\n1|2|3\r\n4|5|6\r\n")), []string{"a", "b", "c"}, []string{"1", "2", "3"}, []string{"4", "5", "6"})
	got := inside(t, "mail.txt", "", []byte("Beste Jan,\n\nHierbij:\n\nNaam\tPlaats\nJan\tDelft\nPiet\tGouda\nKees\tBreda\n\nGroet\n"))
	wantCells(t, got, []string{"Naam", "Plaats"}, []string{"Jan", "Delft"}, []string{"Piet", "Gouda"}, []string{"Kees", "Breda"})
	if len(got.texts) != 2 || got.rows[0].Place.Line != 5 {
		t.Errorf("texts %+v, first row at line %d", got.texts, got.rows[0].Place.Line)
	}
}

func TestFixedColumns(t *testing.T) {
	var b strings.Builder
	for _, r := range [][]any{{"Naam", "Plaats", "PC"}, {"Eva Verhoeven", "Amsterdam", "1259 CN"}, {"Zoë Mulder", "", "2228 GS"}, {"Stijn Prins", "Utrecht", "5600 RT"}, {"Jan", "Den Haag", ""}} {
		fmt.Fprintf(&b, "%-20s%-20s%s\n", r...)
	}
	wantCells(t, inside(t, "a.txt", "", []byte(b.String())), []string{"Naam", "Plaats", "PC"}, []string{"Eva Verhoeven", "Amsterdam", "1259 CN"},
		[]string{"Zoë Mulder", "", "2228 GS"}, []string{"Stijn Prins", "Utrecht", "5600 RT"}, []string{"Jan", "Den Haag"})
}

func TestHTML(t *testing.T) {
	got := inside(t, "a.html", "", []byte(`<html><head><title>Leden</title><style>p{}</style></head><body>
		<p>Beste <b>Jan</b>, zie <a href="mailto:piet@x.example?subject=a">Piet</a></p><p style="display: none">geheim</p>
		<table><thead><tr><th>Naam</th><th>Plaats</th></tr></thead><tr><td rowspan=2>Jan</td><td>Delft</td></tr><tr><td>Gouda</td></tr></table>
		<table><tr><td><table><tr><td>Eerste regel</td></tr></table></td></tr></table><!-- oud: 1 --></body></html>`))
	wantCells(t, got, []string{"Naam", "Plaats"}, []string{"Jan", "Delft"}, []string{"Jan", "Gouda"})
	if !got.rows[0].Header || got.rows[1].Header {
		t.Error("th marks the heading")
	}
	var visible, hidden string
	for _, x := range got.texts {
		if x.Hidden {
			hidden += x.Text + "\n"
		} else {
			visible += x.Text + "\n"
		}
	}
	if want := "Leden\n\nBeste Jan, zie Piet <piet@x.example>\nEerste regel\n"; visible != want {
		t.Errorf("visible %q, want %q", visible, want)
	}
	if !strings.Contains(hidden, "geheim") || !strings.Contains(hidden, "oud: 1") {
		t.Errorf("hidden %q", hidden)
	}
}

// A report that is one file carries others: behind links for download, in frames.
// They are read by a worker, whatever the size of the page.
func TestHTMLCarries(t *testing.T) {
	const members = "naam;plaats\nJan Jansen;Delft\nPiet Pietersen;Gouda\nEls de Vries;Breda\n"
	coded := base64.StdEncoding.EncodeToString([]byte(members))
	for name, c := range map[string]struct{ page, where string }{
		"for download":    {`<p>x</p><a download="leden.csv" href="data:text/csv;base64,` + coded + `">lijst</a>`, "r.html > leden.csv"},
		"in capitals":     {`<a href=" DATA:;base64,` + strings.TrimRight(coded, "=") + `">lijst</a>`, "r.html > data"},
		"percent-encoded": {`<object data="data:text/csv;charset=utf-8,` + url.PathEscape(members) + `"></object>`, "r.html > data"},
		"a frame":         {`<iframe srcdoc="&lt;table&gt;&lt;tr&gt;&lt;td&gt;Jan Jansen&lt;td&gt;Delft&lt;/table&gt;"></iframe>`, "r.html > frame.html"},
		"in a frame":      {`<iframe srcdoc="&lt;a href='data:text/csv,` + url.PathEscape(members) + `'&gt;"></iframe>`, "r.html > frame.html > data"},
	} {
		got := inside(t, "r.html", "text/html", []byte(c.page))
		if len(got.rows) == 0 || got.rows[0].Place.Path != c.where || !strings.Contains(got.all(), "Jan Jansen") {
			t.Errorf("%s: %q in %+v", name, got.all(), got.rows)
		}
		if readHere(inspect.File{Path: "r.html", Type: "text/html"}, []byte(c.page), Limits{}.withDefaults(), &found{}) {
			t.Errorf("%s: read without a worker", name)
		}
	}
	for name, page := range map[string]string{
		"a picture":        `<p>Jan</p><img src="data:image/png;base64,iVBORw0KGgo=">`,
		"a script":         `<p>Jan</p><script src="data:text/javascript;base64,` + coded + `"></script>`,
		"a style":          `<p>Jan</p><link href="data:text/css;base64,` + coded + `">`,
		"a broken address": `<p>Jan</p><a href="data:no comma">x</a>`,
		"an empty one":     `<p>Jan</p><a href="data:,">x</a>`,
	} {
		got := inside(t, "r.html", "text/html", []byte(page))
		if len(got.unread) > 0 || len(got.rows) > 0 || !strings.Contains(got.all(), "Jan") || strings.Contains(got.all(), "Delft") {
			t.Errorf("%s: %q, rows %+v, unread %+v", name, got.all(), got.rows, got.unread)
		}
	}
}

func TestRecords(t *testing.T) {
	heading := []string{"naam", "adres.plaats"}
	wantCells(t, inside(t, "a.json", "", []byte(`{"leden":[{"naam":"Jan","adres":{"plaats":"Delft"}},{"naam":"Zo\u00eb","adres":{"plaats":"Gouda"}}]}`)),
		heading, []string{"Jan", "Delft"}, []string{"Zoë", "Gouda"})
	wantCells(t, inside(t, "a.ndjson", "", []byte("{\"naam\":\"Jan\",\"nr\":1e3}\n{\"naam\":\"Piet\",\"nr\":2}\n")), []string{"naam", "nr"}, []string{"Jan", "1000"}, []string{"Piet", "2"})
	wantCells(t, inside(t, "a.xml", "", []byte(`<?xml version="1.0"?><leden><lid nr="1"><naam>Jan</naam><adres><plaats>Delft</plaats></adres></lid><lid nr="2"><naam>A &amp; B</naam></lid></leden>`)),
		[]string{"nr", "naam", "adres.plaats"}, []string{"1", "Jan", "Delft"}, []string{"2", "A & B"})
	wantCells(t, inside(t, "a.sql", "", []byte("INSERT INTO `leden` (`naam`, `plaats`) VALUES ('Jan', 'Delft'), ('O''Hara', NULL);")),
		[]string{"naam", "plaats"}, []string{"Jan", "Delft"}, []string{"O'Hara"})
	got := inside(t, "a.json", "", []byte(`{"versie": 3, "leden": [{"naam":"Jan","nr":1},`))
	if len(got.unread) != 1 || got.unread[0].Why != inspect.Damaged || !strings.Contains(got.all(), "Jan") {
		t.Errorf("cut off: %+v %q", got.unread, got.all())
	}
}

func TestWorkbook(t *testing.T) {
	x := excelize.NewFile()
	defer x.Close()
	style, err := x.NewStyle(&excelize.Style{NumFmt: 14})
	zeros := "000000000"
	padded, err2 := x.NewStyle(&excelize.Style{CustomNumFmt: &zeros})
	x.NewSheet("Geheim")
	for _, err := range []error{err, err2,
		x.SetSheetRow("Sheet1", "A1", &[]any{"Naam", "Geboren", "BSN", "Tel"}),
		x.SetSheetRow("Sheet1", "A2", &[]any{"Jan", 40179, 12345672, "0612345678"}),
		x.SetSheetRow("Sheet1", "A3", &[]any{"Piet", 40180, 123456782, 0.1 + 0.2}),
		x.SetCellStyle("Sheet1", "B2", "B3", style), x.SetCellStyle("Sheet1", "C2", "C3", padded),
		x.SetColVisible("Sheet1", "C", false), x.SetRowVisible("Sheet1", 3, false),
		x.SetSheetRow("Geheim", "B2", &[]any{"Kees"}), x.SetSheetVisible("Geheim", false, true),
		x.AddComment("Sheet1", excelize.Comment{Cell: "A2", Author: "Ria", Text: "is verhuisd"}),
		x.SetDocProps(&excelize.DocProperties{Title: "Ledenlijst"}),
		x.SetDefinedName(&excelize.DefinedName{Name: "Leden", RefersTo: "Sheet1!$A$1:$D$3"}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	b, err := x.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	got := inside(t, "a.xlsx", "", b.Bytes())
	if !strings.Contains(got.all(), "Jan\nis verhuisd") {
		t.Errorf("the comment does not stand below the words of its row: %s", got.all())
	}
	wantCells(t, got, []string{"Naam", "Geboren", "BSN", "Tel"}, []string{"Jan", "2010-01-01", "012345672", "0612345678"},
		[]string{"Piet", "2010-01-02", "123456782", "0.3"}, []string{"", "Kees"})
	if r := got.rows[1]; !reflect.DeepEqual(r.HiddenCells, []bool{false, false, true, false}) || r.Hidden {
		t.Errorf("hidden column: %+v", r)
	}
	if !got.rows[2].Hidden || !got.rows[3].Hidden || got.rows[3].Place.String() != "a.xlsx > Geheim" {
		t.Errorf("hidden row, sheet: %+v", got.rows[2:])
	}
	for _, want := range []string{"is verhuisd", "Ledenlijst", "Leden Sheet1!$A$1:$D$3"} {
		if !strings.Contains(got.all(), want) {
			t.Errorf("no %q in %q", want, got.all())
		}
	}
}

func TestWorkbookPivotCacheAndFarCells(t *testing.T) {
	parts := xlsxParts()
	parts["xl/pivotCache/pivotCacheDefinition1.xml"] = `<pivotCacheDefinition><cacheFields><cacheField name="naam"><sharedItems><s v="Jan"/><s v="nooit"/></sharedItems></cacheField>
		<cacheField name="geboren"><sharedItems><d v="2010-01-02T00:00:00"/><d v="2011-01-02T00:00:00"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>`
	parts["xl/pivotCache/pivotCacheRecords1.xml"] = `<pivotCacheRecords><r><x v="0"/><x v="1"/></r><r><s v="Piet"/><m/></r></pivotCacheRecords>`
	parts["xl/worksheets/sheet1.xml"] = `<worksheet><sheetData><row r="1048576"><c r="A1048576" t="s"><v>1</v></c><c r="XFD1048576"><v>1E+20</v></c></row></sheetData></worksheet>`
	parts["xl/externalLinks/externalLink1.xml"] = `<externalLink><externalBook><sheetDataSet><sheetData sheetId="0"><row r="2"><cell r="B2" t="str"><v>elders</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>`
	got := inside(t, "a.xlsx", "", zipped(t, parts))
	if n := len(got.rows); n != 5 {
		t.Fatalf("%d rows: %q", n, got.cells())
	}
	if c := got.rows[0].Cells; c[0] != "Jan Smit" || c[len(c)-1] != "100000000000000000000" || len(c) > 513 {
		t.Errorf("far cells: %d, last %q", len(c), c[len(c)-1])
	}
	seen := map[string]bool{}
	for _, r := range got.rows[1:] {
		seen[strings.Join(r.Cells, "|")] = true
		if !r.Hidden {
			t.Errorf("%+v is not hidden", r)
		}
	}
	for _, want := range []string{"naam|geboren", "Jan|2011-01-02", "Piet", "|elders"} {
		if !seen[want] {
			t.Errorf("no %q in %v", want, seen)
		}
	}
	if !strings.Contains(got.all(), "nooit") {
		t.Error("an item without record is lost")
	}
}

func TestDocument(t *testing.T) {
	parts := docxParts()
	parts["word/document.xml"] = `<w:document><w:body><w:p><w:r><w:t>Beste </w:t></w:r><w:ins><w:r><w:t>Jan</w:t></w:r></w:ins><w:del><w:r><w:delText>Piet</w:delText></w:r></w:del></w:p>
		<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>verborgen</w:t></w:r></w:p>
		<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:r><w:t>Naam</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Plaats</w:t></w:r></w:p></w:tc></w:tr>
		<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>samen</w:t></w:r></w:p></w:tc></w:tr>
		<w:tr><w:tc><w:p><w:r><w:t>Jan</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Delft</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
		<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>kader</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>kader</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:body></w:document>`
	parts["word/embeddings/book.xlsx"] = string(zipped(t, xlsxParts()))
	got := inside(t, "a.docx", "", zipped(t, parts))
	if c := got.cells(); len(c) != 4 || !reflect.DeepEqual(c[:3], [][]string{{"Naam", "Plaats"}, {"samen"}, {"Jan", "Delft"}}) || !got.rows[0].Header {
		t.Errorf("rows %+v", got.rows)
	}
	hidden := map[string]bool{}
	for _, x := range got.texts {
		for _, line := range strings.Split(x.Text, "\n") {
			hidden[line] = x.Hidden
		}
	}
	for line, want := range map[string]bool{"Beste Jan": false, "Piet": true, "verborgen": true, "opmerking": true, "kader": false} {
		if is, ok := hidden[line]; !ok || is != want {
			t.Errorf("%q: there %v, hidden %v", line, ok, is)
		}
	}
	if last := got.rows[len(got.rows)-1]; last.Place.Path != "a.docx > book.xlsx" {
		t.Errorf("embedded workbook: %+v", got.rows)
	}
}

// TestHiddenBetween: titles of content controls and codes of links, which nobody sees, do
// not part the lines of a form.
func TestHiddenBetween(t *testing.T) {
	parts := with(docxParts(), "word/document.xml", `<w:document><w:body>
		<w:p><w:r><w:t>Naam: </w:t></w:r><w:sdt><w:sdtPr><w:alias w:val="Veld 1"/></w:sdtPr><w:sdtContent><w:r><w:t>Jan Smit</w:t></w:r></w:sdtContent></w:sdt></w:p>
		<w:p><w:r><w:t>Mail: </w:t></w:r><w:r><w:instrText>HYPERLINK "mailto:jan@smit.example"</w:instrText></w:r><w:r><w:t>jan@smit.example</w:t></w:r></w:p>
		<w:p><w:r><w:t>Plaats: Delft</w:t></w:r></w:p></w:body></w:document>`)
	got := inside(t, "a.docx", "", zipped(t, parts))
	var shown, hidden []string
	for _, x := range got.texts {
		if x.Hidden {
			hidden = append(hidden, x.Text)
		} else {
			shown = append(shown, x.Text)
		}
	}
	if want := "Naam: Jan Smit\nMail: jan@smit.example\nPlaats: Delft\n"; !slices.Contains(shown, want) {
		t.Errorf("shown %q, want %q in one", shown, want)
	}
	if all := strings.Join(hidden, "\n"); !strings.Contains(all, "Veld 1") || !strings.Contains(all, "HYPERLINK") {
		t.Errorf("hidden %q", hidden)
	}
}

// TestFieldsInRow: a small table of labels and values behind a name is what the row says.
func TestFieldsInRow(t *testing.T) {
	cell := func(s string) string { return "<w:tc><w:p><w:r><w:t>" + s + "</w:t></w:r></w:p></w:tc>" }
	fields := "<w:tbl><w:tr>" + cell("Født") + cell("12.03.2009") + "</w:tr><w:tr>" + cell("Mobil") + cell("28 14 33 02") + "</w:tr></w:tbl>"
	parts := with(docxParts(), "word/document.xml", "<w:document><w:body><w:tbl><w:tr>"+cell("Mette Holm")+"<w:tc>"+fields+"<w:p/></w:tc></w:tr><w:tr>"+cell("Emil Friis")+"<w:tc>"+fields+"<w:p/></w:tc></w:tr></w:tbl></w:body></w:document>")
	got := inside(t, "a.docx", "", zipped(t, parts)).cells()
	if want := [][]string{{"Mette Holm", "Født: 12.03.2009\nMobil: 28 14 33 02"}, {"Emil Friis", "Født: 12.03.2009\nMobil: 28 14 33 02"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestOpenDocument(t *testing.T) {
	const sheet = `<office:document><office:automatic-styles><style:style style:name="h"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
		<office:body><office:spreadsheet><table:table table:name="Open"><table:table-column/><table:table-column table:visibility="collapse"/>
		<table:table-row><table:table-cell office:value-type="string"><text:p>Jan<text:s text:c="2"/>Smit</text:p><office:annotation><text:p>noot</text:p></office:annotation></table:table-cell><table:table-cell office:value-type="date" office:date-value="2010-01-02T00:00:00"><text:p>2-1-10</text:p></table:table-cell></table:table-row>
		<table:table-row table:number-rows-repeated="1048575" table:visibility="filter"><table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell></table:table-row></table:table>
		<table:table table:name="Dicht" table:style-name="h"><table:table-row><table:table-cell><text:p>geheim</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document>`
	got := inside(t, "a.fods", "", []byte(sheet))
	if len(got.rows) != 2+maxRepeatedRows {
		t.Fatalf("%d rows", len(got.rows))
	}
	if r := got.rows[0]; !reflect.DeepEqual(r.Cells, []string{"Jan  Smit", "2010-01-02"}) || !reflect.DeepEqual(r.HiddenCells, []bool{false, true}) || r.Hidden {
		t.Errorf("first row %+v", r)
	}
	if !got.rows[1].Hidden || !got.rows[len(got.rows)-1].Hidden || got.rows[len(got.rows)-1].Place.Part != "Dicht" {
		t.Errorf("filtered row, hidden sheet")
	}
	if len(got.texts) == 0 || got.texts[0].Text != "Jan  Smit\nnoot" || got.texts[0].Place.String() != "a.fods > Open comments" || !got.texts[0].Hidden {
		t.Errorf("annotation %+v", got.texts)
	}
	sealed := zipped(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "\x01\x02", "META-INF/manifest.xml": `<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>`})
	if got := inside(t, "a.odt", "", sealed); len(got.unread) != 1 || got.unread[0].Why != inspect.Encrypted {
		t.Errorf("encrypted: %+v", got.unread)
	}
}

// TestSlideFooters: OpenDocument keeps what stands below all slides before the first.
func TestSlideFooters(t *testing.T) {
	got := inside(t, "a.fodp", "", []byte(`<office:document><office:body><office:presentation><presentation:footer-decl presentation:name="ftr1">Anna Vos</presentation:footer-decl>
		<draw:page draw:name="p1"><draw:frame><draw:text-box><text:p>Dag</text:p></draw:text-box></draw:frame></draw:page></office:presentation></office:body></office:document>`))
	if at := got.find("Anna Vos"); len(at) != 1 || at[0] != (placed{"Anna Vos", "a.fodp > header and footer", false}) {
		t.Errorf("%+v", at)
	}
	if at := got.find("Dag"); len(at) != 1 || at[0].where != "a.fodp > slide 1" {
		t.Errorf("%+v", at)
	}
}

func TestContainers(t *testing.T) {
	inner := zipped(t, map[string]string{"map/lijst.csv": "naam;plaats\nJan;Delft\n", "__MACOSX/x": "\x00\x05"})
	var tarred bytes.Buffer
	w := tar.NewWriter(&tarred)
	w.WriteHeader(&tar.Header{Name: "b.zip", Size: int64(len(inner)), Mode: 0o600})
	w.Write(inner)
	w.Close()
	var packed bytes.Buffer
	g := gzip.NewWriter(&packed)
	g.Write(tarred.Bytes())
	g.Close()
	got := inside(t, "a.tgz", "", packed.Bytes())
	wantCells(t, got, []string{"naam", "plaats"}, []string{"Jan", "Delft"})
	if got.rows[0].Place.Path != "a.tgz > a.tar > b.zip > map/lijst.csv" {
		t.Errorf("path %s", got.rows[0].Place.Path)
	}
	deep := []byte("einde")
	for range 9 {
		deep = zipped(t, map[string]string{"a": string(deep)})
	}
	if got := inside(t, "deep.zip", "", deep); len(got.unread) != 1 || got.unread[0].Why != inspect.OverLimit {
		t.Errorf("nine deep: %+v", got.unread)
	}
	var bomb bytes.Buffer
	g = gzip.NewWriter(&bomb)
	g.Write(make([]byte, 200<<20))
	g.Close()
	if got := inside(t, "bomb.gz", "", bomb.Bytes()); len(got.unread) == 0 || got.unread[0].Why != inspect.OverLimit {
		t.Errorf("bomb: %+v", got.unread)
	}
	if got := inside(t, "cut.zip", "", inner[:len(inner)-30]); len(got.unread) != 1 || got.unread[0].Why != inspect.Damaged {
		t.Errorf("cut off: %+v", got.unread)
	}
}

func TestMessageInside(t *testing.T) {
	const eml = "From: Ria <ria@x.example>\r\nTo: jan@y.example\r\nSubject: =?utf-8?q?Zo=C3=AB?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain\r\n\r\nhoi\r\n--q\r\nContent-Type: application/octet-stream; name=l.csv\r\nContent-Disposition: attachment; filename=l.csv\r\n\r\nnaam;plaats\r\nJan;Delft\r\n--q--\r\n"
	got := inside(t, "oud.eml", "", []byte(eml))
	wantCells(t, got, []string{"naam", "plaats"}, []string{"Jan", "Delft"})
	if got.rows[0].Place.Path != "oud.eml > l.csv" || !strings.Contains(got.all(), "Subject: Zoë") || !strings.Contains(got.all(), "hoi") {
		t.Errorf("%+v", got)
	}
}

// drawn is a PDF page with words at places.
func drawn(words map[[2]int]string) []byte {
	var content, b strings.Builder
	content.WriteString("BT /F1 10 Tf\n")
	for at, w := range words {
		fmt.Fprintf(&content, "1 0 0 1 %d %d Tm (%s) Tj\n", at[0], at[1], w)
	}
	content.WriteString("ET")
	fmt.Fprintf(&b, "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"+
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"+
		"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n5 0 obj<</Title(Ledenlijst)>>endobj\ntrailer<</Root 1 0 R/Info 5 0 R>>\n%%%%EOF", content.Len(), content.String())
	return []byte(b.String())
}

func TestPDFTable(t *testing.T) {
	words := map[[2]int]string{{50, 780}: "Beste allen, hierbij de lijst van de leden."}
	for i, r := range [][3]string{{"Naam", "Plaats", "Telefoon"}, {"Jan Smit", "Delft", "0612345678"}, {"Piet de Wit", "Gouda", "0687654321"}, {"Kees", "", "0611111111"}} {
		for c, w := range r {
			words[[2]int{50 + 130*c, 740 - 16*i}] = w
		}
	}
	got := inside(t, "a.pdf", "", drawn(words))
	wantCells(t, got, []string{"Naam", "Plaats", "Telefoon"}, []string{"Jan Smit", "Delft", "0612345678"}, []string{"Piet de Wit", "Gouda", "0687654321"}, []string{"Kees", "", "0611111111"})
	if len(got.texts) != 2 || got.texts[0].Text != "Beste allen, hierbij de lijst van de leden." || got.texts[0].Place.String() != "a.pdf > page 1" || !got.texts[1].Hidden {
		t.Errorf("texts %+v", got.texts)
	}
}

func TestMetafile(t *testing.T) {
	data := make([]byte, 108) // EMR_HEADER
	data[0], data[4] = 1, 108
	copy(data[40:], " EMF")
	for _, w := range []string{"Jan", "Delft"} {
		r := make([]byte, 76+2*len(w)+len(w)%2*2)
		r[0], r[4], r[40], r[44], r[48] = 84, byte(len(r)), 10, byte(len(w)), 76
		for j := range w {
			r[76+2*j] = w[j]
		}
		data = append(data, r...)
	}
	if got := inside(t, "a.emf", "", data); got.all() != "Jan Delft\n" {
		t.Errorf("%q", got.all())
	}
}

// TestPDFSecondOpinion has another reader see the words of the same page.
func TestPDFSecondOpinion(t *testing.T) {
	page := drawn(map[[2]int]string{{50, 700}: "Beste", {90, 700}: "allen", {50, 650}: "groet"})
	page = append(bytes.TrimSuffix(page, []byte("%%EOF")), crossReferences(page)...)
	r, err := pdf.NewReader(bytes.NewReader(page), int64(len(page)))
	if err != nil {
		t.Fatal(err)
	}
	other, err := r.GetPlainText()
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(other)
	if err != nil {
		t.Fatal(err)
	}
	ours := inside(t, "a.pdf", "", page).all()
	for _, w := range []string{"Beste", "allen", "groet"} {
		if !strings.Contains(ours, w) || !strings.Contains(string(text), w) {
			t.Errorf("%q is not in both: %q and %q", w, ours, text)
		}
	}
}

// crossReferences is the table of a drawn page, with its trailer.
func crossReferences(page []byte) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "xref\n0 6\n0000000000 65535 f \n")
	for i := 1; i < 6; i++ {
		fmt.Fprintf(&b, "%010d 00000 n \n", bytes.Index(page, fmt.Appendf(nil, "\n%d 0 obj", i))+1)
	}
	fmt.Fprintf(&b, "trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF", len(page)-len("%%EOF"))
	return b.Bytes()
}

func TestPDFUnreadable(t *testing.T) {
	if got := inside(t, "a.pdf", "", []byte("%PDF-1.4\nnothing more")); len(got.unread) != 1 || got.unread[0].Why != inspect.Damaged {
		t.Errorf("broken: %+v", got.unread)
	}
}
