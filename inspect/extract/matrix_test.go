package extract

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// placed is a word of a file with the place it must be found at.
type placed struct {
	word, where string
	hidden      bool
}

// find gives the places at which a word was found, texts before rows.
func (f *found) find(word string) (at []placed) {
	for _, t := range f.texts {
		if strings.Contains(t.Text, word) {
			at = append(at, placed{word, t.Place.String(), t.Hidden})
		}
	}
	for _, r := range f.rows {
		for i, c := range r.Cells {
			if strings.Contains(c, word) {
				at = append(at, placed{word, r.Place.String(), r.Hidden || i < len(r.HiddenCells) && r.HiddenCells[i]})
			}
		}
	}
	return at
}

// more is a package with further parts.
func more(t *testing.T, parts map[string]string, name ...string) []byte {
	for i := 0; i+1 < len(name); i += 2 {
		parts[name[i]] = name[i+1]
	}
	return zipped(t, parts)
}

const wordParagraph = `<w:p><w:r><w:t>%s</w:t></w:r></w:p>`

// TestWhereWordsHide is the table of formats and of what is hidden in them: the
// word must be found, at its place, and called hidden if nobody would see it.
func TestWhereWordsHide(t *testing.T) {
	inner := string(zipped(t, with(xlsxParts(), "xl/worksheets/sheet1.xml", `<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>Ingesloten</t></is></c></row></sheetData></worksheet>`)))
	slide := `<p:sld%s><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>%s</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>`
	utf16, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("naam\tplaats\nRenée\tÅlborg\nJoëlle\tMalmö\n")
	mac, _ := charmap.Macintosh.NewEncoder().String("naam;plaats\nRenée;Zürich\nJoëlle;Malmö\nZoë;Århus\nBjörn;Köln\n")
	for _, c := range []struct {
		name string
		data []byte
		want []placed
	}{
		{"very-hidden.xlsx", more(t, xlsxParts(), "xl/workbook.xml", `<workbook><sheets><sheet name="Diep" sheetId="1" state="veryHidden" r:id="r1"/></sheets></workbook>`),
			[]placed{{"Naam", "very-hidden.xlsx > Diep", true}}},
		{"sheet.xlsx", more(t, xlsxParts(), "xl/worksheets/sheet1.xml", `<worksheet><cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1" hidden="1"><c r="A1" t="inlineStr"><is><t>Rij</t></is></c></row>
			<row r="2"><c r="A2" t="inlineStr"><is><t>Open</t></is></c><c r="B2" t="inlineStr"><is><t>Kolom</t></is></c></row></sheetData><headerFooter><oddHeader>&amp;LKopregel</oddHeader></headerFooter></worksheet>`),
			[]placed{{"Rij", "sheet.xlsx > Blad1", true}, {"Open", "sheet.xlsx > Blad1", false}, {"Kolom", "sheet.xlsx > Blad1", true}, {"Kopregel", "sheet.xlsx > Blad1 header", false}, {"Leden", "sheet.xlsx > defined names", true}}},
		{"parts.xlsx", more(t, xlsxParts(),
			"xl/worksheets/_rels/sheet1.xml.rels", relationships+`<Relationship Id="r1" Type="x/comments" Target="../comments1.xml"/><Relationship Id="r2" Type="x/threadedComment" Target="../threadedComments/threadedComment1.xml"/></Relationships>`,
			"xl/comments1.xml", `<comments><commentList><comment ref="A1"><text><r><t>Notitie</t></r></text><mc:AlternateContent><mc:Choice><commentPr><anchor><from><col>7</col></from></anchor></commentPr></mc:Choice></mc:AlternateContent></comment></commentList></comments>`,
			"xl/pivotTables/pivotTable1.xml", `<pivotTableDefinition><pivotFields><pivotField name="Bijnaam"/></pivotFields></pivotTableDefinition>`,
			"xl/threadedComments/threadedComment1.xml", `<ThreadedComments><threadedComment ref="A1"><text>Gesprek</text></threadedComment></ThreadedComments>`,
			"xl/pivotCache/pivotCacheDefinition1.xml", `<pivotCacheDefinition><cacheFields><cacheField name="kop"><sharedItems><s v="Vergeten"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>`,
			"xl/externalLinks/externalLink1.xml", `<externalLink><externalBook><sheetDataSet><sheetData sheetId="0"><row r="2"><cell r="B2" t="str"><v>Elders</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>`,
			"xl/embeddings/book.xlsx", inner,
			"docProps/core.xml", `<cp:coreProperties><dc:title>Eigenschap</dc:title></cp:coreProperties>`),
			[]placed{{"Notitie\n", "parts.xlsx > Blad1 comments", true}, {"Gesprek", "parts.xlsx > Blad1 comments", true}, {"Vergeten", "parts.xlsx > pivot cache 1", true}, {"Bijnaam", "parts.xlsx > pivot table 1", true},
				{"Elders", "parts.xlsx > externallink1", true}, {"Ingesloten", "parts.xlsx > book.xlsx > Blad1", false}, {"Eigenschap", "parts.xlsx > properties", true}}},
		{"brief.docx", more(t, docxParts(),
			"word/document.xml", `<w:document><w:body><w:p><w:del><w:r><w:delText>Gewist</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>Onzichtbaar</w:t></w:r></w:p>
				<w:p><w:r><w:pict><v:textbox><w:txbxContent>`+fmt.Sprintf(wordParagraph, "Tekstvak")+`</w:txbxContent></v:textbox></w:pict></w:r></w:p><w:altChunk r:id="c1"/></w:body></w:document>`,
			"word/_rels/document.xml.rels", relationships+`<Relationship Id="c1" Type="x/aFChunk" Target="afchunk.html"/><Relationship Id="c2" Type="x/header" Target="header1.xml"/><Relationship Id="c3" Type="x/footnotes" Target="footnotes.xml"/></Relationships>`,
			"word/afchunk.html", `<html><body><p>Aanhangsel</p></body></html>`,
			"word/header1.xml", `<w:hdr>`+fmt.Sprintf(wordParagraph, "Briefhoofd")+`</w:hdr>`,
			"word/footnotes.xml", `<w:footnotes><w:footnote>`+fmt.Sprintf(wordParagraph, "Voetnoot")+`</w:footnote></w:footnotes>`,
			"word/embeddings/book.xlsx", inner,
			"docProps/custom.xml", `<Properties><property name="dossier"><vt:lpwstr>Eigenschap</vt:lpwstr></property></Properties>`),
			[]placed{{"Gewist", "brief.docx", true}, {"Onzichtbaar", "brief.docx", true}, {"Tekstvak", "brief.docx", false}, {"Aanhangsel", "brief.docx > afchunk.html", false}, {"Briefhoofd", "brief.docx > header1", false},
				{"Voetnoot", "brief.docx > footnotes", false}, {"opmerking", "brief.docx > comments", true}, {"Ingesloten", "brief.docx > book.xlsx > Blad1", false}, {"Eigenschap", "brief.docx > properties", true}}},
		{"dia.pptx", more(t, map[string]string{},
			"[Content_Types].xml", `<Types><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>`,
			"_rels/.rels", relationships+`<Relationship Id="r1" Type="x/officeDocument" Target="ppt/presentation.xml"/></Relationships>`,
			"ppt/presentation.xml", `<p:presentation><p:sldIdLst><p:sldId id="256" r:id="r1"/><p:sldId id="257" r:id="r2"/></p:sldIdLst></p:presentation>`,
			"ppt/_rels/presentation.xml.rels", relationships+`<Relationship Id="r1" Type="x/slide" Target="slides/slide1.xml"/><Relationship Id="r2" Type="x/slide" Target="slides/slide2.xml"/></Relationships>`,
			"ppt/slides/slide1.xml", fmt.Sprintf(slide, "", "Zichtbaar"), "ppt/slides/slide2.xml", fmt.Sprintf(slide, ` show="0"`, "Overgeslagen"),
			"ppt/slides/_rels/slide1.xml.rels", relationships+`<Relationship Id="r1" Type="x/notesSlide" Target="../notesSlides/notesSlide1.xml"/></Relationships>`,
			"ppt/notesSlides/notesSlide1.xml", strings.ReplaceAll(fmt.Sprintf(slide, "", "Spreektekst"), "p:sld", "p:notes")),
			[]placed{{"Zichtbaar", "dia.pptx > slide 1", false}, {"Overgeslagen", "dia.pptx > slide 2", true}, {"Spreektekst", "dia.pptx > slide 1 notes", true}}},
		{"web.mht", []byte("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x; type=\"text/html\"\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: a.htm\r\n\r\n<html><table><tr><td>Ren=C3=A9e</td><td>x</td></tr><tr style=3D\"display:none\"><td>Weg</td><td>y</td></tr></table>\r\n--x--\r\n"),
			[]placed{{"Renée", "web.mht > body", false}, {"Weg", "web.mht > body", true}}},
		{"oud.xls", []byte("<html><table><tr><td>Anna</td><td>Delft</td></tr><tr><td>Bram</td><td>Gouda</td></tr></table></html>"), []placed{{"Bram", "oud.xls", false}}},
		{"2003.xls", []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Dicht"><Table><Row><Cell><Data ss:Type="String">Anna</Data><Comment><Data>Notitie</Data></Comment></Cell></Row></Table><WorksheetOptions><Visible>SheetVeryHidden</Visible></WorksheetOptions></Worksheet></Workbook>`),
			[]placed{{"Anna", "2003.xls > Dicht", true}, {"Anna\nNotitie", "2003.xls > Dicht comments", true}}},
		{"blad.fods", []byte(`<office:document><office:meta><dc:title>Eigenschap</dc:title></office:meta><office:master-styles><style:header><text:p>Kopregel</text:p></style:header></office:master-styles><office:body><office:spreadsheet><table:table table:name="Open"><table:table-row>
			<table:table-cell><office:annotation><dc:creator>Schrijver</dc:creator><dc:date>2026-01-01T00:00:00</dc:date><text:p>Notitie</text:p></office:annotation><text:p>Anna</text:p></table:table-cell></table:table-row></table:table>
			<table:named-expressions><table:named-expression table:name="Naampje" table:expression="of:=&quot;Waarde&quot;"/></table:named-expressions></office:spreadsheet></office:body></office:document>`),
			[]placed{{"Eigenschap", "blad.fods > properties", true}, {"Kopregel", "blad.fods > header and footer", false}, {"Anna\nNotitie", "blad.fods > Open comments", true}, {"Schrijver", "blad.fods > Open comments", true},
				{"Naampje \"Waarde\"", "blad.fods > defined names", true}}},
		{"brief.rtf", []byte(`{\rtf1{\info{\title Titel}{\author Schrijver}}{\header Kopregel\par}Tekst{\deleted Gewist}{\v Onzichtbaar}{\*\annotation Notitie}{\footnote Voetnoot}\par}`),
			[]placed{{"Titel\nSchrijver", "brief.rtf > properties", true}, {"Kopregel", "brief.rtf > headers and footers", false}, {"Gewist", "brief.rtf", true}, {"Onzichtbaar", "brief.rtf", true},
				{"Notitie", "brief.rtf > comments", true}, {"Voetnoot", "brief.rtf > footnotes", false}}},
		// Made by LibreOffice and SheetJS.
		{"lo.xls", unpacked(t, "hidden.xls.gz"), []placed{{"ZZCAUTHOR\nZZPLAIN\nZZCOMMENT", "lo.xls > Open > comments", true}, {"ZZTEXTBOX", "lo.xls > Open > drawing", false}, {"ZZHIDCOL", "lo.xls > Open", true},
			{"ZZHIDROW", "lo.xls > Open", true}, {"ZZFILTROW", "lo.xls > Open", true}, {"ZZHIDSHEET", "lo.xls > Dicht", true}, {"ZZHEADER", "lo.xls > Open > header and footer", false}, {"ZZCUSTOM", "lo.xls > properties", true}}},
		{"js.xlsb", unpacked(t, "hidden.xlsb.gz"), []placed{{"ZZPLAIN\nZZCOMMENT", "js.xlsb > Open > comments", true}, {"ZZHIDROW", "js.xlsb > Open", true}, {"ZZHIDCOL", "js.xlsb > Open", true},
			{"ZZVERYHID", "js.xlsb > Zeer", true}, {"ZZMAIL@x.example", "js.xlsb > links", true}, {"ZZTITLE", "js.xlsb > core.xml", true}}},
		{"lo.ppt", unpacked(t, "hidden.ppt.gz"), []placed{{"ZZPLAIN", "lo.ppt > slide 1", false}, {"ZZCELL", "lo.ppt > slide 1", false}, {"ZZHIDSLIDE", "lo.ppt > slide 2", true}, {"ZZNOTES", "lo.ppt > slide 1 notes", true},
			{"ZZCOMMENT", "lo.ppt > slide 1 > comments", true}}},
		{"lo.doc", unpacked(t, "hidden.doc.gz"), []placed{{"ZZDELETED", "lo.doc", true}, {"ZZVANISH", "lo.doc", true}, {"ZZCOMMENT", "lo.doc > comments", true}, {"ZZTEXTBOX", "lo.doc > text boxes", false},
			{"ZZFOOTNOTE", "lo.doc > footnotes", false}, {"ZZENDNOTE", "lo.doc > endnotes", false}, {"ZZHEADER", "lo.doc > headers and footers", false}, {"ZZCELL", "lo.doc", false}, {"ZZDESCR", "lo.doc > properties", true}}},
		{"lijst.csv", []byte(utf16), []placed{{"Renée", "lijst.csv", false}, {"Malmö", "lijst.csv", false}}},
		{"mac.csv", []byte(mac), []placed{{"Zürich", "mac.csv", false}, {"Århus", "mac.csv", false}}},
	} {
		got := inside(t, c.name, "", c.data)
		if len(got.unread) > 0 {
			t.Errorf("%s: unreadable %+v", c.name, got.unread)
		}
		for _, w := range c.want {
			ok := false
			at := got.find(w.word)
			for _, p := range at {
				ok = ok || p == w
			}
			if !ok {
				t.Errorf("%s: %q is at %+v, want %s, hidden %v", c.name, w.word, at, w.where, w.hidden)
			}
		}
	}
}

// TestPicturesInOldFormats: what stands in a document of an old format goes the way
// of every picture, where they are wanted.
func TestPicturesInOldFormats(t *testing.T) {
	for name, read := range map[string]reader{"picture.xls.gz": readXLS, "picture.doc.gz": readOLE, "picture.ppt.gz": readOLE, "picture.rtf.gz": readRTF} {
		for _, wanted := range []bool{true, false} {
			out := &fakeOutput{}
			if err := read(&file{data: unpacked(t, name), pictures: wanted}, out); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			n := 0
			for _, c := range out.children {
				if img, detail := decodePicture(c.data); detail == "" && img.Bounds().Dx() == 200 && img.Bounds().Dy() == 100 {
					n++
				}
			}
			if wanted != (n > 0) {
				t.Errorf("%s: %d pictures, wanted %v", name, n, wanted)
			}
		}
	}
}

// TestNoteInACell: a note in a cell of a table is apart, and the row stays one.
func TestNoteInACell(t *testing.T) {
	got := inside(t, "a.rtf", "", []byte(`{\rtf1{\header{\trowd\cellx1\cellx2\intbl Club\cell Plaats\cell\row}}\trowd\cellx1\cellx2\intbl Jan{\footnote ziek}\cell 0612{\*\annotation let op}345678\cell\row\trowd\cellx1\cellx2\intbl Piet\cell 06\cell\row\pard Slot\par}`))
	wantCells(t, got, []string{"Club", "Plaats"}, []string{"Jan", "0612345678"}, []string{"Piet", "06"})
	for word, where := range map[string]string{"ziek": "a.rtf > footnotes", "let op": "a.rtf > comments", "Club": "a.rtf > headers and footers"} {
		if at := got.find(word); len(at) != 1 || at[0].where != where {
			t.Errorf("%q is at %+v", word, at)
		}
	}
}

// unpacked is a fixture of testdata/legacy.
func unpacked(t testing.TB, name string) []byte {
	t.Helper()
	packed, err := os.ReadFile(filepath.Join("testdata", "legacy", name))
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestReasonsAreDistinct has what cannot be read told apart.
func TestReasonsAreDistinct(t *testing.T) {
	for _, c := range []struct {
		name, data string
		why        inspect.Why
	}{
		{"a.cab", "MSCF\x00\x00\x00\x00", inspect.Damaged}, {"a.deb", "!<arch>\ndebian-binary\x00\x01\x02", inspect.Damaged}, {"a.cpio", "070701000000\x00\x01\x02", inspect.Damaged},
		{"a.arj", "\x60\xea\x28\x00", inspect.Unsupported}, {"a.lzh", "\x20\x00-lh5-\x00\x01", inspect.Unsupported}, {"a.sqlite", "SQLite format 3\x00\x10\x00", inspect.Damaged}, {"a.wk1", "\x00\x00\x02\x00\x06\x04\x06\x00", inspect.Unsupported},
		{"a.mdb", "\x00\x01\x00\x00Standard Jet DB\x00", inspect.Unsupported}, {"word2.doc", "\xdb\xa5\x2d\x00\x00\x00\x09\x40\x00\x00\x04\x00" + strings.Repeat("\x00", 400), inspect.Unsupported},
		{"a.pgp", "-----BEGIN PGP MESSAGE-----\n\nhQEMA", inspect.Encrypted}, {"a.gz", "\x1f\x8b\x08\x00", inspect.Damaged}, {"a.xlsx", "PK\x03\x04broken", inspect.Damaged},
	} {
		got := inside(t, c.name, "", []byte(c.data))
		if len(got.unread) != 1 || got.unread[0].Why != c.why {
			t.Errorf("%s: %+v, want %s", c.name, got.unread, c.why)
		}
	}
}

// TestHiddenWordsStayApart: what is hidden at two places of a line is not one word.
func TestHiddenWordsStayApart(t *testing.T) {
	run := `<w:r><w:rPr><w:vanish/></w:rPr><w:t>%s</w:t></w:r>`
	for name, data := range map[string][]byte{
		"a.rtf":  []byte(`{\rtf1 Beste{\deleted CPR 120385-1234} Jan, {\v 0612345678}groet\par}`),
		"b.rtf":  []byte(`{\rtf1\trowd\cellx1\intbl Beste{\v CPR 120385-1234}\par Jan{\v 0612345678}\cell\row\pard}`),
		"a.docx": more(t, docxParts(), "word/document.xml", `<w:document><w:body><w:p>`+fmt.Sprintf(run, "CPR 120385-1234")+`<w:r><w:t>Jan</w:t></w:r>`+fmt.Sprintf(run, "0612345678")+`</w:p></w:body></w:document>`),
	} {
		if at := inside(t, name, "", data).find("CPR 120385-1234 0612345678"); len(at) != 1 || !at[0].hidden {
			t.Errorf("%s: %+v", name, at)
		}
	}
}
