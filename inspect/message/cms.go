package message

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"errors"
	"io"
)

var (
	errEncrypted = errors.New("CMS object is encrypted")
	errCMS       = errors.New("not a CMS object")
	errTooLarge  = errors.New("CMS object is too large")
)

// maxASN1Depth is how deep values of indefinite length and octet strings in
// pieces may be nested.
const maxASN1Depth = 12

// Object identifiers of RFC 5652, RFC 5083 and RFC 3274, as their DER content.
var (
	oidData          = []byte{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01}
	oidSigned        = []byte{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02}
	oidEnveloped     = []byte{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x03}
	oidEncrypted     = []byte{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x06}
	oidCompressed    = []byte{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x09}
	oidAuthEnveloped = []byte{0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x17}
)

// cmsContent gives what an S/MIME object (RFC 8551) carries: the MIME entity of
// signed or compressed data, nil when it is a detached signature or holds
// certificates only. It is errEncrypted for what needs a key.
func cmsContent(b []byte, limit int64) ([]byte, error) {
	info, _, err := readTLV(b, 0)
	if err != nil || info.tag != 0x30 {
		return nil, errCMS
	}
	kids, err := info.kids()
	if err != nil || len(kids) < 2 || kids[0].tag != 0x06 {
		return nil, errCMS
	}
	id := kids[0].content
	switch {
	case bytes.Equal(id, oidEnveloped), bytes.Equal(id, oidEncrypted), bytes.Equal(id, oidAuthEnveloped):
		return nil, errEncrypted
	case bytes.Equal(id, oidSigned), bytes.Equal(id, oidCompressed):
	default:
		return nil, errCMS
	}
	octets, err := encapsulated(kids[1])
	if err != nil || octets == nil || bytes.Equal(id, oidSigned) {
		return octets, err
	}
	return inflate(octets, limit)
}

// unarmored is an object without the text around it: PEM (RFC 7468 sections 8 and
// 9), or base64 alone, as programs for signed invoices write it. Others stay as
// they are.
func unarmored(b []byte) []byte {
	text := bytes.TrimSpace(b)
	if rest, ok := bytes.CutPrefix(text, []byte("-----BEGIN ")); ok {
		_, text, _ = bytes.Cut(rest, []byte("\n"))
		var end []byte
		text, end, _ = bytes.Cut(text, []byte("-----END "))
		if bytes.IndexByte(end, '\n') >= 0 {
			return b // something else stands below
		}
	}
	text = bytes.Join(bytes.Fields(text), nil)
	if len(text) == 0 || text[0] != 'M' { // the first bits of a SEQUENCE
		return b
	}
	der := make([]byte, base64.StdEncoding.DecodedLen(len(text)))
	n, err := base64.StdEncoding.Decode(der, text)
	if err != nil {
		return b
	}
	return der[:n]
}

// encapsulated finds the eContent: in SignedData and CompressedData it is in the
// first SEQUENCE that is an EncapsulatedContentInfo.
func encapsulated(wrap tlv) ([]byte, error) {
	inner, err := wrap.kids()
	if err != nil || len(inner) == 0 {
		return nil, errCMS
	}
	fields, err := inner[0].kids()
	if err != nil {
		return nil, errCMS
	}
	for _, f := range fields {
		if f.tag != 0x30 {
			continue
		}
		kids, err := f.kids()
		if err != nil || len(kids) == 0 || kids[0].tag != 0x06 {
			continue
		}
		if len(kids) == 1 && bytes.Equal(kids[0].content, oidData) {
			return nil, nil // detached
		}
		if len(kids) == 2 && kids[1].tag == 0xA0 {
			octets, err := kids[1].kids()
			if err != nil || len(octets) == 0 {
				return nil, errCMS
			}
			return octets[0].octets(0)
		}
	}
	return nil, errCMS
}

func inflate(b []byte, limit int64) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(z, limit+1))
	if int64(len(out)) > limit {
		return nil, errTooLarge
	}
	return out, err
}

// tlv is one value of BER (X.690), definite or indefinite.
type tlv struct {
	tag     byte // the identifier octet
	content []byte
}

// readTLV reads one value and gives what follows it.
func readTLV(b []byte, depth int) (v tlv, rest []byte, err error) {
	if len(b) < 2 || b[0]&0x1F == 0x1F || depth > maxASN1Depth {
		return v, nil, errCMS
	}
	v.tag = b[0]
	n := int(b[1])
	b = b[2:]
	switch {
	case n == 0x80:
		return readIndefinite(v.tag, b, depth)
	case n > 0x80:
		count := n & 0x7F
		if count > 4 || len(b) < count {
			return v, nil, errCMS
		}
		n = 0
		for _, c := range b[:count] {
			n = n<<8 | int(c)
		}
		b = b[count:]
	}
	if n > len(b) {
		return v, nil, errCMS
	}
	v.content = b[:n]
	return v, b[n:], nil
}

// readIndefinite finds the end-of-contents octets by reading the values between.
func readIndefinite(tag byte, b []byte, depth int) (tlv, []byte, error) {
	all := b
	for {
		if len(b) < 2 {
			return tlv{}, nil, errCMS
		}
		if b[0] == 0 && b[1] == 0 {
			return tlv{tag, all[:len(all)-len(b)]}, b[2:], nil
		}
		_, rest, err := readTLV(b, depth+1)
		if err != nil {
			return tlv{}, nil, err
		}
		b = rest
	}
}

// kids are the values inside.
func (v tlv) kids() (vs []tlv, err error) {
	for b := v.content; len(b) > 0; {
		var kid tlv
		if kid, b, err = readTLV(b, 0); err != nil {
			return nil, err
		}
		vs = append(vs, kid)
	}
	return vs, nil
}

// octets joins an octet string, which may come in pieces.
func (v tlv) octets(depth int) ([]byte, error) {
	if v.tag&0x20 == 0 {
		return v.content, nil
	}
	kids, err := v.kids()
	if err != nil || depth > maxASN1Depth {
		return nil, errCMS
	}
	var out []byte
	for _, kid := range kids {
		b, err := kid.octets(depth + 1)
		if err != nil {
			return nil, err
		}
		out = append(out, b...)
	}
	return out, nil
}
