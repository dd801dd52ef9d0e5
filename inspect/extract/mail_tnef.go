package extract

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
)

// Attributes of a TNEF stream ([MS-OXTNEF] 2.1.3.2), without their type.
const (
	tnefSignature  = 0x223E9F78
	tnefSubject    = 0x8004
	tnefClass      = 0x8008
	tnefBody       = 0x800C
	tnefFileData   = 0x800F
	tnefFileTitle  = 0x8010
	tnefFileBegin  = 0x9002
	tnefProps      = 0x9003
	tnefRecipients = 0x9004
	tnefFileProps  = 0x9005
	tnefCodePage   = 0x9007
	maxTNEFProps   = 10000
)

// tnefFile is an attachment while its attributes come.
type tnefFile struct {
	title string
	data  []byte
	item  *mapiItem
}

// readTNEF reads winmail.dat: an Outlook item with its attachments.
func readTNEF(f *file, to output) error {
	if le32(f.data, 0) != tnefSignature {
		return errors.New("tnef: no signature")
	}
	t := &tnefReader{f: f, to: to, cp: 1252, item: newMAPIItem()}
	rest := f.data[min(len(f.data), 6):]
	for len(rest) >= 9 && !to.stopped() {
		id, size := le16(rest, 1), int64(le32(rest, 5))
		body := rest[9:]
		if size > int64(len(body)) {
			t.attribute(id, body)
			t.finish()
			return fmt.Errorf("tnef: attribute %#x ends outside the file", id)
		}
		t.attribute(id, body[:size])
		rest = body[min(size+2, int64(len(body))):] // and a checksum
	}
	t.finish()
	return nil
}

type tnefReader struct {
	f          *file
	to         output
	cp         int
	item       *mapiItem
	recipients []string
	file       *tnefFile
}

func (t *tnefReader) attribute(id uint16, b []byte) {
	text := func() string { return strings.TrimRight(decodeCodePage(t.cp, b), "\x00") }
	switch id {
	case tnefCodePage:
		if cp := int(le32(b, 0)); cp > 0 {
			t.cp = cp
		}
	case tnefClass: // a contact is one by this alone
		if class := text(); t.item.text[mapiClass] == "" && class != "" {
			t.item.text[mapiClass] = class
		}
	case tnefSubject:
		t.item.text[mapiSubject] = text()
	case tnefBody:
		t.item.text[mapiBody] = text()
	case tnefProps:
		readMAPIProps(b, t.cp, t.item)
	case tnefRecipients:
		t.readRecipients(b)
	case tnefFileBegin:
		t.endFile()
		t.file = &tnefFile{item: newMAPIItem()}
	case tnefFileTitle, tnefFileData, tnefFileProps:
		if t.file == nil {
			t.file = &tnefFile{item: newMAPIItem()}
		}
		t.fileAttribute(id, b, text)
	}
}

func (t *tnefReader) fileAttribute(id uint16, b []byte, text func() string) {
	switch id {
	case tnefFileTitle:
		t.file.title = text()
	case tnefFileData:
		t.file.data = b
	case tnefFileProps:
		readMAPIProps(b, t.cp, t.file.item)
	}
}

// endFile hands on the attachment read so far. An attached item is a TNEF
// stream behind the class of its interface.
func (t *tnefReader) endFile() {
	if t.file == nil {
		return
	}
	m := t.file.item
	name := baseName(cmp.Or(m.text[mapiLongName], t.file.title, m.text[mapiShortName], m.text[mapiName], "attachment"))
	object := m.bin[mapiData]
	switch {
	case len(object) > 20 && le32(object, 16) == tnefSignature:
		t.to.child(name, object[16:], t.f.hidden)
	case len(object) > 16 && looksLikeFile(object[16:]):
		t.to.child(name, object[16:], t.f.hidden)
	case len(t.file.data) > 0:
		t.to.child(name, t.file.data, t.f.hidden)
	case len(object) > 0:
		t.to.child(name, object, t.f.hidden)
	}
	t.file = nil
}

func (t *tnefReader) finish() {
	t.endFile()
	t.item.give(t.f, t.to, t.recipients)
}

// readRecipients reads rows of properties.
func (t *tnefReader) readRecipients(b []byte) {
	n, rest := min(le32(b, 0), maxTNEFProps), b[min(len(b), 4):]
	for ; n > 0 && len(rest) > 0; n-- {
		m := newMAPIItem()
		rest = rest[readMAPIProps(rest, t.cp, m):]
		t.recipients = appendWords(t.recipients, m.recipientLine())
	}
}

// readMAPIProps reads a list of properties ([MS-OXTNEF] 2.1.3.4) and returns
// how many bytes it took.
func readMAPIProps(b []byte, cp int, m *mapiItem) (used int) {
	at := 4
	for n := min(le32(b, 0), maxTNEFProps); n > 0 && at+4 <= len(b); n-- {
		typ, id := le16(b, at), le16(b, at+2)
		at += 4
		if id >= 0x8000 {
			at = skipMAPIName(b, at)
		}
		count := uint32(1)
		if typ&0x1000 != 0 || isVariable(typ) {
			count = le32(b, at)
			at += 4
		}
		for ; count > 0 && at < len(b); count-- {
			var v []byte
			v, at = mapiValue(b, at, typ&^0x1000)
			m.put(id, typ&^0x1000, v, cp)
		}
	}
	return min(at, len(b))
}

// skipMAPIName skips the name of a named property: a class, then a number or a
// text.
func skipMAPIName(b []byte, at int) int {
	kind := le32(b, at+16)
	if kind == 0 {
		return at + 24
	}
	return at + 24 + pad4(int(min(le32(b, at+20), uint32(len(b)))))
}

func isVariable(typ uint16) bool {
	switch typ &^ 0x1000 {
	case 0x001E, 0x001F, 0x0102, 0x000D:
		return true
	}
	return false
}

// mapiValue is one value and where the next begins; all are filled up to four
// bytes.
func mapiValue(b []byte, at int, typ uint16) (v []byte, next int) {
	size := 4
	switch typ {
	case 0x0005, 0x0006, 0x0007, 0x0014, 0x0040:
		size = 8
	case 0x0048:
		size = 16
	}
	if isVariable(typ) {
		size = int(min(le32(b, at), uint32(len(b))))
		at += 4
	}
	return cut(b, at, size), at + pad4(size)
}

func pad4(n int) int { return (n + 3) &^ 3 }
