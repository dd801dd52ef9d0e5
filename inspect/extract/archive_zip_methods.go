package extract

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"

	"github.com/klauspost/compress/flate"
	"github.com/ulikunitz/xz/lzma"
)

// Compression methods beside deflate (APPNOTE.TXT 4.4.5).
const (
	zipDeflate64 = 9
	zipBzip2     = 12
	zipLZMA      = 14
	zipZstd      = 93
	zipXZ        = 95
)

// zipMethods are the decompressors of those methods.
func zipMethods() map[uint16]func(io.Reader) (io.Reader, error) {
	return map[uint16]func(io.Reader) (io.Reader, error){
		zipDeflate64: openDeflate64,
		zipBzip2:     openBzip2,
		zipLZMA:      openZipLZMA,
		zipZstd:      openZstd,
		zipXZ:        openXZ,
	}
}

// openZipLZMA puts the header of a plain LZMA stream before the one of zip
// (APPNOTE.TXT 5.8.8): version, length of properties, properties.
func openZipLZMA(r io.Reader) (io.Reader, error) {
	head := make([]byte, 9)
	if _, err := io.ReadFull(r, head); err != nil || binary.LittleEndian.Uint16(head[2:]) != 5 {
		return nil, damaged("broken zip member")
	}
	if binary.LittleEndian.Uint32(head[5:]) > maxDictionary {
		return nil, overLimit("wants too much memory")
	}
	plain := append(head[4:9:9], "\xff\xff\xff\xff\xff\xff\xff\xff"...) // until its end mark
	l, err := lzma.NewReader(io.MultiReader(bytes.NewReader(plain), r))
	return markless{l}, err
}

// markless reads LZMA that may lack its end mark: size and checksum, which
// archive/zip looks at, tell whether it is whole.
type markless struct{ r io.Reader }

func (m markless) Read(b []byte) (int, error) {
	n, err := m.r.Read(b)
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	return n, err
}

// register has a zip reader decompress all methods that are known here.
func register(z *zip.Reader) {
	for method, open := range zipMethods() {
		z.RegisterDecompressor(method, func(r io.Reader) io.ReadCloser {
			opened, err := open(r)
			if err != nil {
				return io.NopCloser(failing{err})
			}
			return io.NopCloser(opened)
		})
	}
}

// failing is a reader of nothing but an error.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// memory is a file held in memory, which inflate looks into without copying.
type memory struct {
	*bytes.Reader
	data []byte
}

// inflate reads deflated bytes with a reader that may have served before. That
// of klauspost/compress takes half the time of the standard library's.
func (e *engines) inflate(r io.Reader) io.ReadCloser {
	if section, ok := r.(*io.SectionReader); ok {
		at, from, n := section.Outer()
		if m, ok := at.(memory); ok {
			rest := m.data[min(max(from, 0), int64(len(m.data))):]
			r = bytes.NewReader(rest[:min(max(n, 0), int64(len(rest)))])
		}
	}
	if n := len(e.inflates); n > 0 {
		f := e.inflates[n-1]
		e.inflates = e.inflates[:n-1]
		if f.(flate.Resetter).Reset(r, nil) == nil {
			return &inflating{f, e}
		}
	}
	return &inflating{flate.NewReader(r), e}
}

// inflating gives its reader back when it is closed.
type inflating struct {
	io.ReadCloser
	engines *engines
}

func (i *inflating) Close() error {
	if i.engines == nil {
		return nil
	}
	err := i.ReadCloser.Close()
	i.engines.inflates = append(i.engines.inflates, i.ReadCloser)
	i.ReadCloser, i.engines = io.NopCloser(failing{io.ErrClosedPipe}), nil
	return err
}
