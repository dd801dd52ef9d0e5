package main

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/xml"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"math"
	"math/rand/v2"
	"strings"
)

// attachment is a file of a mail.
type attachment struct {
	name, kind string
	data       []byte
}

// words are what the invented texts are made of; none is a name.
func words() []string {
	return strings.Fields("valve gasket pump filter sensor cable bracket hose coupling nozzle washer fitting " +
		"steel copper brass rubber nylon ceramic long short left right inner outer upper lower spare standard " +
		"heavy light black white grey coated sealed threaded flexible rigid single double replaces fits with " +
		"for from series model year onward mounting kit set pair metre pressure temperature range delivery")
}

func sentence(r *rand.Rand, n int) string {
	w := words()
	s := make([]string, n)
	for i := range s {
		s[i] = w[r.IntN(len(w))]
	}
	return strings.Join(s, " ")
}

// priceList is an xlsx of articles and prices, about size bytes long. A large
// one has some thousand rows and the photographs of the articles; the extract
// section has the sheets that are nothing but rows.
func priceList(size int) (attachment, error) {
	const most = 400_000 // bytes of rows
	picture, err := photo(max(size-most, 0))
	if err != nil {
		return attachment{}, err
	}
	data, err := grow(min(size, most), len(picture), func(rows int) ([]byte, error) {
		r := rand.New(rand.NewPCG(7, uint64(rows)))
		return workbook(rows, []string{"Article", "Description", "Material", "Unit", "Price", "Stock", "Weight kg", "Shelf"}, func(i int) []any {
			return []any{fmt.Sprintf("%03d-%04d-%d", 100+r.IntN(900), i, r.IntN(10)), sentence(r, 6), words()[12+r.IntN(6)], "pc",
				float64(r.IntN(90000)) / 100, r.IntN(900), float64(r.IntN(9000)) / 1000, fmt.Sprintf("R%d-%d", r.IntN(40), r.IntN(9))}
		}, member{"xl/media/image1.jpeg", string(picture)})
	})
	return attachment{"price-list.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", data}, err
}

// manual is a docx: text, and for a large one pictures.
func manual(size int) (attachment, error) {
	r := rand.New(rand.NewPCG(8, 1))
	var text strings.Builder
	for text.Len() < min(size*3, 400_000) {
		fmt.Fprintf(&text, "<w:p><w:r><w:t>%s.</w:t></w:r></w:p>", sentence(r, 14))
	}
	picture, err := photo(max(size-text.Len()/4, 0))
	if err != nil {
		return attachment{}, err
	}
	data, err := zipped([]member{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", rels("word/document.xml")},
		{"word/document.xml", xml.Header + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + text.String() + `</w:body></w:document>`},
		{"word/media/image1.jpeg", string(picture)},
	})
	return attachment{"manual.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", data}, err
}

// brochure is a pdf: pages of text, and for a large one a picture.
func brochure(size int) (attachment, error) {
	pages := min(max(size/4000, 2), 40)
	picture, err := photo(max(size-pages*1200, 0))
	if err != nil {
		return attachment{}, err
	}
	return attachment{"brochure.pdf", "application/pdf", pdf(pages, picture)}, nil
}

func rels(target string) string {
	return xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="` + target + `"/></Relationships>`
}

// member is a file of a zip.
type member struct{ name, text string }

func zipped(files []member) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate}
		if strings.HasSuffix(f.name, ".jpeg") {
			h.Method = zip.Store // as office programs do
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := io.WriteString(w, f.text); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// grow finds the number of rows that gives about size bytes beside the others.
func grow(size, others int, make func(rows int) ([]byte, error)) ([]byte, error) {
	const try = 1000
	data, err := make(try)
	if err != nil {
		return nil, err
	}
	return make(max(1, size*try/(len(data)-others)))
}

// photo is a jpeg of about size bytes: a gradient under noise, which packs no
// better than a real photograph.
func photo(size int) ([]byte, error) {
	side := int(math.Sqrt(float64(size) * 2.05))
	img := image.NewGray(image.Rect(0, 0, max(side, 8), max(side, 8)))
	r := rand.New(rand.NewPCG(9, uint64(size)))
	for i := range img.Pix {
		img.Pix[i] = uint8(i*200/len(img.Pix) + r.IntN(56))
	}
	var b bytes.Buffer
	err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 92})
	return b.Bytes(), err
}

// pdf writes pages of text in Helvetica; the first one shows the picture.
func pdf(pages int, picture []byte) []byte {
	r := rand.New(rand.NewPCG(10, uint64(pages)))
	w := &pdfWriter{}
	w.b.WriteString("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 5+2*i)
	}
	cfg, _ := jpeg.DecodeConfig(bytes.NewReader(picture))
	w.object("<< /Type /Catalog /Pages 2 0 R >>")
	w.object(fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", pages, kids.String()))
	w.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	w.stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode", cfg.Width, cfg.Height), picture)
	for i := range pages {
		w.object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /Im1 4 0 R >> >> >>", 6+2*i))
		w.stream("/Filter /FlateDecode", deflated(page(r, i == 0)))
	}
	return w.end()
}

func page(r *rand.Rand, picture bool) string {
	var b strings.Builder
	if picture {
		b.WriteString("q 200 0 0 200 300 20 cm /Im1 Do Q\n")
	}
	b.WriteString("BT /F1 10 Tf 50 790 Td 14 TL\n")
	for range 50 {
		fmt.Fprintf(&b, "(%s) Tj T*\n", sentence(r, 12))
	}
	return b.String() + "ET\n"
}

func deflated(s string) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.Bytes()
}

// pdfWriter numbers objects from 1 and remembers where they are.
type pdfWriter struct {
	b  bytes.Buffer
	at []int
}

func (w *pdfWriter) object(body string) {
	w.at = append(w.at, w.b.Len())
	fmt.Fprintf(&w.b, "%d 0 obj\n%s\nendobj\n", len(w.at), body)
}

func (w *pdfWriter) stream(dict string, data []byte) {
	w.object(fmt.Sprintf("<< /Length %d %s >>\nstream\n%s\nendstream", len(data), dict, data))
}

func (w *pdfWriter) end() []byte {
	xref := w.b.Len()
	fmt.Fprintf(&w.b, "xref\n0 %d\n0000000000 65535 f \n", len(w.at)+1)
	for _, at := range w.at {
		fmt.Fprintf(&w.b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&w.b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(w.at)+1, xref)
	return w.b.Bytes()
}
