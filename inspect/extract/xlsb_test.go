package extract

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
)

// brt is a record: type and length in groups of seven bits.
func brt(id int, body ...byte) []byte {
	b := []byte{byte(id)}
	if id >= 0x80 {
		b = []byte{byte(id&0x7F | 0x80), byte(id >> 7)}
	}
	for n := len(body); ; n >>= 7 {
		if n < 0x80 {
			b = append(b, byte(n))
			break
		}
		b = append(b, byte(n&0x7F|0x80))
	}
	return append(b, body...)
}

func xlWide(s string) []byte {
	u := utf16Bytes(s)
	return append(binary.LittleEndian.AppendUint32(nil, uint32(len(u)/2)), u...)
}

func u32s(v ...uint32) (b []byte) {
	for _, n := range v {
		b = binary.LittleEndian.AppendUint32(b, n)
	}
	return b
}

// xlsbFixture has a visible and a hidden sheet, a hidden row and column, a
// comment, a date, shared and short cells.
func xlsbFixture() []byte {
	date := slices.Concat(u32s(1, 1), binary.LittleEndian.AppendUint64(nil, math.Float64bits(30741)))
	rowHidden := slices.Concat(u32s(4, 0), []byte{0, 0, 0, 0x10, 0})
	return buildZip(map[string][]byte{
		"xl/_rels/workbook.bin.rels": []byte(`<Relationships><Relationship Id="r1" Target="worksheets/sheet1.bin"/><Relationship Id="r2" Target="/xl/worksheets/sheet2.bin"/></Relationships>`),
		"xl/workbook.bin": slices.Concat(brt(brtBookProps, u32s(0)...),
			brt(brtBundleSheet, slices.Concat(u32s(0, 1), xlWide("r1"), xlWide("Liste"))...),
			brt(brtBundleSheet, slices.Concat(u32s(2, 2), xlWide("r2"), xlWide("Skjult"))...)),
		"xl/sharedStrings.bin": brt(brtSharedItem, append([]byte{0}, xlWide("Åse")...)...),
		"xl/styles.bin":        slices.Concat(brt(brtBeginCellXFs, u32s(2)...), brt(brtStyle, 0, 0, 0, 0), brt(brtStyle, 0, 0, 14, 0), brt(brtEndCellXFs)),
		"xl/worksheets/sheet1.bin": slices.Concat(brt(brtColumn, append(u32s(1, 1, 100, 0), 1, 0)...),
			brt(brtRow, append(u32s(0, 0), 0, 0, 0, 0, 0)...), brt(brtCellShared, u32s(0, 0, 0)...), brt(brtCellReal, date...),
			brt(brtShortString, append(u32s(0), xlWide("kort")...)...),
			brt(brtRow, rowHidden...), brt(brtCellString, append(u32s(2, 0), xlWide("skjult række")...)...)),
		"xl/worksheets/sheet2.bin": slices.Concat(brt(brtRow, append(u32s(0, 0), 0, 0, 0, 0, 0)...), brt(brtCellRk, u32s(0, 0, 42<<2|2)...)),
		"xl/comments1.bin":         brt(brtCommentText, append([]byte{0}, xlWide("en note")...)...),
		"xl/embeddings/a.xlsx":     []byte("PK"),
	})
}

func buildZip(files map[string][]byte) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range files {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func TestReadXLSB(t *testing.T) {
	out := &fakeOutput{}
	if err := readXLSB(&file{path: "a.xlsb", data: xlsbFixture()}, out); err != nil {
		t.Fatal(err)
	}
	if got := rowsOf(out, "Liste"); !slices.Equal(got, []string{"Åse|1984-02-29|kort", "||skjult række"}) {
		t.Errorf("rows %q", got)
	}
	if got := rowsOf(out, "Skjult"); !slices.Equal(got, []string{"42"}) {
		t.Errorf("hidden sheet %q", got)
	}
	for _, r := range out.rows {
		if want := r.Place.Part == "Skjult" || r.Place.Line == 5; r.Hidden != want {
			t.Errorf("%s line %d: hidden %v", r.Place, r.Place.Line, r.Hidden)
		}
		if r.Place.Part == "Liste" && !r.HiddenCells[1] {
			t.Errorf("the hidden column is not marked: %v", r.HiddenCells)
		}
	}
	if !hiddenText(t, out, "en note") {
		t.Error("the comment is not hidden")
	}
	if len(out.children) != 1 || out.children[0].name != "a.xlsx" {
		t.Errorf("children\n%s", out.dump())
	}
}

// TestXLSBBomb unpacks to more than the limit: it is said, not read.
func TestXLSBBomb(t *testing.T) {
	data := buildZip(map[string][]byte{"xl/workbook.bin": bytes.Repeat(brt(1), 1<<20)})
	out := &fakeOutput{}
	f := &file{data: data}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	b := newXLSB(f, out, z)
	b.left = 1000
	if err := b.give(z); err != nil || len(out.unread) != 1 || out.unread[0].Why != inspect.OverLimit {
		t.Errorf("%v\n%s", err, out.dump())
	}
}

func TestXLSBDamaged(t *testing.T) {
	data := buildZip(map[string][]byte{"xl/workbook.bin": brt(brtBookProps, 1, 2, 3, 4)[:4]})
	if err := readXLSB(&file{data: data}, &fakeOutput{}); err == nil || !strings.Contains(err.Error(), "workbook.bin") {
		t.Errorf("cut record: %v", err)
	}
}

// FuzzXLSB fuzzes the records of each kind of part.
func FuzzXLSB(f *testing.F) {
	f.Add(brt(brtBundleSheet, slices.Concat(u32s(0, 1), xlWide("r1"), xlWide("L"))...), brt(brtShortString, append(u32s(0), xlWide("k")...)...), brt(brtPivotField, xlWide("x")...))
	f.Fuzz(func(t *testing.T, workbook, sheet, pivot []byte) {
		out := &fakeOutput{limit: 10000}
		_ = readXLSB(&file{data: buildZip(map[string][]byte{"xl/workbook.bin": workbook, "xl/styles.bin": workbook, "xl/sharedStrings.bin": workbook,
			"xl/worksheets/sheet1.bin": sheet, "xl/comments1.bin": sheet, "xl/externalLinks/e1.bin": sheet,
			"xl/pivotCache/pivotCacheDefinition1.bin": pivot, "xl/pivotCache/pivotCacheRecords1.bin": sheet})}, out)
		checkOutput(t, out)
	})
}
