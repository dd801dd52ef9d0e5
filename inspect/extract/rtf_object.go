package extract

import (
	"fmt"
	"strings"
)

// giveObject hands on the bytes of an embedded object: hexadecimal text of an
// OLE 1.0 stream ([MS-OLEDS] 2.2.5) around a compound file or a package.
func (p *rtfParser) giveObject() {
	b := unhexAll(p.object)
	p.object = nil
	class, data := ole1Object(b)
	switch {
	case len(data) == 0:
	case class == "Package":
		if name, inner := ole10Native(append(make([]byte, 4), data...)); name != "" {
			p.to.child(name, inner, p.f.hidden || p.state.unseen)
		}
	case looksLikeFile(data) || isBareBIFF(data):
		p.to.child("object", data, p.f.hidden || p.state.unseen)
	}
}

// givePicture hands on a picture that is kept as a file of a kind that can be
// read, and metafiles in any case; bitmaps of Windows are kept without their heads.
func (p *rtfParser) givePicture() {
	data := unhexAll(p.object)
	p.object = nil
	if k := kindOf(&file{data: data}); k == kindPicture && p.f.pictures || k == kindEMF {
		p.pictures++
		p.to.child(fmt.Sprintf("picture %d", p.pictures), data, p.f.hidden || p.state.unseen)
	}
}

// unhexAll decodes hexadecimal digits and forgets everything else; binary data
// of \bin has been turned into digits.
func unhexAll(s []byte) []byte {
	out, hi := make([]byte, 0, len(s)/2), -1
	for _, c := range s {
		v := unhex(c)
		switch {
		case v < 0:
		case hi < 0:
			hi = v
		default:
			out = append(out, byte(hi<<4|v))
			hi = -1
		}
	}
	return out
}

// ole1Object takes the class and the native data out of an EmbeddedObject:
// version, format, class, topic and item with their lengths, size, data.
func ole1Object(b []byte) (class string, data []byte) {
	const embedded = 2
	if le32(b, 4) != embedded {
		return "", b
	}
	at := 8
	for i := range 3 {
		n := int(min(le32(b, at), uint32(len(b))))
		if i == 0 {
			class = strings.TrimRight(string(cut(b, at+4, n)), "\x00")
		}
		at += 4 + n
	}
	return class, cut(b, at+4, int(min(le32(b, at), uint32(len(b)))))
}
