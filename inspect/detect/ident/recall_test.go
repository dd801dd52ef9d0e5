package ident

import (
	"strings"
	"testing"
	"time"
)

// typedPhones are numbers as people write them, by country.
var typedPhones = map[string][]string{
	"DK": {"+45 12 34 56 78", "+45 1234 5678", "+4512345678", "0045 12 34 56 78", "(+45) 12 34 56 78", "+45-12345678", "+45 12-34-56-78", "+45.12.34.56.78", "+45 123 45 678"},
	"DE": {"030 1234567", "030/1234567", "030 / 123 45 67", "030-1234567", "(030) 1234567", "+49 30 1234567", "+49 (0)30 1234567", "+49 (0) 30 1234567", "+49(0)30 1234567", "0049 30 1234567", "+49-30-1234567", "0151 12345678", "0151/12345678", "0151-12345678", "0151 123 456 78", "015112345678", "+4915112345678", "04321 / 12 34 56", "04321 - 123456", "04321 123456-12", "030.1234567"},
	"NL": {"06-12345678", "06 12345678", "06 12 34 56 78", "06 1234 5678", "0612345678", "06-12 34 56 78", "06.12345678", "06.12.34.56.78", "+31 6 12345678", "+31612345678", "+31 (0)6 12345678", "+31(0)612345678", "0031612345678", "020-1234567", "020 123 45 67", "(020) 1234567", "0512-123456", "+31-6-12345678", "06 - 12345678", "06 – 12345678"},
	"GB": {"07700 900123", "07700900123", "07700 900 123", "020 7946 0958", "(020) 7946 0958", "0161 496 0123", "01632 960123", "+44 7700 900123", "+44 (0)20 7946 0958", "+44(0)7700 900123", "00447700900123", "+447700900123", "0161-496-0123", "01632-960123", "(01632) 960 123"},
	"SE": {"070-123 45 67", "070 123 45 67", "0701234567", "070-1234567", "08-123 456 78", "08-12345678", "+46 70 123 45 67", "+46701234567", "+46 (0)70-123 45 67", "0046701234567", "031-12 34 56"},
	"NO": {"+47 12 34 56 78", "+47 123 45 678", "+4712345678", "0047 12345678"},
	"AT": {"0664 1234567", "0664/1234567", "0664/123 45 67", "0664 / 12 34 567", "+43 664 1234567", "+43 (0)664 1234567", "+43/664/1234567", "01 5123456", "01/5123456", "0043 664 1234567"},
	"CH": {"044 668 18 00", "044/668 18 00", "079 123 45 67", "0791234567", "+41 79 123 45 67", "+41 (0)79 123 45 67", "0041 79 123 45 67", "+41791234567"},
	"BE": {"0470 12 34 56", "0470/12 34 56", "0470/12.34.56", "0470-12 34 56", "0470123456", "02 123 45 67", "02/123.45.67", "+32 470 12 34 56", "+32 (0)470 12 34 56", "+32470123456", "0032 470 12 34 56"},
	"FR": {"06 32 54 76 18", "06.32.54.76.18", "06-32-54-76-18", "0632547618", "01 42 68 53 00", "+33 6 32 54 76 18", "+33 (0)6 32 54 76 18", "+33632547618", "0033 6 32 54 76 18"},
	"PL": {"+48 512 345 678", "+48512345678", "+48 512-345-678", "0048 512 345 678", "+48 22 123 45 67", "(+48) 512 345 678"},
}

// plainPhones need a word, as they have neither prefix nor plus.
var plainPhones = []string{"22 34 56 78", "2234 5678", "22345678", "22-34-56-78", "223 45 678", "512 345 678", "512-345-678", "512345678", "22.34.56.78", "22 345 678", "22 12 34 56"}

// typography puts in the gluing spaces and hyphens that word processors do.
var typography = []*strings.Replacer{
	strings.NewReplacer(" ", "\u00A0"), strings.NewReplacer(" ", "\u2009"), strings.NewReplacer(" ", "\u202F"),
	strings.NewReplacer("-", "–"), strings.NewReplacer("-", "\u2011"), strings.NewReplacer("-", "\u2212"),
	strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６", "7", "７", "8", "８", "9", "９"),
	strings.NewReplacer("+", "\u202D+"),
}

var phoneFrames = []string{"%", "Tlf. %", "Tlf.: % (privat)", "Mobil: %", "Tel %, Anna", "Anna Berg, %", "Anna Berg;%;x", "ring til mig på %.", "Handy %\n", "bel mij op % of mail", "M: % | x", "%, ext 4", "% ext. 12", "% x4", "t. %", "Anna (%)", "Telefon:%", "tel:%", "% (mobil)", "T % / x", "☎ %", "*%*", "📱%"}

// TestPhonesAsTyped: every way of writing is found whole in every frame.
func TestPhonesAsTyped(t *testing.T) {
	check := func(country, v, text string) {
		for _, h := range Scan(text, nil) {
			if h.Kind.Attribute == known.phone.Attribute && strings.Contains(text[h.Start:h.End], strings.Trim(v, "()\u202D")) {
				return
			}
		}
		t.Errorf("%s: no phone in %q: %s", country, text, found(text, Scan(text, nil)))
	}
	for country, list := range typedPhones {
		for _, v := range list {
			for _, f := range phoneFrames {
				check(country, v, strings.Replace(f, "%", v, 1))
			}
			for _, r := range typography {
				check(country, r.Replace(v), "Anna Berg, "+r.Replace(v)+", x")
			}
		}
	}
	for _, v := range plainPhones {
		for _, f := range []string{"Tlf. %", "Mobil: %", "tel. nr. %", "Telefon %, Anna", "ring på %", "% (mobil)", "tlf.nr.: %", "komórka/tel. %", "Mob %", "Tlf: %, ordrenr. 7712030441"} {
			check("plain", v, strings.Replace(f, "%", v, 1))
		}
		for _, r := range typography[:6] {
			check("plain", r.Replace(v), "Tlf. "+r.Replace(v))
		}
	}
}

func TestIDsAsTyped(t *testing.T) {
	for v, kind := range map[string]string{
		"211062-5629": "cpr", "211062 5629": "cpr", "211062 - 5629": "cpr", "211062- 5629": "cpr", "211062 -5629": "cpr", "211062–5629": "cpr", "211062 – 5629": "cpr",
		"21.10.62-5629": "cpr", "21 10 62 5629": "cpr", "21-10-62-5629": "cpr", "21 10 62-5629": "cpr", "211062.5629": "cpr", "21/10/62-5629": "cpr", "211062/5629": "cpr", "21.10.62 5629": "cpr",
		"２１１０６２-５６２９": "cpr", "211062\u00A0-\u00A05629": "cpr", "211062\u2011\u200B5629": "cpr", "2110625629": "cpr",
		"111222333": "bsn", "111.222.333": "bsn", "1112.22.333": "bsn", "1112 22 333": "bsn", "111 222 333": "bsn", "111-222-333": "bsn", "11.12.22.333": "bsn", "111\u00A0222\u00A0333": "bsn",
		"880320-0016": "personnummer", "880320 - 0016": "personnummer", "19880320-0016": "personnummer", "880320 0016": "personnummer", "151086 95088": "fodselsnummer", "15.10.86 95088": "fodselsnummer",
	} {
		words := map[string][]string{"cpr": {"CPR", "Cpr-nr.:", "cpr nummer er", "personnummer"}, "bsn": {"BSN", "bsn nr.", "burgerservicenummer:", "BSN is"}, "personnummer": {"personnummer:"}, "fodselsnummer": {"fødselsnr"}}[kind]
		for _, w := range words {
			text := w + " " + v + ", Anna"
			expect(t, text, Scan(text, nil), kind+":"+v)
			for _, h := range Scan(text, nil) {
				if h.Kind.Name == kind && !Near(text, h, 60) {
					t.Errorf("%q: the word does not label the number", text)
				}
			}
		}
		expect(t, v, Whole(v, nil), kind+":"+v)
	}
}

func TestDatesAsTyped(t *testing.T) {
	for want, list := range map[string][]string{
		"2012-05-03": {"3. maj 2012", "3.maj 2012", "3 maj 2012", "3. Maj 2012", "3. MAJ 2012", "3. Mai 2012", "3.Mai 2012", "3 mei 2012", "3e mei 2012", "3 May 2012", "3rd May 2012", "3rd of May 2012", "May 3, 2012", "May 3rd, 2012", "May 3 2012", "3-May-2012", "03-May-2012", "3 mai 2012", "3 maja 2012", "3:e maj 2012", "3/5-12", "3/5-2012", "3/5 2012", "03.05.12", "03.05.2012", "3.5.2012", "3. 5. 2012", "03-05-2012", "3/5/2012", "2012-5-3", "2012-05-03", "03/05/12", "2012/05/03", "2012.05.03", "3 de mayo de 2012", "3-maj-2012", "3\u00A0maj\u00A02012", "3.\u202Fmai\u202F2012", "3–5–2012", "3/5–2012"},
		"1990-01-05": {"5. jan. 1990", "5 jan 1990", "5. januar 1990", "5 januari 1990", "5. Jan. 1990", "5 January 1990", "Jan. 5, 1990", "5 janvier 1990", "5 janv. 1990", "5 stycznia 1990", "5 sty 1990", "5. Jänner 1990", "1990-1-5", "5.1.1990", "5/1-90"},
		"1984-03-12": {"12. marts 1984", "12 maart 1984", "12. März 1984", "12. MÄRZ 1984", "12. Mrz. 1984", "12 mrt 1984", "12 mrt. 1984", "12 March 1984", "12 mars 1984", "12 marca 1984", "12 mar. 1984"},
		"1975-12-09": {"9. dec. 1975", "9. Dezember 1975", "9. Dez. 1975", "9 december 1975", "9. desember 1975", "9. des. 1975", "9 décembre 1975", "9 DÉCEMBRE 1975", "9 déc. 1975", "9 grudnia 1975", "Dec 9, 1975"},
		"1961-10-21": {"21. oktober 1961", "21. okt. 1961", "21 okt 1961", "21. Oktober 1961", "21 October 1961", "Oct. 21, 1961", "21 octobre 1961", "21 oct. 1961", "21 października 1961", "21 paź 1961"},
		"1999-08-31": {"31. august 1999", "31. aug. 1999", "31 augustus 1999", "31 augusti 1999", "31 août 1999", "31 AOÛT 1999", "31 sierpnia 1999", "August 31, 1999"},
		"1988-02-29": {"29. februar 1988", "29. feb. 1988", "29 februari 1988", "29 February 1988", "29 février 1988", "29 févr. 1988", "29 lutego 1988"},
		"2001-09-01": {"1. september 2001", "1. sept. 2001", "1 sep 2001", "1er septembre 2001", "1 września 2001", "Sept. 1, 2001", "1st September 2001"},
	} {
		for _, v := range list {
			for _, f := range []string{"født den % i Ribe", "geb. %", "Anna (født %)", "Anna, %", "%\n", "Born on %."} {
				text := strings.Replace(f, "%", v, 1)
				hits := Scan(text, nil)
				ok := false
				for _, h := range hits {
					ok = ok || h.Kind == known.date && h.Birth.Format(time.DateOnly) == want
				}
				if !ok {
					t.Errorf("%q: found %s, want a date %s", text, found(text, hits), want)
				}
			}
		}
	}
	for _, text := range []string{"født 3. maj 62", "geb. 3 mei '62", "born 3 May 62", "f. 3.5.62", "geb. 3-5-62", "geb. am 3.5.62"} {
		hits := Scan(text, nil)
		if len(hits) == 0 || hits[0].Birth.Format(time.DateOnly) != "1962-05-03" {
			t.Errorf("%q: found %v", text, found(text, hits))
		}
	}
}
