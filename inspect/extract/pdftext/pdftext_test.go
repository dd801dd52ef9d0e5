package pdftext

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// document writes objects, numbered from 1, with a table of cross-references.
// The first is the catalog.
func document(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R/Info 5 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, at)
	return b.Bytes()
}

func content(dict, s string) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dict, len(s), s)
}

// page is a document of one page with a content, resources beside the font F1,
// and more objects, the first of which is number 6.
func page(s, resources string, more ...string) []byte {
	return document(append([]string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>/F2 6 0 R>>" + resources + ">>>>",
		content("", s),
		"<</Title(Ledenlijst)/Author<FEFF005A006F00EB>>>",
	}, more...)...)
}

// packed turns a document of the kind above into one with a cross-reference
// stream, and the objects 1 to 3 and 5 in an object stream.
func packedDocument(objects ...string) []byte {
	var b, inside, index bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := map[int]int{}
	for _, n := range []int{1, 2, 3, 5} {
		fmt.Fprintf(&index, "%d %d ", n, inside.Len())
		inside.WriteString(objects[n-1] + " ")
	}
	write := func(n int, o string) {
		offsets[n] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, o)
	}
	write(4, objects[3])
	write(6, content(fmt.Sprintf("/Type/ObjStm/N 4/First %d/Filter/FlateDecode", index.Len()), deflated(index.String()+inside.String())))
	offsets[7] = b.Len()
	var rows bytes.Buffer
	above := make([]byte, 4)
	for n := range 8 { // PNG's "up" on every row
		row := []byte{1, byte(offsets[n] >> 8), byte(offsets[n]), 0}
		switch n {
		case 0:
			row = make([]byte, 4)
		case 1, 2, 3:
			row = []byte{2, 0, 6, byte(n - 1)}
		case 5:
			row = []byte{2, 0, 6, 3}
		}
		rows.WriteByte(2)
		for i := range row {
			rows.WriteByte(row[i] - above[i])
		}
		above = row
	}
	write(7, content("/Type/XRef/Size 8/W[1 2 1]/Root 1 0 R/Info 5 0 R/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>", deflated(rows.String())))
	fmt.Fprintf(&b, "startxref\n%d\n%%%%EOF", offsets[7])
	return b.Bytes()
}

func deflated(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

// read gives the text of the first page, and what is turned, with "/" before it.
func read(t testing.TB, data []byte) (string, error) {
	t.Helper()
	d, err := Open(data, Limits{})
	if err != nil {
		return "", err
	}
	p, err := d.Page(0, nil)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, c := range p.Chars {
		b.WriteString(cmp.Or(c.Text, string(c.Rune)))
	}
	for _, chars := range p.Turned {
		b.WriteByte('/')
		for _, c := range chars {
			b.WriteString(cmp.Or(c.Text, string(c.Rune)))
		}
	}
	for _, n := range p.Notes {
		b.WriteString("#" + n.Text)
	}
	return b.String(), nil
}

const composite = "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/DW 500/W[1[250 500]3 9 600]>>]/ToUnicode 7 0 R>>"

var toUnicodeMap = content("", "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000><FFFF> endcodespacerange\n1 beginbfchar <0001> <0020> endbfchar 2 beginbfrange <0002><0004><0041> <0005><0006>[<00660066> <D83DDE00>] endbfrange endcmap")

func TestPage(t *testing.T) {
	for _, c := range []struct{ name, content, resources, want string }{
		{"line", "BT /F1 10 Tf 50 700 Td (Jan de Wit) Tj ET", "", "Jan de Wit"},
		{"lines", "BT /F1 10 Tf 12 TL 50 700 Td (een) Tj T* (twee) Tj (\\(drie\\)) ' ET", "", "een\ntwee\n(drie)"},
		{"codes", "BT /F1 10 Tf (Zo\\353 \\200 <\\\n>) Tj <41e9 4> Tj ET", "", "Zoë € <>Aé@"},
		{"kerning", "BT /F1 10 Tf [(Ja)20(n)-300(Wit)] TJ ET", "", "Jan Wit"},
		{"spaced out", "BT /F1 10 Tf 4 Tc [(J a n)] TJ ET", "", "J a n"},
		{"spaced out too far", "BT /F1 10 Tf 5 Tc (Jan) Tj ET", "", "J a n"},
		{"spaced out in one word", "BT /F1 10 Tf 3 Tc (Jansen) Tj ET", "", "Jansen"},
		{"gap", "BT /F1 10 Tf 50 700 Td (Jan) Tj 40 0 Td (Wit) Tj ET", "", "Jan Wit"},
		{"twice", "BT /F1 10 Tf 50 700 Td (Jan) Tj 0.3 0 Td (Jan) Tj ET", "", "Jan"},
		{"hidden", "BT 3 Tr 1 1 1 rg /F1 10 Tf 5000 700 Td (Jan) Tj ET", "", "Jan"},
		{"turned", "BT /F1 10 Tf 0 1 -1 0 50 50 Tm (Jan) Tj ET q -1 0 0 -1 0 0 cm BT /F1 10 Tf (Wit) Tj ET Q", "", "/Jan/Wit"},
		{"state", "q /F1 10 Tf 2 0 0 2 0 0 cm BT (Jan) Tj ET Q /G gs BT 0 -50 Td <0002> Tj ET", "/ExtGState<</G<</Font[6 0 R 9]>>>>", "Jan\nA"},
		{"composite", "BT /F2 10 Tf <00020003000400010005> Tj ET", "", "ABC ff"},
		{"form", "/F1 10 Tf /X Do", "/XObject<</X 8 0 R>>", "inside"},
		{"spans", "BT /F1 10 Tf /Span <</ActualText(Jan)>> BDC (J) Tj (an) Tj EMC ( Wit) Tj ET", "", "Jan Wit"},
		{"ActualText tells something else", "BT /F1 9 Tf /Span<</ActualText(Piet)>> BDC (Jan) Tj EMC ET", "", "Jan#Piet"},
		{"told by ActualText", "BT /F2 10 Tf /Span <</ActualText<FEFF004A0061006E>>> BDC <00990098> Tj EMC ET", "", "Jan"},
		{"inline image", "BI /W 2 /H 2 /BPC 8 /CS /G ID )(Tj EI BT /F1 10 Tf (Jan) Tj ET", "", "Jan"},
		{"inline image, packed", "BI /W 2 /H 2 /BPC 8 /CS /G /F /Fl ID " + deflated("EI Q") + " EI BT /F1 10 Tf (Jan) Tj ET", "", "Jan"},
	} {
		got, err := read(t, page(c.content, c.resources, composite, toUnicodeMap, content("/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>", "BT /F1 9 Tf (inside) Tj ET")))
		if got != c.want || err != nil {
			t.Errorf("%s: %q, %v; want %q", c.name, got, err, c.want)
		}
	}
}

// TestPlaces holds the boxes of characters to the widths of Helvetica: J 0.5, ë
// 0.556 and n 0.556 of the size.
func TestPlaces(t *testing.T) {
	d, err := Open(page("q 2 0 0 2 10 20 cm BT /F1 10 Tf 1 Tc 50 Tz 5 6 Td (J\\353n) Tj ET Q", "", "null"), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.Page(0, nil)
	if err != nil || len(p.Chars) != 3 {
		t.Fatalf("%+v, %v", p, err)
	}
	for i, want := range [][2]float32{{20, 25}, {26, 31.56}, {32.56, 38.12}} {
		if c := p.Chars[i]; abs32(c.Left-want[0]) > 0.01 || abs32(c.Right-want[1]) > 0.01 || abs32(c.Top-c.Bottom-20) > 0.01 || c.Bottom > 32 || c.Top < 40 {
			t.Errorf("%c stands at %+v, want %v", c.Rune, c, want)
		}
	}
}

// TestStretches joins what stands side by side, and nothing else: the letter after a
// gap, two blanks or a wide one begins anew, and a kerned one does not.
func TestStretches(t *testing.T) {
	for _, c := range []struct {
		content, want string
		tail          float32
	}{
		{"(Jan de Wit) Tj", "Jan de Wit", 94.46},
		{"1 Tc (Jan) Tj", "Jan", 62.56},
		{"[(Ja)20(n)30(s)] TJ", "Jans", 65.62},
		{"[(Ja)-300(ns)] TJ", "Ja| |ns", 69.12},
		{"(Jan  de) Tj", "Jan| | |de", 77.24},
		{"5 Tw (Jan de) Tj", "Jan| |de", 79.46},
		{"(Zo\\353l is) Tj", "Zo|ë|l is", 74.45},
		{"[(ab)310(c)] TJ", "ab|c", 0},
	} {
		d, err := Open(page("BT /F1 10 Tf 50 700 Td "+c.content+" ET", "", "null"), Limits{})
		if err != nil {
			t.Fatal(err)
		}
		p, err := d.Page(0, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, ch := range p.Chars {
			got = append(got, cmp.Or(ch.Text, string(ch.Rune)))
		}
		last := p.Chars[len(p.Chars)-1]
		if s := strings.Join(got, "|"); s != c.want || c.tail > 0 && abs32(last.Tail-c.tail) > 0.01 {
			t.Errorf("%s: %q, the last begins at %v; want %q, %v", c.content, s, last.Tail, c.want, c.tail)
		}
	}
}

func abs32(f float32) float32 { return max(f, -f) }

func TestPacked(t *testing.T) {
	got, err := read(t, packedDocument(
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/Contents[4 0 R 4 0 R]/Resources<</Font<</F1<</Type/Font/Subtype/TrueType/BaseFont/Arial/Encoding/WinAnsiEncoding>>>>>>>>",
		content("/Filter[/ASCII85Decode]", "6<#'\\7PQ#@1a#b0+>GQ(+?(u.+B2ko-qIocCi:FtDfTZ).9(%)78s~>"), "<<>>"))
	if err != nil || !strings.Contains(got, "He") {
		t.Errorf("%q, %v", got, err)
	}
}

func TestUnclean(t *testing.T) {
	const line = "BT /F1 10 Tf 50 700 Td (Jan) Tj ET"
	good := string(page(line, "", "null"))
	replace := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("no %q", old)
		}
		return strings.Replace(good, old, new, 1)
	}
	for name, data := range map[string]string{
		"empty":             "",
		"leading bytes":     "x" + good,
		"no end":            strings.TrimSuffix(good, "%%EOF\n"),
		"trailing bytes":    good + "1 0 obj<<>>endobj",
		"moved object":      replace("3 0 obj\n<</Type/Page", "3 0 obj\n<</Dur 12/Type/Page"),
		"wrong length":      replace("/Length 34", "/Length 33"),
		"other length":      replace("/Length 34", "/Length 99"),
		"encrypted":         replace("/Root 1 0 R", "/Root 1 0 R/Encrypt<<>>"),
		"key twice":         replace("/MediaBox[0 0 595 842]", "/Contents 5 0 R  /Dur 1"),
		"count":             replace("/Count 1", "/Count 2"),
		"unknown operator":  replace("(Jan) Tj", "(Jan) Tx"),
		"outside a text":    replace("BT /F1", "ET /F1"),
		"no font":           replace("/F1 10 Tf", "/F9 10 Tf"),
		"unknown encoding":  replace("/WinAnsiEncoding", "/MacExpertEncoding"),
		"operands":          replace("50 700 Td", "5 0 700 Td"),
		"number":            replace("50 700 Td", "5- 700 Td"),
		"no catalog":        replace("/Type/Catalog", "/Type/Catalug"),
		"no end of object":  replace("endobj\n5 0 obj", "endxxx\n5 0 obj"),
		"generation":        replace("/Pages 2 0 R", "/Pages 2 1 R"),
		"font not embedded": replace("/BaseFont/Helvetica/", "/BaseFont/Helvetika/"),
		"hebrew":            string(page("BT /F1 9 Tf /F2 9 Tf (a) Tj ET", "", "<</Type/Font/Subtype/Type3/FontMatrix[1 0 0 1 0 0]/FirstChar 97/Widths[1]/Encoding<</Differences[97/alef]>>>>")),
		"xfa":               string(document("<</Type/Catalog/Pages 2 0 R/AcroForm<</XFA(x)>>>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page>>", "null", "null")),
		"page twice":        string(document("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>", "<</Type/Page>>", "null", "null")),
		"form in itself":    string(page("/X Do", "/XObject<</X 6 0 R>>", content("/Subtype/Form/BBox[0 0 9 9]", "/X Do"))),
		"empty ActualText":  string(page("BT /F2 10 Tf /Span <</ActualText()>> BDC <00990098> Tj EMC ET", "", composite, toUnicodeMap)),
		"NUL in ActualText": string(page("BT /F2 10 Tf /Span <</ActualText(J\\000)>> BDC <00990098> Tj EMC ET", "", composite, toUnicodeMap)),
		"inline image":      string(page("BI /W 3 /H 3 /BPC 8 /CS /G ID )(Tj  EI "+line, "", "null")),
		"inline jpeg":       string(page("BI /W 2 /H 2 /BPC 8 /CS /G /F /DCT ID xx EI "+line, "", "null")),
		"checksum":          string(page("/X Do", "/XObject<</X 6 0 R>>", content("/Subtype/Form/Filter/FlateDecode", deflated("n n n")[:len(deflated("n n n"))-1]+"\x77"))),
	} {
		if got, err := read(t, []byte(data)); !errors.Is(err, ErrUnclean) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if got, err := read(t, []byte(good)); err != nil || got != "Jan" {
		t.Errorf("good: %q, %v", got, err)
	}
}

// TestUpdate reads an object that was written again at the end.
func TestUpdate(t *testing.T) {
	data := page("BT /F1 10 Tf (Jan) Tj ET", "", "null")
	old := bytes.LastIndex(data, []byte("xref\n0"))
	at := len(data)
	update := content("", "BT /F1 10 Tf (Piet) Tj ET")
	data = fmt.Appendf(data, "4 0 obj\n%s\nendobj\n", update)
	table := len(data)
	data = fmt.Appendf(data, "xref\n4 1\n%010d 00000 n \ntrailer<</Size 7/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF", at, old, table)
	if got, err := read(t, data); got != "Piet" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}

func TestAnnotations(t *testing.T) {
	d, err := Open(document(
		"<</Type/Catalog/Pages 2 0 R/Outlines<</First 8 0 R>>/Names<</EmbeddedFiles<</Names[(a)<</F(leden.csv)/EF<</F 9 0 R>>>>]>>>>>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Annots[<</Subtype/Text/Contents(let op)/Rect[0 0 1 1]>><</Subtype/Link/A<</URI(mailto:jan@x.example)>>>>7 0 R<</Subtype/FileAttachment/FS<</UF(b.csv)/EF<</F 10 0 R>>>>>>]>>",
		"null", "<</Title(Ledenlijst)/Author<FEFF005A006F00EB>>>",
		"<</T(naam)/V(Jan)/Opt[(Jan)[(p)(Piet)]]>>",
		"<</Subtype/Widget/Parent 6 0 R/Rect[100 100 200 120]/AP<</N 11 0 R>>>>",
		"<</Title(Een)/Next 12 0 R>>",
		content("", "naam;plaats"), content("/Filter/FlateDecode", deflated("Jan;Delft")),
		content("/Subtype/Form/BBox[0 0 50 10]/Resources<</Font<</F<</Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>>>>>", "BT /F 10 Tf (Jan) Tj ET"),
		"<</Title(Twee)>>"), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.Page(0, nil)
	if err != nil || fmt.Sprint(p.Notes) != "[{let op false} {jan@x.example false} {Jan true} {Jan true} {Piet true}]" {
		t.Errorf("%v, %v", p.Notes, err)
	}
	if len(p.Chars) != 1 || p.Chars[0].Text != "Jan" || p.Chars[0].Left != 100 || p.Chars[0].Top < 110 {
		t.Errorf("%+v", p.Chars)
	}
	if titles, err := d.Outline(); err != nil || strings.Join(titles, " ") != "Een Twee" {
		t.Errorf("%q, %v", titles, err)
	}
	if info, err := d.Info(); err != nil || info["Author"] != "Zoë" {
		t.Errorf("%q, %v", info, err)
	}
	files, err := d.Attachments()
	if err != nil || len(files) != 2 {
		t.Fatalf("%v, %v", files, err)
	}
	for i, want := range []string{"leden.csv naam;plaats", "b.csv Jan;Delft"} {
		data, err := d.File(files[i], 1000)
		if got := files[i].Name + " " + string(data); got != want || err != nil {
			t.Errorf("%q, %v", got, err)
		}
		if _, err := d.File(files[i], 3); !errors.Is(err, ErrUnclean) {
			t.Errorf("over the limit: %v", err)
		}
	}
}

func TestLimits(t *testing.T) {
	bomb := page("/X Do /X Do", "/XObject<</X 6 0 R>>", content("/Subtype/Form/Filter/FlateDecode", deflated(strings.Repeat("n ", 1<<20))))
	for name, l := range map[string]Limits{"stream": {Stream: 1 << 20}, "all": {Inflated: 3 << 20}, "operators": {Operators: 3 << 19}, "objects": {Objects: 3}} {
		d, err := Open(bomb, l)
		if err == nil {
			_, err = d.Page(0, nil)
		}
		if !errors.Is(err, ErrUnclean) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := read(t, bomb); err != nil {
		t.Error(err)
	}
}

func FuzzDocument(f *testing.F) {
	f.Add(page("BT /F1 10 Tf 50 700 Td [(Jan)-300(Wit)] TJ ET /X Do", "/XObject<</X 8 0 R>>", composite, toUnicodeMap, content("/Subtype/Form/BBox[0 0 9 9]", "BI /W 2 /H 2 /BPC 8 /CS /G ID )(Tj EI")))
	f.Add(packedDocument("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Contents 4 0 R>>", content("", "q Q"), "<<>>"))
	f.Add(packedDocument("<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R]/D<</BaseState/OFF/ON[]/OFF[5 0 R]>>>>>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>/Properties<</L 5 0 R/M<</Type/OCMD/OCGs[5 0 R]/P/AnyOn>>>>>>>>",
		content("", "/OC/L BDC BT /F1 10 Tf 50 700 Td (Jan) Tj ET /OC/M BDC EMC EMC"), "<</Type/OCG/Name(a)>>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Open(data, Limits{Stream: 1 << 20, Inflated: 8 << 20, Operators: 100_000})
		if err != nil {
			return
		}
		for i := range min(d.Pages(), 3) {
			p, err := d.Page(i, nil)
			if err != nil && !errors.Is(err, ErrUnclean) {
				t.Fatal(err)
			}
			for _, c := range slices.Concat(append(p.Hidden, p.Chars)...) {
				if c.Rune == 0 || c.Rune == unknown || c.Left != c.Left || c.Top < c.Bottom || c.Text != "" && !(c.Left <= c.Tail && c.Tail <= c.Right) {
					t.Fatalf("%+v", c)
				}
			}
		}
		d.Outline()
		d.Info()
		d.Metadata()
		files, _ := d.Attachments()
		for _, a := range files {
			d.File(a, 1000)
		}
	})
}
