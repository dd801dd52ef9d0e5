package extract

import "strings"

// Records of an enhanced metafile ([MS-EMF] 2.3.5): text as 8-bit characters and in
// UTF-16, and the short form of either.
const (
	emrExtTextOutA  = 83
	emrExtTextOutW  = 84
	emrSmallTextOut = 108
)

// Records of a Windows metafile with text ([MS-WMF] 2.3.3), and what may stand before
// its header ([MS-WMF] 2.3.2.3).
const (
	metaTextOut    = 0x0521
	metaExtTextOut = 0x0a32
	wmfPlaced      = "\xd7\xcd\xc6\x9a"
)

// drawing collects the words of a metafile, a line for each height.
type drawing struct {
	f      *file
	to     output
	line   strings.Builder
	height int
}

// readMetafile gives the words drawn in a metafile: what was pasted into a document as
// a picture is often a table.
func readMetafile(f *file, to output) error {
	w := &drawing{f: f, to: to, height: -1}
	if len(f.data) > 44 && string(f.data[40:44]) == " EMF" {
		w.enhanced(f.data)
	} else {
		w.windows(f.data)
	}
	w.end()
	return nil
}

// put adds the words of one record.
func (w *drawing) put(s string, height int) {
	if height != w.height {
		w.end()
		w.height = height
	} else if w.line.Len() > 0 {
		w.line.WriteByte(' ')
	}
	w.line.WriteString(s)
}

func (w *drawing) end() {
	w.to.text("", 0, w.f.hidden, w.line.String())
	w.line.Reset()
}

func (w *drawing) enhanced(d []byte) {
	for len(d) >= 8 && !w.to.stopped() {
		kind, size := le32(d, 0), int(le32(d, 4))
		if size < 8 || size > len(d) {
			return
		}
		s, y, ok := emfText(d[:size], kind)
		if kind == emrSmallTextOut {
			s, y, ok = emfSmallText(d[:size])
		}
		if ok {
			w.put(s, y)
		}
		d = d[size:]
	}
}

// emfText is the string of a text record and the height at which it stands.
func emfText(r []byte, kind uint32) (s string, y int, ok bool) {
	if kind != emrExtTextOutA && kind != emrExtTextOutW || len(r) < 52 {
		return "", 0, false
	}
	y, n, at := int(int32(le32(r, 40))), int(le32(r, 44)), int(le32(r, 48))
	if kind == emrExtTextOutW {
		n *= 2
	}
	if n <= 0 || n > len(r) || at < 52 || at > len(r)-n {
		return "", 0, false
	}
	if kind == emrExtTextOutA {
		return decodeCodePage(1252, r[at:at+n]), y, true
	}
	return decodeUTF16(r[at : at+n]), y, true
}

// emfSmallText is the same of the short form ([MS-EMF] 2.3.5.37): bounds only without
// ETO_NO_RECT, one byte a character with ETO_SMALL_CHARS.
func emfSmallText(r []byte) (s string, y int, ok bool) {
	const noRect, smallChars = 0x100, 0x200
	if len(r) < 36 {
		return "", 0, false
	}
	y, n, options, at := int(int32(le32(r, 12))), int(le32(r, 16)), le32(r, 20), 36
	if options&noRect == 0 {
		at += 16
	}
	if options&smallChars == 0 {
		n *= 2
	}
	if n <= 0 || n > len(r)-at {
		return "", 0, false
	}
	if options&smallChars != 0 {
		return decodeCodePage(1252, r[at:at+n]), y, true
	}
	return decodeUTF16(r[at : at+n]), y, true
}

// windows walks through a Windows metafile: sizes are in words of two bytes.
func (w *drawing) windows(d []byte) {
	const placed, header = 22, 18
	if strings.HasPrefix(string(d[:min(len(d), 4)]), wmfPlaced) {
		d = d[min(placed, len(d)):]
	}
	for d = d[min(header, len(d)):]; len(d) >= 6 && !w.to.stopped(); {
		size := int(le32(d, 0)) * 2
		if size < 6 || size > len(d) {
			return
		}
		if s, y, ok := wmfText(d[:size], int(le16(d, 4))); ok {
			w.put(s, y)
		}
		d = d[size:]
	}
}

// wmfText is the string of a text record and the height at which it stands ([MS-WMF]
// 2.3.3.20 and 2.3.3.5).
func wmfText(r []byte, kind int) (s string, y int, ok bool) {
	const opaque, clipped = 2, 4
	n, at := int(le16(r, 6)), 8
	switch kind {
	case metaTextOut:
		y = int(int16(le16(r, at+n+n%2)))
	case metaExtTextOut:
		y, n, at = int(int16(le16(r, 6))), int(le16(r, 10)), 14
		if le16(r, 12)&(opaque|clipped) != 0 {
			at += 8
		}
	default:
		return "", 0, false
	}
	if n <= 0 || n > len(r)-at {
		return "", 0, false
	}
	return decodeCodePage(1252, r[at:at+n]), y, true
}
