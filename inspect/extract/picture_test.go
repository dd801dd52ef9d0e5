package extract

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/tiff"
)

// classList is of twenty children who do not exist.
func classList() [][]string {
	rows := [][]string{{"Naam", "Geboren", "Adres", "Telefoon"}}
	for i, name := range strings.Split("Freja Møller,Emil Christensen,Ida Sørensen,Noah Thomsen,Sanne de Boer,Daan Jansen,Fatima El Amrani,Bram Visser,"+
		"Noor Bakker,Thijs van Dijk,Lotte Smit,Sem Meijer,Amira Yilmaz,Jesse de Groot,Eva Mulder,Finn Bos,Jürgen Müller,Anna Schmidt,Lukas Weber,Mila Vos", ",") {
		streets := strings.Fields("Dorpsstraat Kerkweg Lindelaan Molenpad Eikenhof Stationsweg Hogeweg")
		rows = append(rows, []string{name, fmt.Sprintf("%02d-%02d-%d", 1+i*7%28, 1+i*5%12, 2012+i%4), fmt.Sprintf("%s %d", streets[i%7], 3+i*4), fmt.Sprintf("06-%08d", 21340917+i*3370013)})
	}
	return rows
}

// photographed draws a table as a scanner would give it: black on white, size
// in pixels a line, with rulings or without.
func photographed(t testing.TB, rows [][]string, size int, ruled bool) *image.Gray {
	t.Helper()
	parsed, err := opentype.Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingFull})
	if err != nil {
		t.Fatal(err)
	}
	wide, high := 11*size, 2*size
	img := image.NewGray(image.Rect(0, 0, wide*len(rows[0])+4*size, high*len(rows)+4*size))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	d := font.Drawer{Dst: img, Src: image.Black, Face: face}
	for y, r := range rows {
		for x, cell := range r {
			left, top := 2*size+x*wide, 2*size+y*high
			d.Dot = fixed.P(left+size/2, top+high*2/3)
			d.DrawString(cell)
			if ruled {
				for _, line := range []image.Rectangle{image.Rect(left, top, left+wide, top+1), image.Rect(left, top, left+1, top+high),
					image.Rect(left, top+high, left+wide, top+high+1), image.Rect(left+wide, top, left+wide+1, top+high)} {
					draw.Draw(img, line, image.Black, image.Point{}, draw.Src)
				}
			}
		}
	}
	return img
}

// turned is a picture on its side, askew or on its head.
func turned(g *image.Gray, at func(x, y int) (int, int), w, h int) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			if p := image.Pt(at(x, y)); p.In(g.Rect) {
				out.SetGray(x, y, g.GrayAt(p.X, p.Y))
			} else {
				out.SetGray(x, y, color.Gray{0xff})
			}
		}
	}
	return out
}

func asPNG(t testing.TB, img image.Image) []byte {
	return encoded(t, func(w io.Writer) error { return png.Encode(w, img) })
}

func encoded(t testing.TB, encode func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// scanned is a PDF whose only content is a picture.
func scanned(t testing.TB, img *image.Gray) []byte {
	data := encoded(t, func(w io.Writer) error { return jpeg.Encode(w, img, &jpeg.Options{Quality: 85}) })
	w, h := img.Rect.Dx(), img.Rect.Dy()
	const content = "q 595 0 0 842 0 0 cm /I Do Q"
	var b bytes.Buffer
	fmt.Fprintf(&b, "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"+
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>endobj\n"+
		"4 0 obj<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length %d>>stream\n", w, h, len(data))
	b.Write(data)
	fmt.Fprintf(&b, "\nendstream endobj\n5 0 obj<</Length %d>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF", len(content), content)
	return b.Bytes()
}

// pictured reads a file of a message that asks for its pictures.
func pictured(t testing.TB, p *Pool, name string, data []byte, want *inspect.Pictures) *found {
	t.Helper()
	var f found
	if err := p.Extract(t.Context(), inspect.File{Path: name, Name: name, Body: bytes.NewReader(data), Pictures: want}, &f); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return &f
}

func asked() *inspect.Pictures {
	return &inspect.Pictures{Languages: []string{"dan", "nld"}, Time: 10 * time.Minute}
}

// needTesseract skips where make did not install it.
func needTesseract(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("tesseract"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
}

// rightRows counts the rows of the list that were found whole.
func rightRows(got *found, want [][]string) (n int) {
	have := map[string]bool{}
	for _, r := range got.rows {
		have[strings.ReplaceAll(strings.Join(r.Cells, "|"), "-", "")] = true
	}
	for _, r := range want {
		if have[strings.ReplaceAll(strings.Join(r, "|"), "-", "")] { // a dash beside a digit is easily lost
			n++
		}
	}
	return n
}

// TestPicturesAreRead has lists read in all kinds of pictures, and in every place
// where pictures stand.
func TestPicturesAreRead(t *testing.T) {
	needTesseract(t)
	list := classList()
	page, screen := photographed(t, list, 30, false), photographed(t, list, 15, true)
	w, h := page.Rect.Dx(), page.Rect.Dy()
	pic := asPNG(t, screen)
	fax := encoded(t, func(w io.Writer) error { return tiff.Encode(w, page, &tiff.Options{Compression: tiff.Deflate}) })
	p := newTestPool(t, Options{Workers: 1})
	for _, c := range []struct {
		name, where string
		data        []byte
	}{
		{"scan.jpg", "scan.jpg", encoded(t, func(w io.Writer) error { return jpeg.Encode(w, page, nil) })},
		{"scan.tif", "scan.tif", fax},
		{"kant.png", "kant.png", asPNG(t, turned(page, func(x, y int) (int, int) { return y, h - 1 - x }, h, w))},
		{"scheef.png", "scheef.png", asPNG(t, turned(page, func(x, y int) (int, int) { return x, y + x/40 }, w, h+w/40))},
		{"scan.pdf", "scan.pdf > page 1", scanned(t, page)},
		{"lijst.docx", "lijst.docx > image1.png", zipped(t, with(docxParts(), "word/media/image1.png", string(pic)))},
	} {
		got := pictured(t, p, c.name, c.data, asked())
		n := rightRows(got, list)
		t.Logf("%s: %d of %d rows", c.name, n, len(list))
		if n < 18 || len(got.unread) > 0 || got.rows[3].Place.String() != c.where || got.rows[3].Hidden {
			t.Errorf("%s: %d of %d rows right, unreadable %v\n%s", c.name, n, len(list), got.unread, got.all())
		}
		if got := pictured(t, p, c.name, c.data, nil); len(got.rows) > 0 || len(stops(got.unread)) > 0 {
			t.Errorf("%s was read without being asked: %v, %v", c.name, got.cells(), got.unread)
		}
	}
}

func with(parts map[string]string, name, content string) map[string]string {
	parts[name] = content
	return parts
}

// TestPicturesThatAreNotRead are reported as such, and hold nothing.
func TestPicturesThatAreNotRead(t *testing.T) {
	needTesseract(t)
	p := newTestPool(t, Options{Workers: 1})
	huge := binary.BigEndian.AppendUint32([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), 100_000)
	huge = append(binary.BigEndian.AppendUint32(huge, 100_000), "\x08\x00\x00\x00\x00"...)
	huge = binary.BigEndian.AppendUint32(huge, crc32.ChecksumIEEE(huge[12:]))
	none := &inspect.Pictures{Languages: []string{"tlh"}, Time: time.Minute}
	over := &inspect.Pictures{Languages: []string{"eng"}, Time: time.Nanosecond}
	list := asPNG(t, photographed(t, classList(), 15, false))
	for _, c := range []struct {
		name   string
		data   []byte
		want   *inspect.Pictures
		detail string
	}{
		{"bomb.png", huge, asked(), "larger than 50 megapixels"},
		{"broken.jpg", []byte("\xff\xd8\xff\xe0nothing"), asked(), "broken picture"},
		{"photo.heic", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), asked(), "a kind of picture that is not read"},
		{"language.png", list, none, "tesseract has none of the languages tlh"},
		{"late.png", list, over, "the time for the message's pictures was over"},
	} {
		got := pictured(t, p, c.name, c.data, c.want)
		if len(got.unread) != 1 || got.unread[0].Why != inspect.Picture || !strings.Contains(got.unread[0].Detail, c.detail) && c.want != over {
			t.Errorf("%s: %+v, want %s", c.name, got.unread, c.detail)
		}
	}
	icon := asPNG(t, photographed(t, [][]string{{"a"}}, 8, false))
	for name, data := range map[string][]byte{"icon.png": icon, "noise.png": asPNG(t, noise())} {
		if got := pictured(t, p, name, data, asked()); len(got.unread)+len(got.rows) > 0 {
			t.Errorf("%s: %v %v", name, got.unread, got.all())
		}
	}
}

// noise is a picture without words.
func noise() *image.Gray {
	r := rand.New(rand.NewPCG(1, 2))
	g := image.NewGray(image.Rect(0, 0, 300, 200))
	for i := range g.Pix {
		g.Pix[i] = uint8(128 + r.IntN(60) - 30 + 40*(i/300/50%2))
	}
	return g
}

// TestPicturesShareTheirTime: thirty photographs take no longer than the
// message may, and others are read meanwhile.
func TestPicturesShareTheirTime(t *testing.T) {
	needTesseract(t)
	p := newTestPool(t, Options{Workers: 1})
	data := asPNG(t, photographed(t, classList(), 15, false))
	pictures := map[string]string{}
	for i := range 30 {
		pictures[fmt.Sprintf("%02d.png", i)] = string(data)
	}
	want := &inspect.Pictures{Languages: []string{"eng"}, Time: 3 * time.Second}
	album := make(chan *found, 1)
	go func() { album <- pictured(t, p, "album.zip", zipped(t, pictures), want) }()
	for p.ocr.isIdle() { // until the first picture is being read
		if len(album) > 0 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	beside := extract(t, p, "lijst.csv", []byte("naam;plaats\nJan;Delft\nPiet;Gouda\n"))
	if len(beside.rows) != 3 || len(album) > 0 {
		t.Errorf("%d rows of another message, read %v the album", len(beside.rows), map[bool]string{true: "after", false: "beside"}[len(album) > 0])
	}
	got := <-album
	if len(got.unread) == 0 || len(stops(got.unread)) > 0 || want.Time > 0 || want.Time < -5*time.Second {
		t.Errorf("%d rows, unreadable %v, time left %v", len(got.rows), got.unread, want.Time)
	}
	if got := extract(t, p, "a.csv", []byte("a;b\n1;2\n")); len(got.rows) != 2 || len(p.ocr.lent) != 0 || len(p.slots) != 1 {
		t.Errorf("afterwards: %v, %d lent, %d slots", got.cells(), len(p.ocr.lent), len(p.slots))
	}
}

func (r *recogniser) isIdle() bool { return len(r.running) == 0 }

// TestTesseractIsConfined starts a shell where tesseract would be, which tries
// what it should not be able to do.
func TestTesseractIsConfined(t *testing.T) {
	p := newTestPool(t, Options{Workers: 1})
	for _, try := range []string{"cat /etc/passwd", "echo x > /tmp/postlock-escape", "exec 3<>/dev/tcp/127.0.0.1/22", "ls /", "kill -0 $PPID"} {
		shell, err := exec.LookPath("bash")
		if err != nil {
			t.Fatal(err)
		}
		p.ocr.program = shell
		out, err := p.tesseract(context.Background(), nil, "-c", "echo started; "+try+" && echo done")
		if !strings.Contains(string(out), "started") {
			t.Fatalf("the shell did not start: %v", err)
		}
		files := strings.HasPrefix(try, "cat") || strings.HasPrefix(try, "ls")
		if strings.Contains(string(out), "done") && !(files && landlockABI() == 0) {
			t.Errorf("%s: %s", try, out)
		}
	}
}

// FuzzSeenWords reads tables that a broken tesseract could write.
func FuzzSeenWords(f *testing.F) {
	f.Add([]byte("level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n5\t1\t1\t1\t1\t1\t10\t10\t40\t12\t96\tJan\n5\t1\t1\t1\t1\t2\t60\t11\t40\t12\t96.5\tSmit\n"))
	f.Add([]byte("5\t1\t1\t1\t1\t1\tNaN\t-1e9\t1e30\t12\tInf\tæ|\n5\t1\t1\t1\t1\t1\t0\t0\t1\t999999\t99\ta\n"))
	f.Fuzz(func(t *testing.T, tsv []byte) {
		s := newSink(&fuzzSink{t: t}, job{path: "a.png"})
		s.file = &file{path: "a.png"}
		words := seenWords(tsv)
		if len(words) == 0 {
			return
		}
		straighten(words)
		layOut(seenChars(words), "", s)
		s.flush()
	})
}

// FuzzPicture decodes pictures that anybody could send.
func FuzzPicture(f *testing.F) {
	small := photographed(f, [][]string{{"a", "b"}}, 8, true)
	f.Add(asPNG(f, small))
	f.Add(encoded(f, func(w io.Writer) error { return jpeg.Encode(w, small, nil) }))
	f.Add(encoded(f, func(w io.Writer) error { return tiff.Encode(w, small, nil) }))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, p := range pictureFormats() { // a header may ask for 50 megapixels, which takes the fuzzer's time
			if c, err := p.config(bytes.NewReader(data)); p.fits(data) && err == nil && c.Width*c.Height > 1_000_000 {
				return
			}
		}
		s := newSink(&fuzzSink{t: t}, job{path: "a.png", pictures: true})
		s.engines.ocr = func(picture []byte) ([]byte, string) {
			if !bytes.HasPrefix(picture, []byte("P5\n")) {
				t.Fatal("not a greymap")
			}
			return nil, ""
		}
		s.file = &file{path: "a.png", data: data}
		if err := readPicture(s.file, s); err != nil {
			t.Fatal(err)
		}
	})
}
