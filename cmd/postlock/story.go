package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// letter is one message of the demo's story, ready for SMTP.
type letter struct {
	title string
	from  string
	to    []string
	data  []byte
}

// story is what README tells: three mails on one ordinary morning. All people
// in it are made up on the spot.
func story(now time.Time) ([]letter, error) {
	r := newRand()
	newsletter := newsletterMail(r, now)
	bill := invoiceMail(now)
	lessons, err := lessonsMail(r, now)
	return []letter{newsletter, bill, lessons}, err
}

func newsletterMail(r *rand.Rand, now time.Time) letter {
	to := strangers(r, 40)
	body := "Dear all,\n\nthe summer fair is on Saturday from two o'clock. There is cake,\n" +
		"a tombola, and the choir sings at four. Bring a friend!\n\nKind regards\nHanne\n"
	m := letter{title: "a newsletter with 40 strangers in To", from: "hanne@example.org", to: to}
	m.data = compose(m, "Summer fair", now, body, "", nil)
	return m
}

func invoiceMail(now time.Time) letter {
	lines := []string{
		"Invoice 2026-0417", "", "Parish of St. Example, 1 Church Street", "To: Baker Supplies Ltd, 9 Mill Lane", "",
		"5701234567890   Candles, white         24    129.95",
		"5701234567906   Napkins               120     24.50",
		"5701234567913   Coffee, 500 g          36     49.00", "",
		"Total                                        203.45",
		"Please pay to IBAN DE89 3704 0044 0532 0130 00 within 30 days.",
	}
	m := letter{title: "an invoice as PDF to one supplier", from: "office@example.org", to: []string{"orders@baker-supplies.example"}}
	m.data = compose(m, "Invoice 2026-0417", now, "Please find our invoice attached.\n", "invoice-2026-0417.pdf", onePagePDF(lines))
	return m
}

func lessonsMail(r *rand.Rand, now time.Time) (letter, error) {
	sheet, err := waitingList(r, 2600)
	if err != nil {
		return letter{}, fmt.Errorf("making the spreadsheet: %w", err)
	}
	m := letter{title: "the swimming lessons: 2,600 children in a spreadsheet, to 177 parents", from: "sport@example.org", to: strangers(r, 177)}
	body := "Beste ouders,\n\nin de bijlage vindt u de indeling van de zwemlessen.\n\nMet vriendelijke groet,\nAfdeling Sport\n"
	m.data = compose(m, "Zwemlessen: indeling", now, body, "wachtlijst-zwemles.xlsx", sheet)
	return m, nil
}

var (
	givenNames = strings.Fields("Sanne Daan Emma Sem Fatima Noor Bram Lotte Thijs Amira Jesse Eva Finn Yusuf Julia Lars Mila Ravi Sophie Ties Zoë Omar Anna Luuk Aisha Mees Fleur Tim Nina Kaan")
	surnames   = strings.Split("de Boer,Jansen,El Amrani,Visser,Bakker,van Dijk,Smit,Meijer,Yilmaz,de Groot,Mulder,Bos,Vos,Peters,Hendriks,van Leeuwen,Dekker,Brouwer,Dijkstra,Özdemir,de Wit,Smits,Kok,Jacobs,de Haan,Vermeulen,van den Berg,Singh,Nguyen,Bouzid", ",")
	streets    = strings.Fields("Dorpsstraat Kerkweg Lindelaan Molenpad Eikenhof Stationsweg Hogeweg Beukenlaan Schoolstraat Nieuwstraat Parklaan Weidezoom")
)

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

// strangers are distinct made-up mailboxes at several providers (.example).
func strangers(r *rand.Rand, n int) (to []string) {
	for i := range n {
		to = append(to, fmt.Sprintf("%s.%d@post%d.example", strings.ToLower(pick(r, []string{"sanne", "daan", "emma", "omar", "julia", "ravi"})), i+1, r.IntN(5)+1))
	}
	return to
}

// waitingList is an xlsx of children with name, birth date, address, phone and e-mail.
func waitingList(r *rand.Rand, children int) ([]byte, error) {
	rows := [][]string{{"Voornaam", "Achternaam", "Geboortedatum", "Adres", "Postcode", "Woonplaats", "Telefoon ouder", "E-mail ouder"}}
	seen := map[string]bool{}
	for i := 0; i < children; i++ {
		given, family := pick(r, givenNames), pick(r, surnames)
		born := time.Date(2012+r.IntN(8), time.Month(r.IntN(12)+1), r.IntN(28)+1, 0, 0, 0, 0, time.UTC)
		key := given + family + born.String()
		if seen[key] { // the same child twice would be one person
			i--
			continue
		}
		seen[key] = true
		rows = append(rows, []string{given, family, born.Format("02-01-2006"), fmt.Sprintf("%s %d", pick(r, streets), r.IntN(180)+1),
			fmt.Sprintf("38%02d %c%c", 50+r.IntN(4), 'A'+rune(r.IntN(26)), 'A'+rune(r.IntN(26))), "Ermelo",
			fmt.Sprintf("06-%08d", 10_000_000+r.IntN(80_000_000)), fmt.Sprintf("ouder%d@post%d.example", i, r.IntN(5)+1)})
	}
	return workbook(rows)
}

// compose makes the message (RFC 5322, 2045), CRLF throughout.
func compose(m letter, subject string, now time.Time, body, file string, content []byte) []byte {
	var b strings.Builder
	head := func(name, value string) { b.WriteString(name + ": " + value + "\r\n") }
	head("From", m.from)
	head("To", strings.Join(m.to, ",\r\n "))
	head("Subject", subject)
	head("Date", now.Format(time.RFC1123Z))
	head("Message-ID", fmt.Sprintf("<%x.%x@example.org>", now.UnixNano(), len(m.to)))
	head("MIME-Version", "1.0")
	text := strings.ReplaceAll(body, "\n", "\r\n")
	if file == "" {
		head("Content-Type", "text/plain; charset=utf-8")
		return []byte(b.String() + "\r\n" + text)
	}
	head("Content-Type", `multipart/mixed; boundary="=_story"`)
	b.WriteString("\r\n--=_story\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text)
	b.WriteString("\r\n--=_story\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"" + file +
		"\"\r\nContent-Transfer-Encoding: base64\r\n\r\n")
	for line := base64.StdEncoding.EncodeToString(content); line != ""; {
		n := min(76, len(line))
		b.WriteString(line[:n] + "\r\n")
		line = line[n:]
	}
	b.WriteString("--=_story--\r\n")
	return []byte(b.String())
}

// onePagePDF is the smallest PDF (ISO 32000-1) that shows lines in Courier.
func onePagePDF(lines []string) []byte {
	var page strings.Builder
	page.WriteString("BT /F1 11 Tf 14 TL 60 780 Td\n")
	for _, l := range lines {
		l = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(l)
		fmt.Fprintf(&page, "(%s) Tj T*\n", l)
	}
	page.WriteString("ET")
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", page.Len(), page.String()),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.Bytes()
}

// newRand gives the same made-up people every time.
func newRand() *rand.Rand { return rand.New(rand.NewPCG(177, 2600)) }
