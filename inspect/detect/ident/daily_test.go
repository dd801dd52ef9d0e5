package ident

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// daily are lines of ordinary mail with numbers that mean nobody. No one may have
// a strong national id, account or card, and none a phone, street or postcode in
// more than most per thousand lines. A # is a random digit, @ a random capital.
var daily = []struct {
	class string
	lines []string
	most  float64
}{
	{"years", []string{"Anna Berg (17##-17##)", "Orgelet blev bygget 1721–1784", "Familie Feldkamp 1721-1784", "Pastor Dirk Holst, 1998-2004", "2019/2020", "Saison 2019-2020", "season 2019/20", "seizoen 2021 - 2024", "Wilhelm Kirkegaard 1802 – 1871", "1998-2004 2005-2011", "Zuidveld (1899-1971)", "born c. 1640-1645, d. 1712"}, 0},
	{"spans", []string{"12.-14.05.2026", "3.-5. maj 2026", "5–7 mei", "from 3/5 to 7/5", "uge 12-14", "KW 34-36", "Mo-Fr 10-12", "1/6-31/8", "blz. 112-118", "side 1203-1218"}, 0},
	{"hours", []string{"Åbent 0900-1700", "Geöffnet 0800 - 1630", "geopend 1000-1700 uur", "Open 08:00-17:30", "kl. 10.00-12.30", "Mo-Fr 08.00-12.00", "ring mellem 0900-1500", "telefontid 0830-1200", "bel tussen 0900-1700", "Ring kl. 10.00-14.00", "2000-2230 koncert"}, 0},
	{"timetable", []string{"0712 0742 0812 0842", "07 12 27 42 57", "06 12 22 32 42 52", "2012 2042 2112", "Bus 12: 07.12 07.42 08.12", "Gleis 3 ab 10.42", "Bahnsteig 4", "Bussteig 2", "platform 12", "perron 3"}, 0},
	{"parcels", []string{"parcel 010-#####-000", "APN 0##-###-0##", "Parcel ID 010-00966-000", "matr.nr. 12a Store Heddinge", "Flurstück 123/4", "kadastraal B 1234", "14-32-100-005"}, 0},
	{"books", []string{"ISBN 0##########", "ISBN 0-306-40615-2", "ISBN: 0612345678", "ISBN-13: 978-87-02-#####-#", "ISSN 2245-3312", "ISSN 0105-####", "doi:10.1000/182", "DOI 10.1038/s41586-020-2649-2", "https://doi.org/10.1145/06123456.78"}, 0},
	{"invoices", []string{"Faktura nr. ########", "faktura 0#########", "Rechnung Nr. 2026-#####", "Rechnungsnummer: #########", "factuurnummer 2026########", "Invoice no. 07########", "invoice #########", "Kundennummer: 0#########", "kundenr. ########", "klantnummer #########", "Customer number 9#########", "ordrenr 06########", "Bestellnummer 0##########", "bestelnummer: 06########", "bilag ########", "order no ##########", "sagsnr. 2026-######", "Aktenzeichen 12 O 345/26", "Ihr Zeichen: ########"}, 0},
	{"payment", []string{"+71<0000000########+########<", "+71<000000000012345 +12345678<", "+73< +8#######<", "OCR ##########", "FIK-kode 71", "betalingskenmerk #### #### #### ####", "Betalingskenmerk: ################", "Verwendungszweck 2026########", "payment reference ##########", "+++090/9337/55493+++", "RF18 5390 0754 7034", "KID ###########"}, 0},
	{"organisations", []string{"CVR ########", "CVR-nr.: ## ## ## ##", "CVR: ########", "KvK ########", "KvK-nummer ########", "RSIN #########", "btw-nr NL#########B01", "UTR of the charity ##########", "The company's UTR is ##########", "Steuernummer 21/815/08150", "USt-IdNr. DE#########", "VAT reg no 123 4567 89", "Company number 0#######", "charity no. 1######", "HRB ######", "Ondernemingsnummer 0403.199.702", "BE 0403.199.702", "NIP 123-456-32-18", "EIN 12-3456789", "SE-nr. ########", "P-nummer 10########", "SIRET 732 829 320 00074", "Org.nr 556016-0680", "Umsatzsteuer-Identifikationsnummer #########"}, 0},
	{"accounts", []string{"reg.nr. 1234", "BIC DEUTDEFF500", "Bankleitzahl 200 505 50", "BLZ 20050550"}, 0},
	{"meters", []string{"Målernr. ########", "Zählernummer 1EMH00########", "Zählerstand 012345", "meternummer E00########", "meter no. #########", "målernummer: 0#########"}, 0},
	{"tracking", []string{"Track & trace 3S############", "Sendungsnummer 0034####################", "tracking no. ############", "pakkenr. 0#########", "Pakkenummer: 00##################", "1Z999AA10123456784", "Zendingsnummer #########"}, 0},
	{"travel", []string{"Flight KL1234 on 3 May", "SK 1234", "PNR: X7K2PQ", "booking ref ABC123", "Buchungsnummer ########", "boekingsnummer 06########", "e-ticket 117-##########", "Sæde 12A", "ICE 1612 Gleis 7", "Reservierung ##########"}, 0},
	{"boxes", []string{"Postboks 1234", "Postbus 12345", "Postfach 10 20 30 40", "Postfach 1020 3040", "PO Box 12345", "P.O. Box 0123456", "boks ####"}, 0},
	{"ratios", []string{"1:25000", "16:9", "3/4", "50/50", "målt 12/3", "1:2500000", "M 1:1000"}, 0},
	{"scores", []string{"3-1 (2-0)", "21-15 21-18", "25-23, 25-20, 15-12", "FCK - Brøndby 2-1", "Cuxhaven 2 - 1 Stade", "Bremerhaven 3, Hamburg 2", "Rendsburg 4", "6-4 3-6 7-5"}, 0},
	{"bible", []string{"Joh. 3,16-18", "Ps 23:1-6", "1. Mos 12,1-3", "Mt 5,3-12", "Mark 4, 35-41", "Luk 2,1-20", "1 Kor 13", "Room. 8:38-39", "Jes 40, 1-8", "Apg 2,42", "Acts 2:42-47"}, 0},
	{"hymns", []string{"Salme nr. 402", "DDS 12, 14, 402, 11", "EG 316, 1-3", "Lied 123, 1-4", "Salmer: 749 - 680 - 418 - 476", "402 Den signede dag", "EG 0316", "Hymn 456 vv 1-4", "Gezang 1 + 23"}, 0},
	{"recipes", []string{"250 g Mehl", "1000 Gramm Mehl", "1500 Liter Wasser", "2 dl fløde", "1000 gram Bloem", "3 Eier", "1200 Gram Aardappelen", "4 Personen", "12 oz Butter", "1250 Milliliter Milch", "1000 Kilo Kartofler"}, 0},
	{"rooms", []string{"Lokale 1201", "Raum 2.104", "Zimmer 312", "kamer 1204 B", "Room 3.12", "Etage 3, Tür 12", "Mødelokale 2", "Saal 5", "Auditorium 3", "Legeplads 2", "Parkplatz 3", "Spielplatz 2", "Parkeringsplads 12", "Schoolplein 2", "Hauptbahnhof 7", "Skolegården 2", "Børnehaven 3", "Tennisbaan 4", "Boekwinkel 3", "Fragebogen 3", "Arbejdsplads 4", "Sportplatz 1", "Biergarten 2", "Weekeinde 3", "Sommerkamp 2", "Flohmarkt 3"}, 0},
	{"law", []string{"§ 823 Abs. 1 BGB", "§ 12, stk. 3", "artikel 6 lid 1", "Art. 6 Abs. 1 lit. f DSGVO", "LBK nr 1285 af 2012", "BGBl. I S. 2097", "Regulation (EU) 2016/679", "32016R0679", "C-131/12", "ECLI:NL:HR:2019:2006"}, 0},
	{"network", []string{"10.132.162.64", "192.168.1.1:8080", "fe80::1ff:fe23:4567:890a", "00:1A:2B:3C:4D:5E", "00-1A-2B-3C-4D-5E", "06-12-34-56-78-9A", "v1.02.03.04", "Version 10.0.19045.3803", "Windows 10 22H2", "Build 20348.1006", "KB5031356", "CVE-2024-12345"}, 0},
	{"lottery", []string{"Lotto: 4 12 23 34 45 49", "Lottozahlen 4 - 12 - 23 - 34 - 45 - 49", "12 23 34 45", "Superzahl 7", "Lod nr. 1234 5678"}, 0},
	{"places", []string{"52.370216, 4.895168", "55°40'34\"N 12°34'06\"E", "N 52 22.123 E 004 53.456", "UTM 32U 0724567 6175432", "EPSG:25832", "RD 121000, 487000", "55.6761 12.5683"}, 0},
	{"chess", []string{"1. e4 e5 2. Nf3 Nc6 3. Bb5 a6", "14. Sxd5 exd5 15. Dxd5", "Elo 2012 - 1987", "½-½"}, 0},
	{"links", []string{"https://x.example.org/a?u=0#########&t=########", "Anna https://x.example/?u=0612345678;v=2211062-5629", "<https://t.example/06########/2012-05-03>", "www.example.org/list.php?id=2110625629&tel=0612345678", "example.org/?dato=2012-05-03&tlf=22345678", "list.asp?tlf=22345678&cpr=2110625629", "https://x.example/Kerkstraat 12", "mid:06########@x", "Message-ID: <20260322.0612345678@mail.example.org>", "<CAF06########.22345678@mail.example>", "https://x.example/a#tel=0612345678,cpr=211062-5629"}, 0},
	{"files", []string{"lijst-06########.pdf", "IMG_20120503_101010.jpg", "2012-05-03.pdf", "tegning Kerkstraat 12.pdf", "scan 0612345678.pdf", "211062-5629.docx", "DSC########.JPG", "Protokoll_2026-03-20_v2.docx", "C:\\data\\0612345678.txt", "/home/x/22 34 56 78.txt"}, 0},
	{"hashes", []string{"d41d8cd98f00b204e9800998ecf8427e", "sha1: 0612345678abcdef0612345678abcdef06123456", "commit 06123456789", "550e8400-e29b-41d4-a716-0612345678ab", "0x0612345678"}, 0},
	{"code", []string{"cpr=None  # id ##########", "cpr = null; // order ##########", "if cpr_valid(##########) {", "bsn=\"\" ref #########", "def test_cpr(): order_id = ##########", "fnr := nil // ticket ###########", "check_bsn(#########)"}, 0},
	{"keywords far off", []string{"CPR fehlt. Bestellnummer ##########", "Har I modtaget mit CPR? Ordrenummer er ##########", "BSN ontbreekt, factuur #########", "Wij vragen nooit uw BSN. Uw klantnummer is #########", "pas op: ordernummer #########", "ok\tPASS\t########\t########", "test 3: PASS ########", "Het is pas 12345678 keer", "NHS charity, invoice ##########", "patient reference no. ##########", "passport control at gate ########", "Bank holiday, order ########"}, 0},
}

func fill(r *rand.Rand, line string) string {
	b := []byte(line)
	for i, c := range b {
		switch {
		case c == '#' && !(i+1 < len(b) && b[i+1] == ' '):
			b[i] = '0' + byte(r.IntN(10))
		case c == '@' && i > 0 && b[i-1] == ' ':
			b[i] = 'A' + byte(r.IntN(26))
		}
	}
	return string(b)
}

// TestDailyLines: alone on its line, in a sentence and behind a name.
func TestDailyLines(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 9))
	frames := []string{"%\n", "Hej Anna\n\n%\n\nMvh Bo", "Anna Berg: %", "- %", "siehe %, danke", "zie ook % graag", "please see %, thanks"}
	const n = 40
	for _, d := range daily {
		wrong, total := map[string]int{}, 0
		sample := ""
		for _, line := range d.lines {
			for range n {
				for _, f := range frames {
					text := strings.Replace(f, "%", fill(r, line), 1)
					total++
					for _, h := range Scan(text, nil) {
						if alarm(text, h) {
							wrong[fmt.Sprintf("%s in %q", h.Kind.Name, line)]++
							sample = text
						}
					}
				}
			}
		}
		sum := 0
		for _, w := range wrong {
			sum += w
		}
		if float64(sum)/float64(total)*1000 > d.most {
			t.Errorf("%s: %d of %d lines: %v, as in %q", d.class, sum, total, wrong, sample)
		}
	}
}

// alarm tells hits that a detector may take for personal data on their own, or
// for a labelled number.
func alarm(text string, h Hit) bool {
	switch h.Kind.Attribute {
	case known.phone.Attribute, known.street.Attribute:
		return true
	case known.mrz.Attribute, known.iban.Attribute, ByName("card").Attribute:
		return !h.Weak() && h.Formatted || Near(text, h, 60)
	}
	return false
}
