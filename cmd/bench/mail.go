package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"hash/crc32"
	"time"
)

// mail is one size of message: an ordinary answer to a customer, as text and
// HTML, and from 100 kB on an attachment without a person in it: a price list,
// a manual, a brochure, taking turns.
type mail struct {
	name   string
	bodies [][]byte // taken in turn
	sums   []uint32
	date   string
}

// sizes are the messages of the mail section, with attachments of these kinds.
func sizes(kinds string) ([]*mail, error) {
	small := newMail("5 kB", [][]byte{related(nil)})
	hundred, err := attached("100 kB", 70_000, kinds)
	if err != nil {
		return nil, err
	}
	large, err := attached("5 MB", 3_650_000, kinds)
	if err != nil {
		return nil, err
	}
	return []*mail{small, hundred, large}, nil
}

// attached makes mails with an attachment of about so many bytes, which base64
// makes a third longer.
func attached(name string, size int, kinds string) (*mail, error) {
	var bodies [][]byte
	for _, k := range []struct {
		name string
		make func(size int) (attachment, error)
	}{{"xlsx", priceList}, {"docx", manual}, {"pdf", brochure}} {
		if !listed(kinds, k.name) {
			continue
		}
		a, err := k.make(size)
		if err != nil {
			return nil, err
		}
		bodies = append(bodies, related(&a))
	}
	if len(bodies) == 0 {
		return nil, fmt.Errorf("no attachment is of kind %q", kinds)
	}
	return newMail(name, bodies), nil
}

func newMail(name string, bodies [][]byte) *mail {
	m := &mail{name: name, bodies: bodies, date: time.Now().Format(time.RFC1123Z)}
	for _, b := range bodies {
		m.sums = append(m.sums, crc32.Checksum(b, castagnoli()))
	}
	return m
}

func (m *mail) body(i int) []byte { return m.bodies[i%len(m.bodies)] }

// expect are the checksums of the first n messages.
func (m *mail) expect(n int) []uint32 {
	sums := make([]uint32, n)
	for i := range sums {
		sums[i] = m.sums[i%len(m.sums)]
	}
	return sums
}

// Twenty people of the office write to forty customers, one at a time: an
// ordinary day, on which no rule fires.
func sender(i int) string    { return fmt.Sprintf("person%d@example.org", i%20) }
func recipient(i int) string { return fmt.Sprintf("customer%d@elsewhere.example", i%40) }

func (m *mail) head(id string, i int) []byte {
	return fmt.Appendf(nil, "From: Person %d <%s>\r\nTo: <%s>\r\nSubject: Your question about delivery %d\r\n"+
		"Date: %s\r\nMessage-ID: <%s.%d@example.org>\r\nMIME-Version: 1.0%s%s %d\r\n"+
		"Content-Type: multipart/mixed; boundary=\"outer-b1\"\r\n\r\n",
		i%20, sender(i), recipient(i), i, m.date, id, i, tokenField, id, i)
}

// related is the body: alternatives, and the attachment if there is one.
func related(a *attachment) []byte {
	var b bytes.Buffer
	line := func(s string) { b.WriteString(s + "\r\n") }
	line("--outer-b1")
	line("Content-Type: multipart/alternative; boundary=\"inner-b2\"\r\n")
	line("--inner-b2\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n")
	b.WriteString(letter("", "", ""))
	line("\r\n--inner-b2\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n")
	line("<html><head><style>p { font-family: Arial; margin: 0 }</style></head><body>")
	b.WriteString(letter("<p class=3D\"text\">=\r\n", "</p>", "<br>=\r\n"))
	line("</body></html>\r\n--inner-b2--")
	if a != nil {
		line("--outer-b1\r\nContent-Type: " + a.kind + "; name=\"" + a.name + "\"\r\n" +
			"Content-Disposition: attachment; filename=\"" + a.name + "\"\r\nContent-Transfer-Encoding: base64\r\n")
		wrapped(&b, a.data)
	}
	line("--outer-b1--")
	return b.Bytes()
}

// wrapped is base64 in lines of 76 (RFC 2045 section 6.8).
func wrapped(b *bytes.Buffer, data []byte) {
	const perLine = 57
	text := make([]byte, 76)
	for len(data) > 0 {
		n := min(perLine, len(data))
		enc := text[:base64.StdEncoding.EncodedLen(n)]
		base64.StdEncoding.Encode(enc, data[:n])
		b.Write(enc)
		b.WriteString("\r\n")
		data = data[n:]
	}
}

// letter is two and a half kilobytes of ordinary business prose.
func letter(before, after, brk string) string {
	var b bytes.Buffer
	for _, p := range []string{
		"Good morning,", "",
		"thank you for your message. The spare parts for the older heating",
		"model are in stock again, and we can send them within three working",
		"days. The parts list on our site shows which valve fits which year;",
		"if the plate on the back says 2014 or earlier, please choose the long",
		"connector, article 400-1182-7.", "",
		"You also asked whether the service contract can be changed in the",
		"middle of a year. It can: tell us before the 15th of a month, and the",
		"new terms start on the first of the next one. The yearly fee of 249.00",
		"is then divided by months. Nothing else changes, and there is no fee",
		"for the change itself.", "",
		"For the meeting on Thursday at 10:30 we have booked the small room on",
		"the second floor. Coffee is there; the projector takes HDMI and USB-C.",
		"The agenda so far: state of the warehouse move, the new packaging, and",
		"what to do about deliveries that arrive before the shop opens. If you",
		"want to add a point, just answer to this message.", "",
		"One more thing about the last order, number 2026-00417: the carrier",
		"reports a delay of one day because of the weather in the mountains.",
		"The parcel should be with you on Friday. Should it be late again, we",
		"will refund the shipping costs without further questions.", "",
		"About the leaking joint in the cellar: the ring is a wearing part and",
		"should be changed every five years. The set has rings in four sizes, a",
		"tube of grease and a sheet with pictures, article 400-1190-2, at 18.50",
		"with tax. Most people do it on their own in half an hour; close the",
		"main tap first. If you would rather have it done, a visit costs 65.00,",
		"and we come to your part of the country every second week.", "",
		"The new catalogue is out in spring. It will be shorter, as the older",
		"series go, and it will have a page with the parts that fit all years.",
		"Until then the list on our site is the one that counts.", "",
		"Kind regards", "the service desk",
	} {
		if p == "" {
			b.WriteString(after + "\r\n" + before)
			continue
		}
		b.WriteString(p + brk + "\r\n")
	}
	return b.String()
}
