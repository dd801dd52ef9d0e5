package extract

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// numberFormat is a cell format ([ECMA-376] 18.8.31) understood as far as it
// changes what a person reads: dates and times, leading zeros, digits in
// groups ("000000-0000"), decimals, per cent and words around the number.
// Thousands separators are left out, so that a number stays one word.
type numberFormat struct {
	general  bool
	date     bool // has a day, month or year
	clock    bool // has hours, minutes or seconds
	seconds  bool
	sections []numberSection
}

// numberSection is one of up to four parts, for positive, negative, zero, text.
type numberSection struct {
	before, after string
	// digits are the placeholders of the whole part with the literals
	// between them, '0' for any place that is always shown, '#' for others.
	digits              string
	minFrac, maxFrac    int
	percent, scientific bool
	any                 bool // has placeholders at all
}

// builtinFormat is the text of the numbered formats that need no record.
func builtinFormat(id int) string {
	texts := map[int]string{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
		37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
		18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0"}
	if t, ok := texts[id]; ok {
		return t
	}
	switch {
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 58, id >= 71 && id <= 76:
		return "yyyy-mm-dd"
	case id >= 32 && id <= 35, id >= 77 && id <= 79:
		return "h:mm:ss"
	}
	return "General"
}

// parseNumberFormat never fails: what it does not know shows the plain number.
func parseNumberFormat(text string) *numberFormat {
	const most = 255 // characters Excel allows
	if len(text) > 4*most {
		return &numberFormat{general: true}
	}
	f := &numberFormat{}
	for _, s := range splitFormat(text) {
		f.section(s)
	}
	f.general = len(f.sections) == 0 || !f.sections[0].any && !f.date && !f.clock &&
		(f.sections[0].before == "" || strings.Contains(strings.ToLower(text), "general"))
	return f
}

// splitFormat cuts at the semicolons outside of quotes.
func splitFormat(text string) (parts []string) {
	start, quoted := 0, false
	for i := 0; i < len(text) && len(parts) < 4; i++ {
		switch {
		case text[i] == '"':
			quoted = !quoted
		case text[i] == '\\' && !quoted:
			i++
		case text[i] == ';' && !quoted:
			parts = append(parts, text[start:i])
			start = i + 1
		}
	}
	return append(parts, text[min(start, len(text)):])
}

// section reads one section into f.
func (f *numberFormat) section(text string) {
	s := numberSection{}
	if strings.EqualFold(strings.TrimSpace(text), "general") {
		f.sections = append(f.sections, s)
		return
	}
	frac := false
	literal := func(lit string) {
		if s.any {
			s.after += lit
		} else {
			s.before += lit
		}
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '"':
			in := upTo(text[i+1:], '"')
			literal(in)
			i += len(in) + 1
		case '\\':
			if i+1 < len(text) {
				literal(text[i+1 : i+2])
				i++
			}
		case '_', '*': // the width of a character, or as many as fit
			_, n := utf8.DecodeRuneInString(text[i+1:])
			i += n
		case '[':
			in := strings.ToLower(upTo(text[i+1:], ']'))
			f.clock = f.clock || in != "" && strings.Trim(in, "hms") == ""
			i += len(in) + 1
		case '0', '#', '?':
			if frac {
				s.maxFrac++
				if c == '0' {
					s.minFrac = s.maxFrac
				}
				continue
			}
			// Literals met since the last placeholder stand between digits.
			if s.any && isASCII([]byte(s.after)) {
				s.digits += s.after
				s.after = ""
			}
			s.any = true
			s.digits += string(placeholder(c))
		case '.':
			frac = frac || s.any || strings.ContainsAny(text[i:], "0#?")
		case ',':
		case '%':
			s.percent = true
			literal("%")
		case 'E', 'e':
			if i+1 < len(text) && (text[i+1] == '+' || text[i+1] == '-') {
				s.scientific = true
				i = len(text)
			} else {
				f.date = true
			}
		case 'y', 'Y', 'd', 'D', 'b', 'B', 'g':
			f.date = true
		case 'h', 'H':
			f.clock = true
		case 's', 'S':
			f.clock, f.seconds = true, true
		case 'm', 'M':
			f.date = f.date || !strings.ContainsAny(strings.ToLower(text), "hs")
			f.clock = f.clock || strings.ContainsAny(strings.ToLower(text), "hs")
		case 'A', 'a', 'P', 'p', '@':
		default:
			literal(text[i : i+1])
		}
	}
	f.sections = append(f.sections, s)
}

// upTo is s before the first c, all of s without one.
func upTo(s string, c byte) string {
	if i := strings.IndexByte(s, c); i >= 0 {
		return s[:i]
	}
	return s
}

// placeholder stands for a digit place in numberSection.digits; control
// characters, so that no literal is taken for one.
func placeholder(c byte) byte {
	if c == '0' {
		return 1
	}
	return 2
}

// show is the value as a person reads it. base1904 moves day 0 to 1904.
func (f *numberFormat) show(v float64, base1904 bool) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	if f.date || f.clock {
		if s := f.showTime(v, base1904); s != "" {
			return s
		}
		return plainNumber(v)
	}
	if f.general {
		return plainNumber(v)
	}
	return f.sectionFor(v).show(v, len(f.sections) > 1 && v < 0)
}

func (f *numberFormat) sectionFor(v float64) numberSection {
	switch {
	case v < 0 && len(f.sections) > 1:
		return f.sections[1]
	case v == 0 && len(f.sections) > 2:
		return f.sections[2]
	}
	return f.sections[0]
}

// show writes v into the section; own says that the section is the one for
// negative numbers, which brings its own sign, if any.
func (s numberSection) show(v float64, own bool) string {
	if !s.any { // only words, or nothing at all: the number is still in the file
		return strings.TrimSpace(s.before + " " + plainNumber(v))
	}
	if s.percent {
		v *= 100
	}
	if s.scientific {
		return plainNumber(v)
	}
	digits := strconv.FormatFloat(math.Abs(v), 'f', min(s.maxFrac, 15), 64)
	whole, frac, _ := strings.Cut(digits, ".")
	for len(frac) > s.minFrac && frac[len(frac)-1] == '0' {
		frac = frac[:len(frac)-1]
	}
	out := fillPlaces(s.digits, strings.TrimLeft(whole, "0"))
	if out == "" && frac == "" {
		out = whole
	}
	if frac != "" {
		out += "." + frac
	}
	if v < 0 && !own && strings.Trim(digits, "0.") != "" {
		out = "-" + out
	}
	return strings.TrimSpace(s.before + out + s.after)
}

// fillPlaces sets digits into places from the right. Digits beyond the first
// place stay in front; literals between places are shown from the first place
// that shows a digit.
func fillPlaces(places, digits string) string {
	var out []byte // reversed
	n := len(digits)
	pending := ""
	for i := len(places) - 1; i >= 0; i-- {
		c := places[i]
		switch {
		case c > 2:
			pending += string(c)
			continue
		case n > 0:
			n--
			out = append(append(out, pending...), digits[n])
		case c == 1:
			out = append(append(out, pending...), '0')
		default:
			continue
		}
		pending = ""
	}
	for ; n > 0; n-- {
		out = append(out, digits[n-1])
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return string(out)
}

// plainNumber has no exponent, but for the vast and the tiny, and at most the 15 digits Office shows.
func plainNumber(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	if a := math.Abs(v); a >= 1e21 || a < 1e-15 {
		return strconv.FormatFloat(v, 'g', 15, 64) // nobody's number
	}
	if r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64); err == nil {
		v = r
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// showTime renders a serial date. Dates before 1900-03-01 are off by the leap
// day Lotus invented; numbers that are no date give "".
func (f *numberFormat) showTime(v float64, base1904 bool) string {
	const lastDay = 2958465 // 9999-12-31
	if v < 0 || v > lastDay+1 {
		return ""
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if base1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	} else if f.date && v >= 1 && v < 60 {
		v++
	}
	day := math.Floor(v)
	sec := math.Round((v - day) * 86400)
	t := epoch.AddDate(0, 0, int(day)).Add(time.Duration(sec) * time.Second)
	switch {
	case f.date && (sec == 0 || !f.clock):
		return t.Format("2006-01-02")
	case f.date:
		return t.Format("2006-01-02 15:04:05")
	case day >= 1 && !base1904:
		return strconv.Itoa(int(day)*24+t.Hour()) + t.Format(":04:05")
	case f.seconds:
		return t.Format("15:04:05")
	}
	return t.Format("15:04")
}
