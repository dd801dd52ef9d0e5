package extract

import (
	"encoding/hex"
	"strconv"
	"strings"
	"testing"
)

// TestRTFText are single features: what is written, what is read.
func TestRTFText(t *testing.T) {
	for _, c := range []struct{ name, rtf, want string }{
		{"code page", `{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2}`, "Привет"},
		{"font charset", `{\rtf1\ansi{\fonttbl{\f0 Arial;}{\f1\fcharset238 Arial CE;}}\f0 caf\'e9 \f1 \'b3\'f3d\'9f}`, "café łódź"},
		{"two bytes", `{\rtf1\ansi{\fonttbl{\f0\fcharset128 MS Gothic;}}\f0 \'93\'fa\'96\'7b}`, "日本"},
		{"unicode", `{\rtf1\ansi\uc1 \u322?\u243?d\u378?}`, "łódź"},
		{"unicode, two to skip", `{\rtf1\ansi\uc2 \u322 ab\u243\'41\'42!}`, "łó!"},
		{"unicode, none to skip", `{\rtf1\ansi\uc0 \u322 abc}`, "łabc"},
		{"surrogates", `{\rtf1\ansi\uc1 \u-10179?\u-8704?}`, "😀"},
		{"negative", `{\rtf1\ansi \u-4064?}`, "\uf020"},
		{"symbols", `{\rtf1 a\~b\_c\{\}\\ \lquote x\rquote}`, "a b-c{}\\ ‘x’"},
		{"binary", "{\\rtf1 a{\\pict\\bin5 }}}}}\\par}b}", "ab"},
		{"unknown destination", `{\rtf1 a{\*\unknown secret}b}`, "ab"},
		{"line breaks", "{\\rtf1 a\r\nb\\\nc}", "ab\nc"},
	} {
		out := &fakeOutput{}
		if err := readRTF(&file{data: []byte(c.rtf)}, out); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if got := strings.TrimSpace(out.all()); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestRTFHidden(t *testing.T) {
	out := &fakeOutput{}
	rtf := `{\rtf1 offen {\v verborgen}{\deleted geloescht} \v an\v0  aus {\info{\author Erna Muster}}}`
	if err := readRTF(&file{data: []byte(rtf)}, out); err != nil {
		t.Fatal(err)
	}
	for words, hidden := range map[string]bool{"offen": false, "aus": false, "verborgen": true, "geloescht": true, "an": true, "Erna Muster": true} {
		if hiddenText(t, out, words) != hidden {
			t.Errorf("%q: hidden %v", words, !hidden)
		}
	}
}

// TestRTFObject finds a packaged file in an object, in hexadecimal and in
// binary.
func TestRTFObject(t *testing.T) {
	object := append([]byte{1, 5, 0, 0, 2, 0, 0, 0, 8, 0, 0, 0}, "Package\x00\x00\x00\x00\x00\x00\x00\x00\x00"...)
	native := ole10("liste.csv", "Navn;By")[4:]
	object = append(object, byte(len(native)), 0, 0, 0)
	object = append(object, native...)
	for name, data := range map[string]string{
		"hex":    hex.EncodeToString(object),
		"binary": "\\bin" + strconv.Itoa(len(object)) + " " + string(object),
	} {
		out := &fakeOutput{}
		err := readRTF(&file{data: []byte(`{\rtf1 a{\object\objemb{\*\objdata ` + data + `}}b}`)}, out)
		if err != nil || len(out.children) != 1 || out.children[0].name != "liste.csv" || string(out.children[0].data) != "Navn;By" {
			t.Errorf("%s: %v\n%s", name, err, out.dump())
		}
	}
}

// TestRTFHTML takes HTML out of RTF ([MS-OXRTFEX]).
func TestRTFHTML(t *testing.T) {
	rtf := `{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag <table><tr><td>}\htmlrtf {\htmlrtf0 Jos\'e9\htmlrtf \par}\htmlrtf0 {\*\htmltag </td></tr></table>}}`
	out := &fakeOutput{}
	if err := readRTF(&file{data: []byte(rtf)}, out); err != nil {
		t.Fatal(err)
	}
	if len(out.children) != 1 || !strings.Contains(string(out.children[0].data), "<table><tr><td>José</td></tr></table>") {
		t.Errorf("%s", out.dump())
	}
}

func TestRTFDamaged(t *testing.T) {
	for _, rtf := range []string{"", "no rtf", `{\rtf1 cut short`, `{\rtf1 {`} {
		if err := readRTF(&file{data: []byte(rtf)}, &fakeOutput{}); err == nil {
			t.Errorf("%q: no error", rtf)
		}
	}
	// Deeper than anybody writes: the words are still read.
	out := &fakeOutput{}
	deep := `{\rtf1 ` + strings.Repeat("{", 100000) + "tief" + strings.Repeat("}", 100000) + " flach}"
	if err := readRTF(&file{data: []byte(deep)}, out); err != nil || !strings.Contains(out.all(), "tief flach") {
		t.Errorf("%v, %q", err, out.all())
	}
}

func FuzzRTF(f *testing.F) {
	seedFixtures(f, "legacy/letter.rtf")
	f.Add([]byte(`{\rtf1\fromhtml1{\*\htmltag <b>}\u-10179?x{\object{\*\objdata 0105}}\trowd\cell\row\nestcell\nestrow}`))
	fuzzReader(f, readRTF)
}

// TestShapesInRTF: what a picture shows and what WordArt draws are properties.
func TestShapesInRTF(t *testing.T) {
	got := inside(t, "a.rtf", "", []byte(`{\rtf1 Zie{\*\shppict{\pict{\*\picprop{\sp{\sn wzDescription}{\sv Anna Vos}}{\sp{\sn fillColor}{\sv 4660}}}\pngblip 89504e47}}{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv Bo Berg}}}} dit\par}`))
	for word, want := range map[string]placed{"Anna Vos": {"Anna Vos", "a.rtf > descriptions", true}, "Bo Berg": {"Bo Berg", "a.rtf > drawing", false}, "Zie dit": {"Zie dit", "a.rtf", false}} {
		if at := got.find(word); len(at) != 1 || at[0] != want {
			t.Errorf("%q is at %+v", word, at)
		}
	}
	if strings.Contains(got.all(), "4660") || len(got.unread) > 0 {
		t.Errorf("%q %+v", got.all(), got.unread)
	}
}
