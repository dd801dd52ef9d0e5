package pdftext

import (
	"bytes"
	"io"

	"github.com/klauspost/compress/zlib"
)

// inflater decodes Flate and counts what it gives.
type inflater struct {
	r    io.ReadCloser
	left int // bytes that all streams together may still give
}

// maxFilters is the most filters of one stream.
const maxFilters = 4

// decode gives a stream's bytes, in room when it is large enough. Filters of
// pictures are unclean here: nobody asks for the bytes of a picture.
func (d *Document) decode(s *stream, room []byte) ([]byte, error) {
	filters, params, err := d.filters(s.dict)
	if err != nil {
		return nil, err
	}
	data := s.raw
	if d.inflate.left -= len(data); d.inflate.left < 0 { // who asks again and again
		return nil, unclean("too much to decode")
	}
	for i, f := range filters {
		switch f {
		case "FlateDecode", "Fl":
			data, err = d.flate(data, params[i], room)
		case "ASCIIHexDecode", "AHx":
			data, err = asciiHex(data)
		case "ASCII85Decode", "A85":
			data, err = ascii85(data)
		default:
			err = unclean("filter %s", f)
		}
		if err != nil {
			return nil, err
		}
		room = nil
	}
	return data, nil
}

// filters gives the names in Filter and as many dictionaries of DecodeParms.
func (d *Document) filters(dd dict) (names []name, params []dict, err error) {
	filter, err := d.resolve(dd["Filter"])
	if err != nil {
		return nil, nil, err
	}
	list, ok := filter.(array)
	if !ok && filter != nil {
		list = array{filter}
	}
	parms, err := d.resolve(dd["DecodeParms"])
	if err != nil {
		return nil, nil, err
	}
	given, ok := parms.(array)
	if !ok {
		given = array{parms}
	}
	if len(list) > maxFilters {
		return nil, nil, unclean("too many filters")
	}
	for i, f := range list {
		o, err := d.resolve(f)
		n, ok := o.(name)
		if err != nil || !ok {
			return nil, nil, unclean("filter")
		}
		var p dict
		if i < len(given) {
			if p, err = d.dict(given[i]); err != nil {
				return nil, nil, err
			}
		}
		names, params = append(names, n), append(params, p)
	}
	return names, params, nil
}

// flate inflates data to its end; the checksum must be right.
func (d *Document) flate(data []byte, params dict, room []byte) ([]byte, error) {
	out, _, err := d.inflate.all(data, room, d.limits.Stream)
	if err != nil {
		return nil, err
	}
	return d.unpredict(out, params)
}

// all inflates a zlib stream at the head of data and tells how long that was.
func (f *inflater) all(data, room []byte, limit int) (out []byte, n int, err error) {
	src := bytes.NewReader(data)
	if f.r == nil {
		f.r, err = zlib.NewReader(src)
	} else {
		err = f.r.(zlib.Resetter).Reset(src, nil)
	}
	if err != nil {
		return nil, 0, unclean("compression")
	}
	out = room[:0]
	limit = min(limit, f.left)
	for {
		if len(out) == cap(out) {
			out = append(out, make([]byte, max(4*len(data)-len(out), len(out), 512))...)[:len(out)]
		}
		k, err := f.r.Read(out[len(out):min(cap(out), limit+1)])
		out = out[:len(out)+k]
		if len(out) > limit {
			return nil, 0, unclean("decompresses to too much")
		}
		if err == io.EOF {
			f.left -= len(out)
			return out, len(data) - src.Len(), nil
		}
		if err != nil {
			return nil, 0, unclean("compression")
		}
	}
}

// unpredict undoes a predictor (7.4.4.4); TIFF's is for pictures.
func (d *Document) unpredict(data []byte, params dict) ([]byte, error) {
	kind, columns, colors, bits := 1, 1, 1, 8
	for _, p := range []struct {
		key name
		to  *int
	}{{"Predictor", &kind}, {"Columns", &columns}, {"Colors", &colors}, {"BitsPerComponent", &bits}} {
		if params[p.key] == nil {
			continue
		}
		var err error
		if *p.to, err = d.integer(params[p.key]); err != nil {
			return nil, err
		}
	}
	if kind == 1 || len(data) == 0 {
		return data, nil
	}
	if kind < 10 || kind > 15 || columns < 1 || columns > 1<<20 || colors < 1 || colors > 32 || bits < 1 || bits > 16 {
		return nil, unclean("predictor")
	}
	return png(data, (columns*colors*bits+7)/8, max(1, colors*bits/8))
}

// png undoes PNG's filters in place: rows of a tag and width bytes (PNG 9.2).
func png(data []byte, width, pixel int) ([]byte, error) {
	if len(data)%(width+1) != 0 {
		return nil, unclean("rows of a predictor")
	}
	out := data[:0]
	above := make([]byte, width)
	for ; len(data) > 0; data = data[width+1:] {
		tag, row := data[0], data[1:width+1]
		for i := range row {
			var left, corner byte
			if i >= pixel {
				left, corner = row[i-pixel], above[i-pixel]
			}
			switch tag {
			case 0:
			case 1:
				row[i] += left
			case 2:
				row[i] += above[i]
			case 3:
				row[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				row[i] += paeth(left, above[i], corner)
			default:
				return nil, unclean("predictor")
			}
		}
		copy(above, row)
		out = append(out, row...)
	}
	return out, nil
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func abs(n int) int { return max(n, -n) }

func asciiHex(data []byte) ([]byte, error) {
	l := lexer{b: append([]byte("<"), data...)}
	out := l.hex(nil)
	if l.space(); l.bad || l.at < len(l.b) {
		return nil, unclean("hexadecimal stream")
	}
	return out, nil
}

// ascii85 decodes groups of five up to "~>" (7.4.3).
func ascii85(data []byte) (out []byte, err error) {
	var group [5]byte
	n := 0
	for i, c := range data {
		switch {
		case class[c] == white:
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case c >= '!' && c <= 'u':
			group[n] = c - '!'
			if n++; n == 5 {
				var ok bool
				if out, ok = appendGroup(out, group, 4); !ok {
					return nil, unclean("base-85 stream")
				}
				n = 0
			}
		case c == '~':
			if rest := bytes.TrimSpace(data[i+1:]); len(rest) != 1 || rest[0] != '>' || n == 1 {
				return nil, unclean("base-85 stream")
			}
			if n > 1 {
				for k := n; k < 5; k++ {
					group[k] = 'u' - '!'
				}
				out, _ = appendGroup(out, group, n-1)
			}
			return out, nil
		default:
			return nil, unclean("base-85 stream")
		}
	}
	return nil, unclean("base-85 stream")
}

func appendGroup(out []byte, group [5]byte, n int) ([]byte, bool) {
	v := uint64(0)
	for _, c := range group {
		v = v*85 + uint64(c)
	}
	b := [4]byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)}
	return append(out, b[:n]...), v < 1<<32
}
