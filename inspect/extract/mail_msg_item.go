package extract

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/postlock/postlock/inspect"
)

// mapiItem are the properties of a message, contact or appointment as Outlook
// keeps them ([MS-OXPROPS]), be it in .msg or in TNEF.
type mapiItem struct {
	text  map[uint16]string
	bin   map[uint16][]byte
	num   map[uint16]uint32
	date  map[uint16]string
	named []string // texts of properties without a fixed number
	// members are names and addresses of a list of people.
	members [][]string
}

// Property numbers of [MS-OXPROPS].
const (
	mapiClass       = 0x001A
	mapiSubject     = 0x0037
	mapiFromName    = 0x0C1A
	mapiFromAddress = 0x0C1F
	mapiFromSMTP    = 0x5D01
	mapiDisplayBcc  = 0x0E02
	mapiDisplayCc   = 0x0E03
	mapiDisplayTo   = 0x0E04
	mapiRecipType   = 0x0C15
	mapiBody        = 0x1000
	mapiRTF         = 0x1009
	mapiHTML        = 0x1013
	mapiName        = 0x3001
	mapiAddress     = 0x3003
	mapiSMTP        = 0x39FE
	mapiData        = 0x3701
	mapiShortName   = 0x3704
	mapiMethod      = 0x3705
	mapiLongName    = 0x3707
	mapiBirthday    = 0x3A42
	mapiAnniversary = 0x3A41
	mapiCodePage    = 0x3FDE // of the HTML body
	mapiStringPage  = 0x3FFD // of 8-bit strings
)

func newMAPIItem() *mapiItem {
	return &mapiItem{text: map[uint16]string{}, bin: map[uint16][]byte{}, num: map[uint16]uint32{}, date: map[uint16]string{}}
}

// put keeps a value by its type ([MS-OXCDATA] 2.11.1).
func (m *mapiItem) put(id, typ uint16, v []byte, cp int) {
	switch typ {
	case 0x001E, 0x001F:
		s := decodeUTF16(v)
		if typ == 0x001E {
			s = decodeCodePage(cp, v)
		}
		if s = strings.TrimRight(s, "\x00"); s == "" {
			return
		}
		if id >= 0x8000 {
			m.named = append(m.named, s)
			return
		}
		m.text[id] = s
	case 0x0102, 0x000D:
		if name, address, ok := oneOff(v); ok && id >= 0x8000 {
			m.members = append(m.members, []string{name, address})
		}
		m.bin[id] = v
	case 0x0003, 0x000B, 0x0002:
		m.num[id] = le32(append(bytes.Clone(v), 0, 0), 0)
	case 0x0040:
		if s := fileTime(le64(v, 0)); s != "" && len(v) >= 8 {
			m.date[id] = s
		}
	}
}

// mailbox is a name and an address as a mail client shows them.
func mailbox(name, address string) string {
	switch {
	case address == "" || name == address:
		return name
	case name == "":
		return address
	}
	return name + " <" + address + ">"
}

// smtpOf is the first value that is an Internet address: Exchange keeps X.500
// names in the others.
func smtpOf(values ...string) string {
	for _, v := range values {
		if strings.Contains(v, "@") {
			return v
		}
	}
	return ""
}

// give puts out the item: header lines, contact, bodies, other properties.
func (m *mapiItem) give(f *file, to output, recipients []string) {
	if m.isContact() {
		m.giveContact(f, to)
	} else {
		m.giveHeader(f, to, recipients)
		// Of ordinary mail they are transport headers and client settings.
		if class := strings.ToLower(m.text[mapiClass]); len(m.named) > 0 && class != "" && !hasAnyPrefix(class, []string{"ipm.note", "ipm.microsoft mail.note", "report"}) {
			to.text("properties", 0, true, strings.Join(m.named, "\n"))
		}
	}
	m.giveMembers(f, to)
	if s := m.text[mapiBody]; strings.TrimSpace(s) != "" {
		to.text("", 0, f.hidden, s)
	}
	m.giveBodies(f, to)
}

func (m *mapiItem) giveHeader(f *file, to output, recipients []string) {
	var lines []string
	line := func(name, v string) {
		if v != "" {
			lines = append(lines, name+": "+v)
		}
	}
	line("Subject", m.text[mapiSubject])
	line("From", mailbox(m.text[mapiFromName], smtpOf(m.text[mapiFromSMTP], m.text[mapiFromAddress])))
	if len(recipients) == 0 {
		line("To", m.text[mapiDisplayTo])
		line("Cc", m.text[mapiDisplayCc])
		line("Bcc", m.text[mapiDisplayBcc])
	}
	lines = append(lines, recipients...)
	if len(lines) > 0 {
		to.text("headers", 0, f.hidden, strings.Join(lines, "\n"))
	}
}

// recipientLine is one recipient as a header line.
func (m *mapiItem) recipientLine() string {
	kinds := []string{"To", "To", "Cc", "Bcc"}
	kind := kinds[min(m.num[mapiRecipType]&0xF, 3)]
	box := mailbox(m.text[mapiName], smtpOf(m.text[mapiSMTP], m.text[mapiAddress]))
	if box == "" {
		return ""
	}
	return kind + ": " + box
}

// giveBodies hands on the HTML and the RTF body as files.
func (m *mapiItem) giveBodies(f *file, to output) {
	html := m.bin[mapiHTML]
	if s := m.text[mapiHTML]; s != "" {
		html = []byte("<meta charset=utf-8>" + s)
	}
	if len(html) > 0 {
		if cp := int(m.num[mapiCodePage]); cp != 0 && !bytes.Contains(bytes.ToLower(html), []byte("charset")) {
			html = []byte("<meta charset=utf-8>" + decodeCodePage(cp, html))
		}
		to.child("body.html", html, f.hidden)
	}
	if c := m.bin[mapiRTF]; len(c) > 0 {
		rtf, err := decompressRTF(c)
		if len(rtf) > 0 {
			to.child("body.rtf", rtf, f.hidden)
		}
		if err != nil {
			to.unreadable("body.rtf", inspect.Damaged, err.Error())
		}
	}
}

// contactField is a column of the row a contact becomes.
type contactField struct {
	id   uint16
	name string
}

func contactFields() []contactField {
	return []contactField{
		{mapiName, "Name"}, {0x3A06, "First name"}, {0x3A44, "Middle name"}, {0x3A11, "Last name"}, {0x3A4F, "Nickname"},
		{0x3A16, "Company"}, {0x3A17, "Job title"}, {0x3A18, "Department"}, {0x3A08, "Phone"}, {0x3A1B, "Phone 2"}, {0x3A09, "Home phone"},
		{0x3A2F, "Home phone 2"}, {0x3A1C, "Mobile phone"}, {0x3A1A, "Main phone"}, {0x3A1F, "Other phone"}, {0x3A1E, "Car phone"},
		{0x3A15, "Address"}, {0x3A29, "Street"}, {0x3A2A, "Postcode"}, {0x3A27, "City"}, {0x3A28, "State"}, {0x3A26, "Country"},
		{0x3A5D, "Home street"}, {0x3A5B, "Home postcode"}, {0x3A59, "Home city"}, {0x3A5C, "Home state"}, {0x3A5A, "Home country"},
		{0x3A63, "Other street"}, {0x3A61, "Other postcode"}, {0x3A5F, "Other city"},
		{mapiBirthday, "Date of birth"}, {mapiAnniversary, "Anniversary"}, {0x3A48, "Spouse"}, {0x3A58, "Children"}, {0x3A4E, "Manager"},
		{0x3A30, "Assistant"}, {0x3A07, "Government ID"}, {0x3A4A, "Organizational ID"}, {0x3A45, "Prefix"},
	}
}

func (m *mapiItem) isContact() bool {
	return strings.HasPrefix(strings.ToLower(m.text[mapiClass]), "ipm.contact")
}

// giveContact makes one row of a contact, under a row of names. Outlook keeps
// the addresses in named properties: those with an @ are e-mail, others notes.
func (m *mapiItem) giveContact(f *file, to output) {
	var head, cells []string
	add := func(name, v string) {
		if v = strings.TrimSpace(v); v != "" {
			head, cells = append(head, name), append(cells, v)
		}
	}
	for _, c := range contactFields() {
		add(c.name, m.text[c.id])
		add(c.name, m.date[c.id])
	}
	var notes []string
	seen := map[string]bool{}
	for _, v := range m.named {
		switch {
		case seen[v]:
		case strings.Contains(v, "@") && !strings.ContainsAny(v, " \n("):
			add("E-mail", v)
		default:
			notes = append(notes, v)
		}
		seen[v] = true
	}
	add("Notes", strings.Join(notes, "\n"))
	giveRecord(f, to, head, cells)
}

// giveRecord puts out a record of names and values as a table of one row.
func giveRecord(f *file, to output, head, cells []string) {
	place := inspect.Place{Path: f.path, Line: 1}
	to.row(inspect.Row{Place: place, Header: true, Hidden: f.hidden, Cells: head})
	place.Line = 2
	to.row(inspect.Row{Place: place, Hidden: f.hidden, Cells: cells})
}

// giveMembers gives the people of a distribution list as rows.
func (m *mapiItem) giveMembers(f *file, to output) {
	for i, cells := range append([][]string{{"Name", "E-mail"}}, m.members...) {
		if len(m.members) > 0 {
			to.row(inspect.Row{Place: inspect.Place{Path: f.path, Part: "members", Line: i}, Header: i == 0, Hidden: f.hidden, Cells: cells})
		}
	}
}

// oneOff is a person in a list: flags, the provider's class, version and flags,
// then name, kind of address and address ([MS-OXCDATA] 2.2.5.1).
func oneOff(v []byte) (name, address string, ok bool) {
	const provider, wide = "\x81\x2b\x1f\xa4\xbe\xa3\x10\x19\x9d\x6e\x00\xdd\x01\x0f\x54\x02", 0x8000
	if len(v) < 24 || string(v[4:20]) != provider {
		return "", "", false
	}
	rest, unicode := v[24:], le16(v, 22)&wide != 0
	var texts [3]string
	for i := range texts {
		if !unicode {
			var s []byte
			s, rest = cString(rest)
			texts[i] = decodeCodePage(1252, s)
			continue
		}
		end := 0
		for end+1 < len(rest) && le16(rest, end) != 0 {
			end += 2
		}
		texts[i], rest = decodeUTF16(rest[:min(end, len(rest))]), rest[min(end+2, len(rest)):]
	}
	return texts[0], texts[2], texts[0]+texts[2] != ""
}

// decompressRTF is [MS-OXRTFCP]: a dictionary of 4,096 bytes that begins with
// common RTF, control bytes of eight flags, references of 12 and 4 bits.
func decompressRTF(c []byte) ([]byte, error) {
	const (
		compressed = 0x75465A4C
		plain      = 0x414C454D
		prefix     = `{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0` + "\r\n" + `\par \pard\plain\f0\fs20\b\i\u\tab\tx`
	)
	size := int64(le32(c, 4))
	body := c[min(len(c), 16):]
	switch le32(c, 8) {
	case plain:
		return body[:min(int64(len(body)), size)], nil
	case compressed:
	default:
		return nil, fmt.Errorf("compressed RTF: unknown kind")
	}
	var dict [4096]byte
	at := copy(dict[:], prefix)
	var out []byte
	emit := func(b byte) {
		out = append(out, b)
		dict[at] = b
		at = (at + 1) & 4095
	}
	for len(body) > 0 {
		flags := body[0]
		body = body[1:]
		for bit := 0; bit < 8 && len(body) > 0; bit++ {
			if flags>>bit&1 == 0 {
				emit(body[0])
				body = body[1:]
				continue
			}
			if len(body) < 2 {
				return out, fmt.Errorf("compressed RTF: cut short")
			}
			from, n := int(body[0])<<4|int(body[1])>>4, int(body[1]&0xF)+2
			body = body[2:]
			if from == at { // the end
				return out, nil
			}
			for range n {
				emit(dict[from])
				from = (from + 1) & 4095
			}
		}
	}
	if int64(len(out)) < size {
		return out, fmt.Errorf("compressed RTF: cut short")
	}
	return out, nil
}
