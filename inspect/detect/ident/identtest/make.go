// Package identtest makes valid numbers of every kind of package ident for
// tests: no real person's, but with the shape, the date and the check digits of
// one.
package identtest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/postlock/postlock/inspect/detect/ident"
)

// templates are ways of writing by kind: {d} {m} {y} {Y} are the date of birth, {M}
// the letter of an Italian month {D} the days since 1867 of Hungary, {U} those since 1899 of Ukraine, {t} and {u} the last digits of the year, 9 is a random digit, A a random capital letter, the rest stands for itself.
// What does not pass the check is thrown away.
var templates = map[string][]string{
	"cpr":                {"{d}{m}{y}-9999", "{d}{m}{y}9999", "{d}{m}{y} 9999"},
	"fodselsnummer":      {"{d}{m}{y}99999", "{d}{m}{y} 99999"},
	"personnummer":       {"{y}{m}{d}-9999", "{Y}{m}{d}-9999", "{y}{m}{d}9999", "{Y}{m}{d}9999"},
	"hetu":               {"{d}{m}{y}-9999", "{d}{m}{y}-999A"},
	"kennitala":          {"{d}{m}{y}-9999", "{d}{m}{y}9999"},
	"isikukood":          {"3{y}{m}{d}9999", "4{y}{m}{d}9999"},
	"asmens_kodas":       {"3{y}{m}{d}9999", "4{y}{m}{d}9999"},
	"personas_kods":      {"{d}{m}{y}-19999", "{d}{m}{y}19999"},
	"bsn":                {"999999999", "9999.99.999"},
	"rijksregister":      {"{y}.{m}.{d}-999.99", "{y}{m}{d}99999", "{y} {m} {d} 999 99"},
	"matricule":          {"{Y}{m}{d}99999"},
	"steuer_id":          {"99999999999", "99 999 999 999"},
	"rentenversicherung": {"15{d}{m}{y}A999", "65 {d}{m}{y} A 999"},
	"kvnr":               {"A999999999"},
	"ausweis":            {"L999999999", "T999999999", "C9999K9999"},
	"svnr":               {"9999 {d}{m}{y}", "9999{d}{m}{y}"},
	"ahv":                {"756.9999.9999.99", "7569999999999"},
	"nir":                {"1{y}{m}75999999 99", "2 {y} {m} 33 999 999 99", "1{y}{m}2A99999999"},
	"nino":               {"AA999999A", "AA 99 99 99 C"},
	"nhs":                {"999 999 9999", "9999999999"},
	"chi":                {"{d}{m}{y}9999"},
	"upn":                {"A999999999999"},
	"ppsn":               {"9999999A", "9999999AA"},
	"dni":                {"99999999A", "99.999.999-A", "99999999-A"},
	"nie":                {"X9999999A", "Y-9999999-A"},
	"nif_pt":             {"299999999", "199 999 999"},
	"cc_pt":              {"99999999 9 ZZ9"},
	"codice_fiscale":     {"AAAAAA{y}{M}{d}A999A", "AAAAAA{y}{M}{d}F205A"},
	"amka":               {"{d}{m}{y}99999"},
	"pesel":              {"{y}{m}{d}99999"},
	"rodne_cislo":        {"{y}{m}{d}/9999", "{y}{m}{d}9999"},
	"szemelyi":           {"1-{y}{m}{d}-9999", "2{y}{m}{d}9999"},
	"taj":                {"999 999 999", "999999999"},
	"emso":               {"{d}{m}9{y}509999", "{d}{m}9{y}019999"},
	"oib":                {"99999999999"},
	"cnp":                {"1{y}{m}{d}129999", "2{y}{m}{d}409999"},
	"egn":                {"{y}{m}{d}9999"},
	"iban":               {"NL99 ABNA 0999 9999 99", "NL99INGB0999999999", "DE99 9999 9999 9999 9999 99", "DK9999999999999999", "GB99 NWBK 9999 9999 9999 99", "BE99 9999 9999 9999", "FR99 9999 9999 99AA 9999 9999 999"},
	"card":               {"4999 9999 9999 9999", "5199999999999999", "3499 999999 99999", "4571-9999-9999-9999"},
	"konto_no":           {"9999.99.99999"},
	"fodselsnummer_2032": {"{d}{m}{y}99999"},
	"onderwijsnummer":    {"109999999"},
	"be_eid":             {"999-9999999-99", "999999999999"},
	"utr":                {"9999999999", "99999 99999"},
	"spi":                {"0999999999999", "39 99 999 999 999"},
	"nif_es":             {"K9999999A", "L9999999A", "M-9999999-A"},
	"nss":                {"289999999999", "08/99999999/99"},
	"niss_pt":            {"19999999999", "199 999 999 99"},
	"afm":                {"999999999"},
	"pa_gr":              {"BC9999999999", "4X9999999999"},
	"tic_cy":             {"09999999Z", "09999999A"},
	"id_pl":              {"ABA999999", "AXC 999999"},
	"adoazonosito":       {"8{D}9999"},
	"lnch":               {"9999999999", "9999 999 999"},
	"davcna":             {"99999999"},
	"mrz":                {"{y}{m}{d}9F3001019UTO<<<<<<<<<<<9"},
	"driver_gb":          {"ABCDE{t}{m}{d}{u}AA9AA"},
	"cpr_shape":          {"{d}{m}{y}-9999", "{d}{m}{y}9999"},
	"kennitala_shape":    {"{d}{m}{y}-9999"},
	"kerfiskennitala":    {"899999-9999"},
	"personas_kods_new":  {"329999-99999", "32999999999"},
	"rodne_cislo_9":      {"{y}{m}{d}/999"},
	"id_mt":              {"999999M", "9999999G"},
	"id_cy":              {"999999", "9999999"},
	"adt_gr":             {"AK-999999", "XA 999999"},
	"peid":               {"999999", "9999999"},
	"tckimlik":           {"19999999999", "299 999 999 99"},
	"rnokpp":             {"{U}99999"},
	"snils":              {"199-999-999 99", "29999999999"},
	"inn_ru":             {"779999999999"},
	"idnum_by":           {"3{d}{m}{y}A999PB9", "4{d}{m}{y}H999PB9"},
	"idnp":               {"2009999999999"},
	"iin_kz":             {"{y}{m}{d}399999", "{y}{m}{d}499999"},
	"kod_melli":          {"9999999999", "199-999999-9"},
	"zehut":              {"399999999", "29999999-9"},
	"ric":                {"119999{Y}{m}{d}9999", "449999{Y}{m}{d}999X"},
	"natid_tw":           {"A199999999", "F299999999"},
	"rrn":                {"{y}{m}{d}-1999999", "{y}{m}{d}2999999"},
	"aadhaar":            {"2999 9999 9999", "399999999999"},
	"cnic":               {"39999-9999999-9", "4999999999999"},
	"nric_sg":            {"S9999999A", "G9999999A"},
	"cpf":                {"999.999.999-99", "99999999999"},
	"run_cl":             {"19.999.999-9", "9.999.999-K", "19999999-9"},
	"idnr_za":            {"{y}{m}{d}9999089", "{y}{m}{d} 9999 189"},
	"ssn_us":             {"299-99-9999", "199 99 9999"},
	"sin_ca":             {"199 999 999", "299-999-999", "399999999"},
	"email":              {"a9.bcd9@example.org", "jan+99@mail.example.com"},
	"phone":              {"+45 29 99 99 99", "+31 6 99999999", "06-99999999", "0171 9999999", "020 7999 9999", "+49 (0)30 999999", "01.99.99.99.99"},
	"date":               {"{d}.{m}.{Y}", "{Y}-{m}-{d}", "{d}/{m}/{Y}", "{d}-{m}-{Y}"},
	"street":             {"Eikenlaan 29", "Hauptstraße 19", "Vestergade 4", "19 Church Street", "Prinses Irenestraat 199"},
	"postcode":           {"2999 XA", "NR9 9AA", "SW1A 9BB"},
	"postcode_town":      {"2999 XA Utrecht", "NR9 9AA Norwich", "1999 AX Den Haag"},
}

// Kinds lists the names for which Make has a template.
func Kinds() (names []string) {
	for _, k := range ident.Kinds() {
		if templates[k.Name] != nil {
			names = append(names, k.Name)
		}
	}
	return names
}

// Make makes a value of the kind. It panics for a kind without template, which
// is a mistake in the test that asks.
func Make(kind string, r *rand.Rand) string {
	v, _ := Born(kind, r)
	return v
}

// Born makes a value and tells the date of birth it was made with, and which it
// carries if its kind does; the century may be another where the number has no
// room for it.
func Born(kind string, r *rand.Rand) (string, time.Time) {
	list := templates[kind]
	if list == nil {
		panic("identtest: no template for " + kind)
	}
	var hits []ident.Hit
	for range 1_000_000 {
		born := time.Date(1935+r.IntN(64), time.Month(1+r.IntN(12)), 1+r.IntN(28), 0, 0, 0, 0, time.UTC)
		v := fill(list[r.IntN(len(list))], born, r)
		hits = ident.Whole(v, hits[:0])
		for _, h := range hits {
			if h.Kind.Name == kind && !h.Repaired {
				return v, born
			}
		}
	}
	panic("identtest: the template never passes for " + kind)
}

func fill(template string, born time.Time, r *rand.Rand) string {
	template = strings.NewReplacer(
		"{d}", encode(fmt.Sprintf("%02d", born.Day())), "{m}", encode(fmt.Sprintf("%02d", int(born.Month()))),
		"{D}", encode(fmt.Sprintf("%05d", int(born.Sub(time.Date(1867, 1, 1, 0, 0, 0, 0, time.UTC)).Hours()/24))),
		"{U}", encode(fmt.Sprintf("%05d", int(born.Sub(time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)).Hours()/24))),
		"{t}", encode(fmt.Sprint(born.Year()/10%10)), "{u}", encode(fmt.Sprint(born.Year()%10)),
		"{M}", "abcdehlmprst"[born.Month()-1:born.Month()], "{y}", encode(fmt.Sprintf("%02d", born.Year()%100)), "{Y}", encode(fmt.Sprintf("%04d", born.Year()))).Replace(template)
	b := []byte(template)
	for i, c := range b {
		switch {
		case c == '9':
			b[i] = '0' + byte(r.IntN(10))
		case c == 'A':
			b[i] = 'A' + byte(r.IntN(26))
		case c >= 'a' && template[0] == 'A':
			b[i] = c - 'a' + 'A'
		case c < 10:
			b[i] = '0' + c
		}
	}
	return string(b)
}

// encode keeps the digits of a date apart from the 9 of a template.
func encode(digits string) string {
	b := []byte(digits)
	for i := range b {
		b[i] -= '0'
	}
	return string(b)
}
