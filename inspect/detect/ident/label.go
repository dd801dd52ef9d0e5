package ident

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostWords is how many words may stand between a label and its number:
// "CPR-nummeret på det ældste barn er 010190-1234".
const mostWords = 7

// labelled tells whether word stands in text[from:h.Start] or text[h.End:to] as
// the label of the hit: the number follows as its value, at most a few words on
// or on the lines below a heading, and no other label, no other value and no end
// of a sentence comes between; or the word follows the number as what it is.
func labelled(text string, h Hit, word string, from, to int) bool {
	for at := from; ; {
		b, e := findWord(text[:h.Start], word, at, from)
		if e == 0 {
			break
		}
		if named(word, text[e:h.Start]) && leads(text[e:h.Start], directOnly[word] && !ofSomebody(text[b:h.Start]), inName(text, b)) && !(generic(word) && thingBefore(text, b)) {
			return true
		}
		at = b + 1
	}
	for at := h.End; at < to; {
		b, e := findWord(text[:to], word, at, h.End)
		if e == 0 {
			return false
		}
		if trails(text[h.End:b], text[e:to]) {
			return true
		}
		at = b + 1
	}
	return false
}

// directOnly are keywords that are ordinary words or syllables as well: nothing
// but "no.", ":" and the like may stand between them and the number.
var directOnly = listOf("pas nie tin tic chi bil nir cf kt fd plate eid kaartnummer")

// ofSomebody is true for "NIE de Ana Ruiz: " before a number, whose keyword no other
// word is written like.
func ofSomebody(text string) bool {
	return strings.HasPrefix(text, "NIE de") && strings.HasSuffix(strings.TrimRight(text, " "), ":")
}

// named keywords need more than a space or a comma: Dutch "pas" is "only" as well,
// and what passed a test has "PASS" beside its numbers.
func named(word, between string) bool {
	if word != "pas" {
		return true
	}
	between = strings.TrimLeft(strings.TrimLeft(between, "sS"), " \t\"'")
	return between != "" && strings.IndexByte(",;|0123456789", between[0]) < 0
}

// generic keywords are those of any country's number: "identification number".
func generic(word string) bool {
	return strings.HasPrefix(word, "id") && !strings.HasPrefix(word, "idnr") || strings.HasPrefix(word, "personal")
}

// inName tells whether the keyword at b is the end of a name in code: validate_cpr.
func inName(text string, b int) bool {
	return b > 1 && (text[b-1] == '_' || text[b-1] == '.' && isAlnum(text[b-2]))
}

// bridge is the text between a label and a number while it is read.
type bridge struct {
	text   string
	direct bool
	code   bool // the keyword is part of a name in code
	words  int
	number bool // a number stands in it
	thing  bool // the last word that is no link labels something else
}

// leads reads the text between a keyword and the number behind it.
func leads(text string, direct, inCode bool) bool {
	if text != "" && text[0] == '(' && inCode {
		return false
	}
	for text != "" && (isLetter(text[0]) || text[0] >= 0x80 && separator(text, ' ')+separator(text, '-') == 0) {
		_, n := utf8.DecodeRuneInString(text) // the rest of a compound
		text = text[n:]
	}
	b := bridge{text: text, direct: direct, code: inCode || strings.HasPrefix(text, "_")}
	for i := 0; i < len(text); {
		w := wordLen(text[i:])
		ok := true
		switch {
		case w > 0 && isDigit(text[i]):
			b.number = b.number || w > 2
			i += w
		case w > 0:
			ok = b.word(text[i : i+w])
			i += w
		default:
			ok = b.mark(i)
			i++
		}
		if !ok {
			return false
		}
	}
	return b.words <= mostWords && !b.thing
}

// word takes the next word in; false when it parts label and number.
func (b *bridge) word(w string) bool {
	if linkWord(w) {
		return true
	}
	b.words++
	b.thing = isThingWord(w, false) || b.thing && isNumberWord(w)
	first, _ := utf8.DecodeRuneInString(w)
	return !b.direct && !(b.number && !unicode.IsUpper(first) && !isNumberWord(w))
}

// mark judges the character at i, which is no letter and no digit.
func (b *bridge) mark(i int) bool {
	rest := b.text[i+1:]
	switch b.text[i] {
	case '\n':
		if b.words <= 4 && !b.thing {
			b.words = 0
		}
	case '=':
		return !takesValue(rest, false)
	case ':':
		return !takesValue(rest, true)
	case '(':
		return !(b.code && i > 0 && isAlnum(b.text[i-1]))
	case '!', '?':
		return !strings.HasPrefix(rest, " ")
	case '#':
		return !(strings.HasPrefix(rest, " ") && len(rest) > 1 && isLetter(rest[1]))
	case '/':
		return !strings.HasPrefix(rest, "/")
	case '.':
		return !(len(rest) > 1 && rest[0] == ' ' && isUpperAt(rest, 1) && i >= 5 && wordLetters(b.text[i-5:i]))
	}
	return true
}

// takesValue tells whether another value than a number follows a = or a colon.
// Behind a colon, only words for nothing are values: "CPR: barnets 010190-1234".
func takesValue(rest string, nothing bool) bool {
	rest = strings.TrimLeft(rest, " \t=\"'")
	w := wordLen(rest)
	if w == 0 || isDigit(rest[0]) {
		return false
	}
	return !nothing || nothings[strings.ToLower(rest[:w])]
}

var nothings = listOf("none null nil nan undefined true false missing unknown nej nein nee no ingen keine kein geen ukendt unbekannt onbekend mangler fehlt ontbreekt na n")

func wordLetters(s string) bool {
	for i := range len(s) {
		if !isLetter(s[i]) && s[i] < 0x80 {
			return false
		}
	}
	return true
}

// wordLen is the length of the word at the start of t: letters and digits.
func wordLen(t string) (n int) {
	for n < len(t) && (isAlnum(t[n]) || t[n] >= 0x80 && separator(t[n:], ' ')+separator(t[n:], '-') == 0) {
		n++
	}
	return n
}

// trails tells whether a keyword labels the number before it: "010190-1234 (CPR)"
// or "010190-1234 er barnets CPR-nummer", and not the number behind it.
func trails(between, after string) bool {
	words := 0
	for i := 0; i < len(between); {
		if w := wordLen(between[i:]); w > 0 {
			if isDigit(between[i]) || isThingWord(between[i:i+w], false) {
				return false
			}
			words++
			i += w
			continue
		}
		if c := between[i]; c == ',' || c == ';' || c == '|' || c == '\t' || c == '#' || c == '.' && i+1 < len(between) && between[i+1] == ' ' {
			return false
		}
		i++
	}
	return words <= 3 && !ownValue(after)
}

// ownValue tells whether a number follows a keyword.
func ownValue(after string) bool {
	for i := 0; i < len(after); {
		w := wordLen(after[i:])
		switch {
		case w > 0 && isDigit(after[i]):
			return true
		case w > 0 && (i == 0 || linkWord(after[i:i+w])):
			i += w
		case w == 0 && strings.IndexByte(" .:=#-+", after[i]) >= 0:
			i++
		default:
			return false
		}
	}
	return false
}

// linkWord tells words that may stand between any label and its value.
func linkWord(w string) bool { return inFolded(linkWords, w) || isNumberWord(w) }

// isNumberWord tells the words for "number", and those between numbers of a kind.
func isNumberWord(w string) bool { return inFolded(numberWords, w) }

var (
	numberWords = listOf("nr nrs no num nummer nummeret numre nummern nummers number numbers numéro numero numer id kode code og and und en et or oder of eller samt sowie")
	linkWords   = listOf("is er ist lautet are zijn sind være the det das het")
)

func inFolded(set words, w string) bool {
	var b [16]byte
	if len(w) > len(b) {
		return false
	}
	for i := range len(w) {
		b[i] = lower(w[i])
	}
	return set[string(b[:len(w)])]
}

// thingBefore tells whether the last words before i, on the same line, label the
// number there as that of a thing: "ordrenr. 12345678", "Faktura: 12345678".
func thingBefore(text string, i int) bool {
	numbered := false
	for range 3 {
		for i > 0 && strings.IndexByte(" .:=#-(\"", text[i-1]) >= 0 {
			i--
		}
		b := i
		for b > 0 && i-b < 40 && (isLetter(text[b-1]) || text[b-1] >= 0x80) {
			b--
		}
		w := text[b:i]
		switch {
		case w == "":
			return false
		case isThingWord(w, numbered), inCode(text, b) && len(w) == 2 && inFolded(numberWords, w):
			return true
		case isNumberWord(w):
			numbered = true
		case !linkWord(w):
			return false
		}
		i = b
	}
	return false
}

// inCode tells whether the word at b is the end of a name, or begins a comment:
// "order_id = 1", "# id 1".
func inCode(text string, b int) bool {
	if b > 0 && text[b-1] == ' ' {
		b--
	}
	return b > 0 && (text[b-1] == '_' || text[b-1] == '#' || text[b-1] == '/')
}

// isThingWord tells a word that begins with one of things, or a compound of one
// of holders and a word for number; numbered is set when that word follows.
func isThingWord(w string, numbered bool) bool {
	var buf [40]byte
	if len(w) < 2 || len(w) > len(buf) {
		return false
	}
	for i := range len(w) {
		buf[i] = lower(w[i])
	}
	low := buf[:len(w)]
	if thingWords[string(low)] {
		return true
	}
	for n := 4; n <= min(len(low), longestStem); n++ {
		switch thingStems[string(low[:n])] {
		case stemThing:
			return true
		case stemHolder:
			if numbered || numberTail(string(low[n:])) {
				return true
			}
		}
	}
	return false
}

func numberTail(tail string) bool {
	return strings.HasSuffix(tail, "nr") || strings.HasSuffix(tail, "nummer") || strings.HasSuffix(tail, "id") || strings.HasSuffix(tail, "no") || strings.HasSuffix(tail, "kode")
}

// The words that label other numbers than those of people, as whole words, as
// beginnings of words, and people whose numbers a firm gives out.
var (
	thingWords = listOf("hst haushaltsstelle haushaltsstellen buchungsstelle kapitel cvr kid kvk rsin btw vat ust moms ein utr rcs siret siren nip regon isbn issn doi ean gtin sku upc az ocr fik bbr hrb lot pos art " +
		"po box bbl vin imei iccid udi ticket token hash commit build rev gate flight fly vlucht flug giro side page seite sag sagen zaak case " +
		"ref order orders item batch meter epoch timestamp asin postbus postboks postfach boks charity lotto")
	thingStems = makeStems()
)

const (
	stemThing = iota + 1
	stemHolder
)

const longestStem = 14

func makeStems() map[string]uint8 {
	m := make(map[string]uint8)
	for w := range listOf("ordre bestil bestel bestell faktura fakture factuur invoice rechnung artikel article vare produkt product referen kenmerk betaling payment zahlung " +
		"tracking forsendelse sendung zending parcel pakke barcode stregkode måler maaler zähler meterst serie serial booking buchung boeking reserv " +
		"flight journal aktenz dossier zaaknr zaaknum sagsnr policy police kontrakt contract vertrag matrikel steuernum umsatzst ustid organisationsnum orgnr " +
		"kollin shipment transakt transact batch charge version ticketn kvitter receipt quittung bilag beleg lieferschein følgeseddel pakbon tilbud angebot offerte device vehicle licens license-key lizenz inventar " +
		"budget postbus postboks postfach ejendom flurst charity") {
		m[w[:min(len(w), longestStem)]] = stemThing
	}
	for w := range listOf("kunde kunden debitor kreditor klant customer client leverand lieferant leverancier supplier medlem lidn mitglied member relatie abonn deelnemer deltager teilnehmer donor spender giver") {
		m[w] = stemHolder
	}
	return m
}

// organisation are words of bodies that are no people, for kinds of numbers
// which both have.
var organisation = listOf("charity company ltd limited plc llp partnership trust church parish school club association society council foundation " +
	"gmbh ag kg ev verein gemeinde stiftung firma unternehmen aps as forening sogn menighed fond virksomhed selskab kommune bv nv vereniging stichting " +
	"bedrijf kerk parochie organisation organization business employer corporation inc diocese doo obrt udruga tvrtka εταιρεία")

// personal tells whether a number that organisations have too may be that of a
// person: none of the words for bodies stands on its line near by.
func personal(text string, h Hit) bool {
	b, e := h.Start, h.End
	for b > 0 && h.Start-b < 80 && text[b-1] != '\n' {
		b--
	}
	for e < len(text) && e-h.End < 60 && text[e] != '\n' {
		e++
	}
	for i := b; i < e; {
		w := wordLen(text[i:e])
		if w > 0 && (inFolded(organisation, text[i:i+w])) {
			return false
		}
		i += max(w, 1)
	}
	return true
}
