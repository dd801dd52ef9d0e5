package ident

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Mask makes an excerpt that lets a reviewer recognise a value they have in
// front of them and tells nobody else what it is: "1•-••-20••". Separators
// stay; of the value it shows the first character at most, the century of a
// date, the country of an account or a phone number, the last two digits of a
// card. It never shows more than a third of the value.
func Mask(kind, value string) string {
	value = firstLine(value)
	switch kind {
	case "date":
		return maskDate(value)
	case "email":
		return maskEmail(value)
	case "iban", "passport", "mrz":
		return maskKeep(value, 2, 0)
	case "card":
		return maskKeep(value, 0, 2)
	case "phone", "phone_plain", "phone_solid":
		if strings.HasPrefix(value, "+") {
			return maskKeep(value, 2, 0)
		}
		return maskKeep(value, 1, 0)
	}
	return maskKeep(value, 1, 0)
}

// maskLength keeps excerpts short.
const maskLength = 40

func firstLine(v string) string {
	v, _, _ = strings.Cut(strings.TrimSpace(v), "\n")
	if utf8.RuneCountInString(v) > maskLength {
		v = string([]rune(v)[:maskLength])
	}
	return v
}

// maskKeep hides all letters and digits but the first head and the last tail
// ones; values of less than six show nothing but their first.
func maskKeep(v string, head, tail int) string {
	n := 0
	for _, r := range v {
		if hidden(r) {
			n++
		}
	}
	if n < 3*(head+tail) {
		head, tail = min(head, n/3), 0
	}
	var b strings.Builder
	i := 0
	for _, r := range v {
		if hidden(r) {
			if i++; i > head && i <= n-tail {
				r = '•'
			}
		}
		b.WriteRune(r)
	}
	return b.String()
}

func hidden(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// maskDate shows the first digit and the century.
func maskDate(v string) string {
	var b strings.Builder
	for i := 0; i < len(v); {
		n := 0
		for i+n < len(v) && isDigit(v[i+n]) {
			n++
		}
		switch {
		case n == 0:
			r, w := utf8.DecodeRuneInString(v[i:])
			if unicode.IsLetter(r) {
				r = '•'
			}
			b.WriteRune(r)
			i += w
			continue
		case n == 4:
			b.WriteString(v[i:i+2] + "••")
		case i == 0 && n == 2:
			b.WriteString(v[:1] + "•")
		default:
			b.WriteString(strings.Repeat("•", n))
		}
		i += n
	}
	return b.String()
}

// maskEmail shows the first letters of both sides and the top-level domain.
func maskEmail(v string) string {
	local, domain, ok := strings.Cut(v, "@")
	if !ok {
		return maskKeep(v, 1, 0)
	}
	host, top := domain, ""
	if i := strings.LastIndexByte(domain, '.'); i > 0 {
		host, top = domain[:i], domain[i:]
	}
	return maskKeep(local, 1, 0) + "@" + maskKeep(host, 1, 0) + top
}
