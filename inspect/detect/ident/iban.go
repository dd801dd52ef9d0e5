package ident

// ibanFormats are the structures of ISO 13616 by country: n digits, a letters, c
// either, as in the SWIFT IBAN Registry.
const ibanFormats = "AD8n12c AE19n AL8n16c AT16n AZ4a20c BA16n BE12n BG4a6n8c BH4a14c BI23n BR23n1a1c BY4c4n16c CH5n12c " +
	"CR18n CY8n16c CZ20n DE18n DJ23n DK14n DO4c20n EE16n EG25n ES20n FI14n FK2a12n FO14n FR10n11c2n GB4a14n GE2a16n GI4a15c " +
	"GL14n GR7n16c GT4c20c HN4a20n HR17n HU24n IE4a14n IL19n IQ4a15n IS22n IT1a10n12c JO4a4n18c KW4a22c KZ3n13c " +
	"LB4n20c LC4a24c LI5n12c LT16n LU3n13c LV4a13c LY21n MC10n11c2n MD2c18c ME18n MK3n10c2n MN16n MR23n " +
	"MT4a5n18c MU4a19n3a NI4a20n NL4a10n NO11n OM3n16c PK4a16c PL24n PS4a21c PT21n QA4a21c RO4a16c RS18n RU14n15c " +
	"SA2n18c SC4a20n3a SD14n SE20n SI15n SK20n SM1a10n12c SO19n ST21n SV4a20n TL19n TN20n TR5n1n16c UA6n19c VA18n VG4a16n XK16n YE4a4n18c"

// ibanStructure is, for two letters, the structure written out, one letter of
// n, a or c for every character after the check digits.
var ibanStructure = makeIBAN()

func makeIBAN() *[26 * 26]string {
	t := new([26 * 26]string)
	for f := ibanFormats; f != ""; {
		at := int(f[0]-'A')*26 + int(f[1]-'A')
		f = f[2:]
		for f != "" && f[0] != ' ' {
			n := 0
			for ; isDigit(f[0]); f = f[1:] {
				n = n*10 + int(f[0]-'0')
			}
			for ; n > 0; n-- {
				t[at] += f[:1]
			}
			f = f[1:]
		}
		if f != "" {
			f = f[1:]
		}
	}
	return t
}

// ibanBody is the structure for the country code a, b; empty when it has none.
func ibanBody(a, b byte) string {
	a, b = upper(a), upper(b)
	if a < 'A' || a > 'Z' || b < 'A' || b > 'Z' {
		return ""
	}
	return ibanStructure[int(a-'A')*26+int(b-'A')]
}

// iban reads an account number whose country code stands at b and whose check
// digits stand at i; it returns its end or 0. Groups may be parted by single
// spaces, hyphens or dots.
func (s *scanner) iban(b, i int) int {
	t := s.text
	if i+2 >= len(t) || !isDigit(t[i+1]) {
		return 0
	}
	body := ibanBody(t[b], t[b+1])
	if body == "" || !s.leftOK(b, false) {
		return 0
	}
	e, rest, formatted := ibanRest(t, i+2, body)
	if e == 0 || !s.rightOK(e, false, true) {
		return 0
	}
	head := [4]byte{upper(t[b]), upper(t[b+1]), t[i], t[i+1]}
	for _, c := range head {
		rest = mod97(rest, c)
	}
	if rest != 1 {
		return 0
	}
	s.emit(known.iban, b, e, noDay, formatted)
	return e
}

// ibanSpaced is for "BE 29 2710 3664 0164": one space behind the country code.
func (s *scanner) ibanSpaced(i int) int {
	t := s.text
	if i < 3 || t[i-1] != ' ' && t[i-1] != '-' || !capital(t[i-2]) && !s.cell || i > 3 && isAlnum(t[i-4]) {
		return 0
	}
	return s.iban(i-3, i)
}

// ibanRest reads the body and returns its end and its remainder by 97.
func ibanRest(t string, e int, body string) (end int, rest uint32, formatted bool) {
	for p := 0; p < len(body); {
		if e >= len(t) {
			return 0, 0, false
		}
		c := upper(t[e])
		if !isAlnum(c) {
			w := max(separator(t[e:], ' '), separator(t[e:], '-'))
			if c == '.' {
				w = 1
			}
			if w == 0 || e+w >= len(t) || !isAlnum(t[e+w]) {
				return 0, 0, false
			}
			e, formatted = e+w, true
			continue
		}
		if body[p] == 'n' && c > '9' || body[p] == 'a' && c <= '9' {
			return 0, 0, false
		}
		rest = mod97(rest, c)
		p, e = p+1, e+1
	}
	return e, rest, formatted
}

// mod97 goes on with one more character (ISO/IEC 7064); letters count from 10.
func mod97(rest uint32, c byte) uint32 {
	if c <= '9' {
		return (rest*10 + uint32(c-'0')) % 97
	}
	return (rest*100 + uint32(c-'A') + 10) % 97
}
