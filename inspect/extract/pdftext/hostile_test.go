package pdftext

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

const helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"

// aForm is a form of its own font with a text.
func aForm(dict, text string) string {
	return content(dict+"/BBox[0 0 99 99]/Resources<</Font<</F "+helvetica+">>>>", "BT /F 9 Tf ("+text+") Tj ET")
}

// lying maps every digit to "x".
var lying = content("", "1 beginbfrange <30><39>[<78><78><78><78><78><78><78><78><78><78>] endbfrange")

// TestSeen holds that what a viewer shows is read.
func TestSeen(t *testing.T) {
	for _, c := range []struct {
		name, content, resources string
		more                     []string
		want                     string
	}{
		{"narrow digits set one by one", "BT /F1 10 Tf (1) Tj 4.82 0 Td (1) Tj 4.82 0 Td (1) Tj ET", "", nil, "111"},
		{"pattern", "/Pattern cs /P scn 0 0 9 9 re f", "/Pattern<</P 6 0 R>>", []string{aForm("/PatternType 1", "12345")}, "12345"},
		{"soft mask", "/G gs 0 0 9 9 re f", "/ExtGState<</G<</SMask<</S/Luminosity/G 6 0 R>>>>>>", []string{aForm("/Subtype/Form", "12345")}, "12345"},
		{"standard font, lying ToUnicode", "BT /F2 10 Tf (12a) Tj ET", "", []string{"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 7 0 R>>", lying}, "12a"},
		{"other font, lying ToUnicode", "BT /F2 10 Tf (12a) Tj ET", "", []string{"<</Type/Font/Subtype/TrueType/BaseFont/Verdana/Encoding/WinAnsiEncoding/FirstChar 0/Widths[" + strings.Repeat("600 ", 256) + "]/ToUnicode 7 0 R>>", lying}, "12a"},
	} {
		if got, err := read(t, page(c.content, c.resources, c.more...)); got != c.want || err != nil {
			t.Errorf("%s: %q, %v; want %q", c.name, got, err, c.want)
		}
	}
}

// TestDoubt holds that what readers take for different things is for PDFium.
func TestDoubt(t *testing.T) {
	const line = "BT /F1 10 Tf 50 700 Td (Jan) Tj ET"
	good := string(page(line, "", "null"))
	replace := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("no %q", old)
		}
		return strings.Replace(good, old, new, 1)
	}
	unlisted := "4 0 obj\n" + content("", "BT /F1 10 Tf (Piet) Tj ET") + "\nendobj\n"
	hebrew := content("", "1 beginbfchar <61> <05D0> endbfchar")
	for name, data := range map[string]string{
		"newer object, not listed": replace("xref\n0", unlisted+"xref\n0"),
		"size too small":           replace("/Size 7", "/Size 6"),
		"entries not of 20 bytes":  replace(" 65535 f \n", " 65535 f\n"),
		"white space to some":      replace("/MediaBox[0 0 595 842]", "/Contents\x80 5 0 R/R(123456)"),
		"large integer":            replace("50 700 Td", "4294967296 0 Td"),
		"far away":                 replace("50 700 Td", "5000000 700 Td"),
		"tiny":                     replace("/F1 10 Tf", "/F1 .001 Tf"),
		"Q in a text":              replace("50 700 Td", "Q 50 700 Td"),
		"hebrew in a Latin font":   string(page("BT /F2 9 Tf (a) Tj ET", "", "<</Type/Font/Subtype/TrueType/BaseFont/Helvetica/FontDescriptor<</FontFile2 5 0 R>>/Encoding/WinAnsiEncoding/FirstChar 97/Widths[500]/ToUnicode 7 0 R>>", hebrew)),
		"turned ActualText":        string(page("BT /F2 9 Tf 0 1 -1 0 9 9 Tm <0002> Tj /Span <</ActualText(Jan)>> BDC <0099> Tj EMC ET", "", composite, toUnicodeMap)),
		"spacing of a form's text": string(page("BT -20 Tc ET /X Do", "/XObject<</X 6 0 R>>", aForm("/Subtype/Form", "321"))),
		"form without resources":   string(page("/X Do", "/XObject<</X 6 0 R>>", content("/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Y 7 0 R>>>>", "/Y Do"), content("/Subtype/Form/BBox[0 0 9 9]", line))),
		"symbols":                  string(page("BT /F2 9 Tf (a) Tj ET", "", "<</Type/Font/Subtype/Type1/BaseFont/Symbol/Encoding/WinAnsiEncoding/FirstChar 97/Widths[500]>>")),
		"negative width":           string(page("BT /F2 9 Tf (a) Tj ET", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/FirstChar 97/Widths[-500]>>")),
		"inline image, two widths": string(page("BI /W 2 /Width 30 /H 2 /BPC 8 /CS /G ID abcd EI "+line, "", "null")),
		"inline image, W twice":    string(page("BI /W 2 /W 30 /H 2 /BPC 8 /CS /G ID abcd EI "+line, "", "null")),
		"inline image, longer":     string(page("BI /W 1 /H 1 /BPC 8 /CS /G /F /Fl ID "+deflated("xEI Q")+" EI "+line, "", "null")),
		"appearance without a state": string(document("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
			"<</Type/Page/Annots[<</Subtype/Widget/V/a/Rect[0 0 99 99]/AP<</N<</a 6 0 R>>>>>>]>>", "null", "null", aForm("/Subtype/Form", "1"))),
	} {
		if got, err := read(t, []byte(data)); !errors.Is(err, ErrUnclean) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

// TestAnnotationLooks draws what stands in a box of no size, and counts the pictures of
// an annotation; what a viewer makes of rich text is a note.
func TestAnnotationLooks(t *testing.T) {
	d, err := Open(document("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Annots[<</Subtype/Stamp/Rect[0 0 99 99]/AP<</N 6 0 R>>>><</Subtype/Stamp/Rect[0 0 99 99]/AP<</N 7 0 R>>>><</Subtype/FreeText/RC(<p>12 &lt; 34</p>)>>]>>", "null", "null",
		content("/Subtype/Form/BBox[0 0 0 0]/Resources<</Font<</F "+helvetica+">>>>", "BT /F 9 Tf (123) Tj ET"),
		content("/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I 8 0 R>>>>", "/I Do"), content("/Subtype/Image/Width 1/Height 1", "x")), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.Page(0, nil)
	if err != nil || len(p.Chars) != 1 || p.Chars[0].Text != "123" || p.Pictures != 1 || fmt.Sprint(p.Notes) != "[{12 < 34 false}]" {
		t.Errorf("%+v, %v", p, err)
	}
}

// TestInvisible draws an annotation whose flag hides only unknown kinds.
func TestInvisible(t *testing.T) {
	got, err := read(t, document("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Annots[<</Subtype/FreeText/F 1/Rect[0 0 99 99]/AP<</N 6 0 R>>>>]>>", "null", "null", aForm("/Subtype/Form", "12345")))
	if got != "12345" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}

// TestAssociated lists the files of AF, and textString's language codes.
func TestAssociated(t *testing.T) {
	d, err := Open(document("<</Type/Catalog/Pages 2 0 R/AF[<</F<FEFF0061001B0065006E001B0062>/EF<</DOS 6 0 R>>>>]>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page>>", "null", "null", content("", "x")), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if files, err := d.Attachments(); err != nil || len(files) != 1 || files[0].Name != "ab" {
		t.Errorf("%+v, %v", files, err)
	}
}

// TestWork has pages that ask for the same work again and again.
func TestWork(t *testing.T) {
	blank := content("/Subtype/Form/BBox[0 0 9 9]", strings.Repeat(" ", 1<<20))
	pixel := "BI /W 1 /H 1 /BPC 8 /CS /G /F /Fl ID " + deflated("x") + " EI\n"
	for name, c := range map[string]struct {
		data  []byte
		clean bool
	}{
		"raw form":      {page(strings.Repeat("/X Do ", 10_000), "/XObject<</X 6 0 R>>", blank), false},
		"inline images": {page(strings.Repeat(pixel, 20_000), "", "null"), true},
		"glyph name":    {page("BT /F2 9 Tf ET", "", "<</Type/Font/Subtype/Type3/FontMatrix[1 0 0 1 0 0]/Widths[1]/Encoding<</Differences[97/"+strings.Repeat("a_", 1<<18)+"]>>>>"), true},
		"ligatures": {page("BT /F2 9 Tf ("+strings.Repeat("0", 50_000)+") Tj ET", "", "<</Type/Font/Subtype/Type3/FontMatrix[1 0 0 1 0 0]/FirstChar 48/Widths[1]/ToUnicode 7 0 R>>",
			content("", "1 beginbfchar <30> <"+strings.Repeat("0061", 60)+"> endbfchar")), false},
		"items": {page("/A "+strings.Repeat("[[]", 20)+strings.Repeat("[]", 1<<20), "", "null"), false},
	} {
		start := time.Now()
		if _, err := read(t, c.data); (err == nil) != c.clean {
			t.Errorf("%s: %v", name, err)
		}
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%s took %v", name, d)
		}
	}
}

// TestMoved has no reader shift a table that begins at 1.
func TestMoved(t *testing.T) {
	data := page("BT /F1 10 Tf (Jan) Tj ET", "", "null")
	data = bytes.Replace(data, []byte("xref\n0 7\n"), []byte("xref\n1 7\n"), 1)
	if got, err := read(t, data); !errors.Is(err, ErrUnclean) {
		t.Error(fmt.Sprintf("%q", got), err)
	}
}
