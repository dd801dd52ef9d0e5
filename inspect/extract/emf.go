package extract

import "strings"

// Records of an enhanced metafile ([MS-EMF] 2.3.5.7 and 2.3.5.8): text as 8-bit
// characters and in UTF-16.
const (
	emrExtTextOutA = 83
	emrExtTextOutW = 84
)

// readEMF gives the words drawn in a metafile, a line for each height: what was
// pasted into a document as a picture is often a table.
func readEMF(f *file, to output) error {
	var line strings.Builder
	height := -1
	for d := f.data; len(d) >= 8; {
		kind, size := le32(d, 0), int(le32(d, 4))
		if size < 8 || size > len(d) {
			break
		}
		if s, y, ok := emfText(d[:size], kind); ok {
			if y != height {
				to.text("", 0, f.hidden, line.String())
				line.Reset()
				height = y
			} else if line.Len() > 0 {
				line.WriteByte(' ')
			}
			line.WriteString(s)
		}
		d = d[size:]
	}
	to.text("", 0, f.hidden, line.String())
	return nil
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
