package ident

import "strings"

// inLink tells whether the token that i stands in is an address of the web or its
// query, though it has no scheme: "www.example.org/?id=1", "list.php?id=1".
func (s *scanner) inLink(i int) bool {
	t := s.text
	b := i
	for b > 0 && i-b < 400 && t[b-1] > ' ' && strings.IndexByte("\"'<>(", t[b-1]) < 0 {
		b--
	}
	head := t[b:i]
	return strings.Contains(head, "://") || strings.HasPrefix(head, "www.") || strings.IndexByte(head, '&') >= 0 ||
		strings.IndexByte(head, '?') >= 0 || strings.IndexByte(head, '%') >= 0
}

// fileName tells whether a file's extension stands at e: "Kerkstraat 12.pdf".
func fileName(t string, e int) bool {
	if e >= len(t) || t[e] != '.' {
		return false
	}
	n := wordLen(t[e+1:])
	return n > 1 && n < 6 && extensions[strings.ToLower(t[e+1:e+1+n])]
}

var extensions = listOf("pdf doc docx odt rtf txt xls xlsx xlsm ods csv tsv ppt pptx odp jpg jpeg png gif tif tiff heic webp svg bmp zip rar gz eml msg ics vcf xml json html htm php aspx asp mp3 mp4 mov wav dwg psd ai log bak")

// span tells whether two groups of four digits are a range of years or of times
// of day: "1721-1784", "2019 2020", "0900-1700". Numbers of a phone may look so
// too; they need a label.
func span(a, b string) bool {
	if len(a) != 4 || len(b) != 4 {
		return false
	}
	x, y := four(a), four(b)
	years := x >= 1000 && x <= 2099 && y >= x && y <= 2199 && y-x <= 200
	return years || x < y && clock(x) && clock(y)
}

func four(s string) int {
	return int(s[0]-'0')*1000 + int(s[1]-'0')*100 + int(s[2]-'0')*10 + int(s[3]-'0')
}

// clock tells whether hhmm is a time of day.
func clock(v int) bool { return v/100 <= 24 && v%100 < 60 }

// series tells whether digits in groups are a row of times or minutes, as in a
// timetable, or drawn numbers: all times of day, or pairs that only rise.
func series(t string) bool {
	var buf [8]string
	groups := buf[:0]
	for i := 0; i < len(t); {
		if !isDigit(t[i]) {
			i++
			continue
		}
		e := i
		for e < len(t) && isDigit(t[e]) {
			e++
		}
		if len(groups) == cap(groups) {
			return false
		}
		groups = append(groups, t[i:e])
		i = e
	}
	if len(groups) < 2 {
		return false
	}
	for i, g := range groups {
		switch {
		case len(g) != len(groups[0]):
			return false
		case len(g) == 2 && (len(groups) < 4 || g >= "60" || i > 0 && g <= groups[i-1]):
			return false
		case len(g) == 4 && i > 0 && !span(groups[i-1], g):
			return false
		case len(g) != 2 && len(g) != 4:
			return false
		}
	}
	return true
}

// unlikely tells whether digits that have the shape of a phone number without
// country code are rather something else: a span, a row of times, or the number
// of a thing. A label of the phone's kind decides otherwise.
func (s *scanner) unlikely(h Hit) bool {
	v := s.text[h.Start:h.End]
	if thingBefore(s.text, h.Start) || calledWith(s.text, h.Start) {
		return true
	}
	return series(v) && (s.cell || !s.near(h, contextWindow/2) || v[0] == '0')
}

// calledWith tells whether the number at i is the argument of a function of a
// name in parts: check_cpr(2110625629).
func calledWith(t string, i int) bool {
	if i < 2 || t[i-1] != '(' {
		return false
	}
	b := i - 1
	for b > 0 && i-b < 40 && (isAlnum(t[b-1]) || t[b-1] == '_') {
		b--
	}
	return strings.IndexByte(t[b:i], '_') >= 0
}

// yearFirst tells numbers of cases and invoices that begin with their year:
// "2026-130507".
func yearFirst(v string) bool {
	return len(v) > 5 && (v[:2] == "20" || v[:2] == "19") && digitsOnly(v[:4]) && (v[4] == '-' || v[4] == '/')
}
