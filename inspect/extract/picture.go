package extract

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"github.com/postlock/postlock/inspect"
	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"
)

// Bounds of pictures that are read.
const (
	// minPicture is the size in bytes from which a picture may be a page or a
	// list, and is reported as not read. Logos and icons are smaller.
	minPicture = 32 << 10
	// Pictures of fewer pixels a side hold no list.
	minPictureWidth, minPictureHeight = 150, 80
	// maxPixels is the most a picture may have, 50 megapixels.
	maxPixels = 50_000_000
	// maxHeavyPixels is for pictures that take up to 15 bytes a pixel while
	// they are decoded: progressive JPEG, PNG of 16 bits.
	maxHeavyPixels = 30_000_000
	// A page at 200 dpi has 3.9 megapixels. Words in smaller pictures are
	// read better when they are enlarged, and larger ones cost time only.
	fewPixels, manyPixels = 2_000_000, 12_000_000
	// maxPicturePages is the most pages of a fax.
	maxPicturePages = 200
)

// readPicture has the words in a picture recognised if the message asks for
// it. What is not read is no fault of the file: it is reported as Picture.
func readPicture(f *file, s *sink) error {
	if !s.job.pictures {
		if len(f.data) >= minPicture {
			s.unreadable("", inspect.Picture, "")
		}
		return nil
	}
	pages := tiffPages(f.data)
	for i, at := range pages {
		if s.stopped() {
			return nil
		}
		part := ""
		if len(pages) > 1 {
			part = fmt.Sprintf("page %d", i+1)
		}
		if at != nil {
			copy(f.data[4:8], at) // the first directory is page i
		}
		s.picture(part, f.data)
	}
	return nil
}

// picture decodes one picture and has it recognised.
func (s *sink) picture(part string, data []byte) {
	img, detail := decodePicture(data)
	if detail != "" {
		s.unreadable(part, inspect.Picture, detail)
		return
	}
	if size := img.Bounds().Size(); size.X < minPictureWidth || size.Y < minPictureHeight {
		return
	}
	s.recognise(part, img)
}

// pictureFormat is a decoder and the bytes its files begin with; "?" is any.
type pictureFormat struct {
	magic  string
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

func pictureFormats() []pictureFormat {
	return []pictureFormat{
		{"\xff\xd8\xff", jpeg.DecodeConfig, jpeg.Decode}, {"\x89PNG", png.DecodeConfig, png.Decode}, {"GIF8", gif.DecodeConfig, gif.Decode},
		{"II*\x00", tiff.DecodeConfig, tiff.Decode}, {"MM\x00*", tiff.DecodeConfig, tiff.Decode},
		{"RIFF????WEBP", webp.DecodeConfig, webp.Decode}, {"BM", bmp.DecodeConfig, bmp.Decode},
	}
}

func (p pictureFormat) fits(data []byte) bool {
	if len(data) < len(p.magic) {
		return false
	}
	for i := range len(p.magic) {
		if p.magic[i] != '?' && p.magic[i] != data[i] {
			return false
		}
	}
	return true
}

// decodePicture gives the picture in grey, or says why not. The header's size
// is looked at before anything is decoded.
func decodePicture(data []byte) (_ *image.Gray, detail string) {
	for _, p := range pictureFormats() {
		if !p.fits(data) {
			continue
		}
		c, err := p.config(bytes.NewReader(data))
		if err != nil {
			return nil, "broken picture"
		}
		most := maxPixels
		if heavyPicture(data, c) {
			most = maxHeavyPixels
		}
		if c.Width <= 0 || c.Height <= 0 || c.Width > most/c.Height {
			return nil, fmt.Sprintf("larger than %d megapixels", most/1_000_000)
		}
		img, err := p.decode(bytes.NewReader(data))
		if err != nil {
			return nil, "broken picture"
		}
		return grey(img), ""
	}
	return nil, "a kind of picture that is not read"
}

// heavyPicture tells pictures that need more memory than their pixels.
func heavyPicture(data []byte, c image.Config) bool {
	if bytes.HasPrefix(data, []byte("\xff\xd8")) {
		return !baseline(data)
	}
	return c.ColorModel == color.RGBA64Model || c.ColorModel == color.NRGBA64Model || c.ColorModel == color.Gray16Model
}

// baseline tells a JPEG that is decoded as it comes, by the first frame header
// (ITU-T T.81, table B.1).
func baseline(data []byte) bool {
	for i := 2; i+4 <= len(data) && data[i] == 0xff; {
		marker := data[i+1]
		if marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc {
			return marker <= 0xc1
		}
		i += 2 + int(binary.BigEndian.Uint16(data[i+2:]))
	}
	return false
}

// grey takes the colours out, on white where the picture lets it through.
func grey(img image.Image) *image.Gray {
	b := img.Bounds()
	switch m := img.(type) {
	case *image.Gray:
		return m
	case *image.YCbCr:
		return &image.Gray{Pix: m.Y[m.YOffset(b.Min.X, b.Min.Y):], Stride: m.YStride, Rect: image.Rect(0, 0, b.Dx(), b.Dy())}
	}
	g := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	for i := range g.Pix {
		g.Pix[i] = 0xff
	}
	draw.Draw(g, g.Rect, img, b.Min, draw.Over)
	return g
}

// legible brings a picture to a size at which words are read well.
func legible(g *image.Gray) *image.Gray {
	pixels := g.Rect.Dx() * g.Rect.Dy()
	switch {
	case pixels < fewPixels:
		return enlarged(g)
	case pixels > manyPixels:
		return halved(g)
	}
	return g
}

// halved makes one pixel of four.
func halved(g *image.Gray) *image.Gray {
	small := image.NewGray(image.Rect(0, 0, g.Rect.Dx()/2, g.Rect.Dy()/2))
	for y := range small.Rect.Dy() {
		a, b := g.Pix[2*y*g.Stride:], g.Pix[(2*y+1)*g.Stride:]
		row := small.Pix[y*small.Stride:][:small.Stride]
		for x := range row {
			row[x] = uint8((int(a[2*x]) + int(a[2*x+1]) + int(b[2*x]) + int(b[2*x+1]) + 2) / 4)
		}
	}
	return small
}

// enlarged doubles both sides. New pixels lie a quarter off the old ones, so
// each is 9, 3, 3 and 1 sixteenths of the four around it.
func enlarged(g *image.Gray) *image.Gray {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	large := image.NewGray(image.Rect(0, 0, 2*w, 2*h))
	for y := range 2 * h {
		near := y / 2
		far := min(max(near+2*(y%2)-1, 0), h-1)
		a, b := g.Pix[near*g.Stride:], g.Pix[far*g.Stride:]
		row := large.Pix[y*large.Stride:]
		for x := range 2 * w {
			n := x / 2
			f := min(max(n+2*(x%2)-1, 0), w-1)
			row[x] = uint8((9*int(a[n]) + 3*int(a[f]) + 3*int(b[n]) + int(b[f]) + 8) / 16)
		}
	}
	return large
}

// pgm writes a picture as a portable greymap (pgm(5), P5), the plainest format
// that tesseract reads.
func pgm(g *image.Gray) []byte {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	out := append(make([]byte, 0, w*h+32), fmt.Sprintf("P5\n%d %d\n255\n", w, h)...)
	for y := range h {
		out = append(out, g.Pix[y*g.Stride:][:w]...)
	}
	return out
}

// tiffPages gives the place of each page's directory as it stands in the
// header of a TIFF (TIFF 6.0, section 2); one nil for other pictures.
func tiffPages(d []byte) [][]byte {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case bytes.HasPrefix(d, []byte("MM\x00*")):
		order = binary.BigEndian
	case !bytes.HasPrefix(d, []byte("II*\x00")):
		return [][]byte{nil}
	}
	var pages [][]byte
	seen := map[uint32]bool{}
	for at := d[4:]; len(at) >= 4 && len(pages) < maxPicturePages; {
		offset := order.Uint32(at)
		if offset == 0 || seen[offset] || int64(offset)+2 > int64(len(d)) {
			break
		}
		seen[offset] = true
		pages = append(pages, bytes.Clone(at[:4]))
		next := int64(offset) + 2 + 12*int64(order.Uint16(d[offset:]))
		at = d[min(next, int64(len(d))):]
	}
	if len(pages) == 0 {
		return [][]byte{nil}
	}
	return pages
}
