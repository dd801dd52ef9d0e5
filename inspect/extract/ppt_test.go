package extract

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"io"
	"os"
	"slices"
	"testing"

	"github.com/postlock/postlock/inspect"
)

func TestReadPPT(t *testing.T) {
	packed, err := os.ReadFile("testdata/legacy/talk.ppt.gz")
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
	out := &fakeOutput{}
	if err := readOLE(&file{data: data}, out); err != nil {
		t.Fatal(err)
	}
	if got := rowsOf(out, "slide 1"); !slices.Equal(got, []string{"Nom|Téléphone", "Zoé Exemple|01 99 00 12 34"}) {
		t.Errorf("table: %q", got)
	}
	if hiddenText(t, out, "Réunion façade Łódź") || !hiddenText(t, out, "note orale cachée") {
		t.Errorf("title or notes\n%s", out.dump())
	}
}

func pptAtom(typ, instance int, body []byte) []byte {
	b := []byte{byte(instance << 4), byte(instance >> 4), byte(typ), byte(typ >> 8)}
	return append(binary.LittleEndian.AppendUint32(b, uint32(len(body))), body...)
}

func pptContainer(typ int, inside ...[]byte) []byte {
	b := pptAtom(typ, 0, slices.Concat(inside...))
	b[0] |= 0xF
	return b
}

// TestPPTSaves reads a presentation saved twice: the slide the second save no
// longer uses is hidden, comments too.
func TestPPTSaves(t *testing.T) {
	old := pptContainer(pptSlide, pptAtom(pptTextBytes, 0, []byte("gammel deltager")))
	current := pptContainer(pptSlide, pptAtom(pptTextChars, 0, utf16Bytes("ny deltager")),
		pptContainer(0x138A, pptAtom(pptCString, 0, utf16Bytes("___PPT10")), // as PowerPoint 2002 and later keep them
			pptAtom(pptBinaryTag, 0, pptContainer(pptComment, pptAtom(pptCString, 0, utf16Bytes("en bemærkning"))))))
	doc := append(old, current...)
	dir := len(doc)
	doc = append(doc, pptAtom(pptPersistDir, 0, []byte{1, 0, 0x10, 0, byte(len(old)), 0, 0, 0})...)
	edit := len(doc)
	atom := make([]byte, 28)
	binary.LittleEndian.PutUint32(atom[12:], uint32(dir))
	doc = append(doc, pptAtom(pptUserEdit, 0, atom)...)
	user := make([]byte, 20)
	binary.LittleEndian.PutUint32(user[16:], uint32(edit))
	out := &fakeOutput{}
	if err := readOLE(&file{data: buildOLE(oleStream{"PowerPoint Document", doc}, oleStream{"Current User", user})}, out); err != nil {
		t.Fatal(err)
	}
	if !hiddenText(t, out, "gammel deltager") || hiddenText(t, out, "ny deltager") || !hiddenText(t, out, "en bemærkning") {
		t.Errorf("\n%s", out.dump())
	}
	// With an encryption session it is not read.
	encrypted := make([]byte, 32)
	encrypted[28] = 1
	doc = append(doc[:edit:edit], pptAtom(pptUserEdit, 0, encrypted)...)
	out = &fakeOutput{}
	if err := readOLE(&file{data: buildOLE(oleStream{"PowerPoint Document", doc}, oleStream{"Current User", user})}, out); err != nil {
		t.Fatal(err)
	}
	if len(out.unread) != 1 || out.unread[0].Why != inspect.Encrypted || len(out.texts) != 0 {
		t.Errorf("encrypted\n%s", out.dump())
	}
}

func FuzzPPT(f *testing.F) {
	slide := pptContainer(pptSlide, pptAtom(pptTextBytes, 0, []byte("text")), pptContainer(pptGroup, pptContainer(pptShape, pptAtom(pptChildAnchor, 0, make([]byte, 16)), pptAtom(pptTextBytes, 0, []byte("a")))))
	f.Add(append(slide, pptAtom(pptOLEObject, 1, []byte{1, 0, 0, 0, 0x78, 0x9c})...), make([]byte, 20))
	f.Fuzz(func(t *testing.T, doc, user []byte) {
		out := &fakeOutput{limit: 10000}
		_ = readOLE(&file{data: buildOLE(oleStream{"PowerPoint Document", doc}, oleStream{"Current User", user})}, out)
		checkOutput(t, out)
	})
}
