package extract

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// fuzzSink checks what every reader promises: valid UTF-8, bounded texts, no
// row without cells.
type fuzzSink struct {
	t *testing.T
	n int
}

func (s *fuzzSink) begin(string) {}
func (s *fuzzSink) words(at inspect.Place, _ bool, t []byte) {
	s.n++
	if len(t) == 0 || len(t) > inspect.MaxText || !utf8.Valid(t) || !utf8.ValidString(at.Path) {
		s.t.Fatalf("text of %d bytes, valid %v", len(t), utf8.Valid(t))
	}
}
func (s *fuzzSink) Row(r inspect.Row) {
	s.n++
	if len(r.Cells) == 0 || len(r.HiddenCells) > len(r.Cells) {
		s.t.Fatalf("row %+v", r)
	}
	for _, c := range r.Cells {
		if !utf8.ValidString(c) || len(c) > inspect.MaxText {
			s.t.Fatal("cell is not valid")
		}
	}
}
func (s *fuzzSink) Unreadable(u inspect.Unreadable) { s.n++ }

// fuzzKind runs a reader that is ours; a panic that dispatch would catch
// fails here.
func fuzzKind(f *testing.F, k kind, name string, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<20 {
			return
		}
		s := newSink(&fuzzSink{t: t}, job{path: name, name: name, limits: Limits{Inflated: 64 << 20, File: 16 << 20, Output: 64 << 20}})
		s.file = &file{path: name, name: name, data: data}
		start := time.Now()
		if err := read(k, s.file, s); err != nil {
			_ = err.Error()
		}
		s.flush()
		if s.tainted {
			t.Fatal("a reader of a member panicked")
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Fatalf("took %v", took)
		}
	})
}

func FuzzText(f *testing.F) {
	fuzzKind(f, kindText, "a.txt", "Naam   Plaats   Telefoon\nJan    Delft    0612345678\nPiet   Gouda    0687654321\nKees   Breda    0611111111\n", "a\tb\n\nc\r\n\xff\xfe")
}
func FuzzTable(f *testing.F) {
	fuzzKind(f, kindTable, "a.csv", "a;b\n\"c;\"\"d\";e\n", "sep=;\na;b\n", "a,b,c\r\n1,\"2\n3\",4\r\n")
}
func FuzzJSON(f *testing.F) {
	fuzzKind(f, kindJSON, "a.json", `[{"a":1,"b":"x"},{"a":2,"c":[1,{"d":"\u00e9"}]}]`, "{\"a\":{\"b\":{\"c\":1,\"d\":2}}}\n{\"a\":1e9}", `["`)
}
func FuzzXML(f *testing.F) {
	fuzzKind(f, kindXML, "a.xml", `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a><p x="1"><n>Jan</n><d>2&amp;&#65;</d></p><p x="2"><n>Piet</n></p><![CDATA[x]]><!-- c --></a>`)
}
func FuzzHTML(f *testing.F) {
	fuzzKind(f, kindHTML, "a.html", `<table><tr><th rowspan=2>a<td colspan=3>b<tr><td>c<table><td>d</table></table><p style="display:none">e<script>f</script><a href="mailto:x@y">g</a><!-- 1 -->`)
}
func FuzzSQL(f *testing.F) {
	fuzzKind(f, kindSQL, "a.sql", "INSERT INTO `t` (`a`,b) VALUES (1,'it''s'),(2,NULL);\nCOPY t (a, b) FROM stdin;\n1\t\\N\n\\.\n")
}
func FuzzSpreadsheetML(f *testing.F) {
	fuzzKind(f, kindSpreadsheetML, "a.xml", `<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet Name="S"><Table><Column Index="2" Hidden="1"/><Row Index="3"><Cell Index="2"><Data Type="Number">1E5</Data><Comment><Data>x</Data></Comment></Cell></Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>`)
}
func FuzzFlatODF(f *testing.F) {
	fuzzKind(f, kindFlatODF, "a.fods", `<office:document><office:automatic-styles><style:style name="h"><style:table-properties display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table name="S" style-name="h"><table:table-column visibility="collapse"/><table:table-row number-rows-repeated="9"><table:table-cell value-type="date" date-value="2020-01-02T00:00:00" number-columns-repeated="3"><text:p>x<text:s c="3"/><office:annotation><text:p>note</text:p></office:annotation></text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document>`)
}
func FuzzEMF(f *testing.F) {
	fuzzKind(f, kindEMF, "a.emf", "\x01\x00\x00\x00\x08\x00\x00\x00\x54\x00\x00\x00\x50\x00\x00\x00"+string(make([]byte, 80)))
}
func FuzzEML(f *testing.F) {
	fuzzKind(f, kindEML, "a.eml", "From: a@b.example\nTo: c@d.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nhello\n--x\nContent-Type: text/csv\n\na;b\n1;2\n--x--\n")
}

// Parts of packages: the fuzzer's bytes are one part of a good document.
func FuzzXLSXSheet(f *testing.F) {
	fuzzPart(f, kindXLSX, "xl/worksheets/sheet1.xml", xlsxParts(), `<worksheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c><c r="XFD1" s="1"><v>43831</v></c><c t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>`)
}
func FuzzXLSXStyles(f *testing.F) {
	fuzzPart(f, kindXLSX, "xl/styles.xml", xlsxParts(), `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="000\-0000;[Red]-0.0%;;@"/></numFmts><cellXfs><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>`)
}
func FuzzXLSXPivot(f *testing.F) {
	fuzzPart(f, kindXLSX, "xl/pivotCache/pivotCacheDefinition1.xml", xlsxParts(), `<pivotCacheDefinition><cacheFields><cacheField name="n"><sharedItems><s v="a"/><d v="2020-01-02T00:00:00"/><m/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>`)
}
func FuzzDOCX(f *testing.F) {
	fuzzPart(f, kindDOCX, "word/document.xml", docxParts(), `<w:document><w:body><w:p><w:r><w:t>a</w:t><w:tab/></w:r><w:del><w:r><w:delText>b</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl><mc:AlternateContent><mc:Choice/><mc:Fallback><w:t>d</w:t></mc:Fallback></mc:AlternateContent></w:body></w:document>`)
}

func fuzzPart(f *testing.F, k kind, part string, parts map[string]string, seed string) {
	f.Add([]byte(seed))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<20 {
			return
		}
		all := map[string]string{}
		for name, content := range parts {
			all[name] = content
		}
		all[part] = string(data)
		s := newSink(&fuzzSink{t: t}, job{path: "a", limits: Limits{Output: 64 << 20}})
		s.file = &file{path: "a", data: zipped(t, all)}
		if err := read(k, s.file, s); err != nil {
			_ = err.Error()
		}
		s.flush()
		if s.tainted {
			t.Fatal("a reader of a member panicked")
		}
	})
}

// FuzzAny reads whatever comes by its content, containers too. PDF is left to
// PDFium.
func FuzzAny(f *testing.F) {
	seeds, _ := filepath.Glob("testdata/[cl]*/*") // containers, legacy
	for _, path := range seeds {
		if data, err := os.ReadFile(path); err == nil && len(data) < 100_000 {
			f.Add(data)
		}
	}
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<20 || kindOf(&file{data: data}) == kindPDF {
			return
		}
		s := newSink(&fuzzSink{t: t}, job{path: "a", limits: Limits{Inflated: 64 << 20, File: 16 << 20, Output: 64 << 20, Members: 100}})
		s.read(data)
	})
}

// FuzzWorkerFrames has the parent's decoder read a lying worker.
func FuzzWorkerFrames(f *testing.F) {
	var e encoder
	e.row(inspect.Row{Place: inspect.Place{Path: "a", Line: 1}, Cells: []string{"x", "y"}, HiddenCells: []bool{true, false}})
	f.Add(e.b)
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, read := range []func(d *decoder){
			func(d *decoder) { d.row() }, func(d *decoder) { d.text() }, func(d *decoder) { d.unreadable() }, func(d *decoder) { d.job() },
		} {
			d := decoder{s: string(data)}
			read(&d)
		}
	})
}

func zipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(content))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const relationships = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`

func xlsxParts() map[string]string {
	return map[string]string{
		"[Content_Types].xml": `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels":         relationships + `<Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":     `<workbook><sheets><sheet name="Blad1" sheetId="1" r:id="r1"/></sheets><definedNames><definedName name="Leden">Blad1!A1</definedName></definedNames></workbook>`,
		"xl/_rels/workbook.xml.rels": relationships + `<Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
			<Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="x/styles" Target="styles.xml"/></Relationships>`,
		"xl/sharedStrings.xml":     `<sst><si><t>Naam</t></si><si><r><t>Jan</t></r><r><t> Smit</t></r><rPh><t>x</t></rPh></si></sst>`,
		"xl/styles.xml":            `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="000000000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>`,
		"xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": relationships + `<Relationship Id="r1" Type="x/pivotCacheRecords" Target="pivotCacheRecords1.xml"/></Relationships>`,
		"xl/pivotCache/pivotCacheRecords1.xml":               `<pivotCacheRecords><r><x v="0"/><n v="3"/></r><r><x v="9"/><x v="1"/></r></pivotCacheRecords>`,
	}
}

func docxParts() map[string]string {
	return map[string]string{
		"[Content_Types].xml": `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels":         relationships + `<Relationship Id="r1" Type="x/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml":   `<w:document/>`,
		"word/comments.xml":   `<w:comments><w:comment><w:p><w:r><w:t>opmerking</w:t></w:r></w:p></w:comment></w:comments>`,
	}
}
