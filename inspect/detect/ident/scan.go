package ident

import (
	"math/bits"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// Scan appends to hits everything it finds in a running text, in the order of
// their starts as far as they do not overlap, and returns the longer slice. It
// reads the text once and does not allocate when hits has room.
//
// A number inside a longer number, a URL, a UUID, a decimal fraction or an
// amount of money is no hit.
func Scan(text string, hits []Hit) []Hit {
	if needsFold(text) && len(text) < maxFold {
		f := fold(text)
		first := len(hits)
		s := scanner{text: f.text, hits: hits}
		s.run()
		f.restore(text, s.hits[first:])
		return s.hits
	}
	s := scanner{text: text, hits: hits}
	s.run()
	return s.hits
}

// maxFold is the longest text whose odd characters are folded at once.
const maxFold = 1 << 30

// scanner is one pass over a text.
type scanner struct {
	text string
	hits []Hit
	// cell is set by Whole: no context is asked for, and shapes that are only
	// convincing as a whole cell are taken.
	cell bool
	// street is the end of the last street, 0 before the first.
	street int
	// low is where the last reader stopped; nobody looks back beyond it.
	low int
	// compacted is the number looked at last, without its separators.
	compacted num
	// around is what stands around the number looked at last.
	around surroundings
}

// run jumps from one byte of interest to the next: digits, @ : and <.
func (s *scanner) run() {
	for i := 0; ; {
		if i = next(s.text, i); i >= len(s.text) {
			return
		}
		switch c := s.text[i]; {
		case c <= '9':
			i = s.number(i)
		case c == '@':
			i = s.email(i)
			s.low = i
		case c == ':':
			i = s.url(i)
		case c == '<':
			i = s.mrz(i)
		default:
			i++
		}
	}
}

// next finds the first byte from 0x30 to 0x40 (digits : ; < = > ? @) at or
// after i, eight bytes at a time.
func next(text string, i int) int {
	for ; i+8 <= len(text); i += 8 {
		w := eight(text[i:])
		low := w &^ (ones * 0x80)
		// The top bit of a byte is set when it is at least 0x30, or at least 0x41.
		if m := (low + ones*0x50) &^ (low + ones*0x3F) &^ w & (ones * 0x80); m != 0 {
			return i + bits.TrailingZeros64(m)/8
		}
	}
	for i < len(text) && text[i]-0x30 > 0x10 {
		i++
	}
	return i
}

// ones times a byte is that byte eight times.
const ones = 0x0101010101010101

// eight are the first eight bytes of a text, the first one lowest.
func eight(t string) uint64 {
	_ = t[7]
	return uint64(t[0]) | uint64(t[1])<<8 | uint64(t[2])<<16 | uint64(t[3])<<24 |
		uint64(t[4])<<32 | uint64(t[5])<<40 | uint64(t[6])<<48 | uint64(t[7])<<56
}

func (s *scanner) emit(k *Kind, start, end int, born time.Time, formatted bool) {
	s.hits = append(s.hits, Hit{Kind: k, Start: start, End: end, Birth: born, Formatted: formatted})
}

// number reads on from the run of digits at i and returns where to go on.
func (s *scanner) number(i int) int {
	t := s.text
	e := i + 1
	for e < len(t) && isDigit(t[e]) {
		e++
	}
	if e-i <= 3 && s.fills(i, e) {
		return e
	}
	if i > 0 && isLetter(t[i-1]) {
		return s.word(i, e)
	}
	if end := s.ibanSpaced(i); end > 0 {
		return end
	}
	if e-i > maxRun || i > 0 && (t[i-1] == '=' || t[i-1] == '&') && s.inLink(i) {
		return e
	}
	f := s.followingOrEnd(e)
	if f != followLetter && s.fraction(i) {
		return e
	}
	if end := s.date(i, e, f); end > 0 {
		return s.datedNumber(i, e, f, end)
	}
	ids := len(s.hits)
	end := s.shapes(i, e, f)
	if ids == len(s.hits) || s.hits[ids].Weak() {
		if to := s.phone(i, e); to > 0 {
			return max(to, end)
		}
	}
	if f == followLetter {
		end = max(end, s.token(i, i))
	}
	if e-i <= 5 && (ids == len(s.hits) || s.hits[ids].Kind.ContextOnly) {
		end = max(end, s.address(i, e, f))
	}
	return max(e, end)
}

// fills tells whether the digits from i to e are all of a cell or a line: too few to
// be anything by themselves, unless a zero in front makes them a number to dial.
func (s *scanner) fills(i, e int) bool {
	t := s.text
	return t[i] != '0' && (i == 0 || t[i-1] == '\t' || t[i-1] == '\n') && (e == len(t) || t[e] == '\t' || t[e] == '\n')
}

// fraction tells whether the digits at i stand behind a point or comma with digits
// before it. Nothing begins there: see leftOK, dateBegins and phoneBegins.
func (s *scanner) fraction(i int) bool {
	t := s.text
	return i >= 2 && (t[i-1] == '.' || t[i-1] == ',') && isDigit(t[i-2])
}

// datedNumber looks whether the date before end is the beginning of a number that
// carries it, "21.10.62 5629", and returns where to go on.
func (s *scanner) datedNumber(i, e int, f follow, end int) int {
	n := len(s.hits)
	if e-i != 2 || !isDigit(s.text[end-1]) || end >= len(s.text) || separator(s.text[end:], ' ') == 0 {
		return end
	}
	if s.shapes(i, e, f); len(s.hits) > n && s.hits[n].End > end {
		s.hits = append(s.hits[:n-1], s.hits[n:]...)
		return s.hits[n-1].End
	}
	s.hits = s.hits[:n]
	return end
}

// following classifies what stands at e, typographic variants included.
func (s *scanner) following(e int) follow {
	t := s.text[e:]
	c := t[0]
	switch {
	case isLetter(c):
		return followLetter
	case c == '.', c == '/', c == '+':
		return followOther
	case c != ' ' && c != '-' && c < 0x80:
		return followEnd
	}
	if w := separator(t, ' '); w > 0 {
		return beyond(t[w:], followSpaceDigit, followSpaceLetter, followSpace)
	}
	if w := separator(t, '-'); w > 0 {
		return beyond(t[w:], followDashDigit, followDashLetter, followDash)
	}
	return followEnd
}

func (s *scanner) followingOrEnd(e int) follow {
	if e >= len(s.text) {
		return followEnd
	}
	return s.following(e)
}

func beyond(t string, digit, letter, neither follow) follow {
	switch {
	case t == "":
		return neither
	case isDigit(t[0]):
		return digit
	case isLetter(t[0]):
		return letter
	}
	return neither
}

// shapes tries the ways of writing that start with this run of digits, or whose
// letters stand before it; it returns the end of a number written in groups.
func (s *scanner) shapes(i, e int, f follow) (end int) {
	t := s.text
	run := e - i
	if i >= 2 && f != followEnd || i >= 2 && run >= 2 {
		if c := t[i-1]; (c == ' ' || c == '-') && isLetter(t[i-2]) {
			end = s.tryAll(&shapes.lead[run], i, f, end)
		}
	}
	if run < 4 && f == followEnd || !s.leftOK(i, false) {
		return end
	}
	return s.tryAll(&shapes.plain[run], i, f, end)
}

// word is for a run of digits with letters right before it.
func (s *scanner) word(i, e int) int {
	t := s.text
	b := i
	for b > s.low && i-b < 24 && isLetter(t[b-1]) {
		b--
	}
	if b > s.low && (isAlnum(t[b-1]) || t[b-1] == '_') {
		return e // not the first digits of this token, or a long word
	}
	if i-b == 2 {
		if end := s.iban(b, i); end > 0 {
			return end
		}
	}
	f := s.followingOrEnd(e)
	end := e
	run := e - i
	if i-b <= 3 && run <= maxRun {
		end = s.tryAll(&shapes.lead[run], i, f, end)
		if to := s.postcodeLetters(b, i, e); to > 0 {
			return to
		}
	}
	return max(end, s.token(b, i))
}

// token tries the shapes whose digits may be anywhere on the token at b; it
// returns the token's end.
func (s *scanner) token(b, i int) int {
	t := s.text
	e := i
	for e < len(t) && isAlnum(t[e]) {
		e++
	}
	if n := e - b; n <= maxRun && len(shapes.token[n]) > 0 && s.leftOK(b, false) && s.rightOK(e, false, true) {
		for j := range shapes.token[n] {
			sh := &shapes.token[n][j]
			if _, ok := sh.match(t, b, &s.compacted); ok {
				s.check(sh, b, e)
			}
		}
	}
	return e
}

// tryAll tries those shapes that what follows the digits at i allows.
func (s *scanner) tryAll(candidates *[numFollow][]shape, i int, f follow, end int) int {
	if len(candidates[f])+len(candidates[followEnd]) == 0 {
		return end
	}
	o := outlineOf(s.text[i:])
	end = s.try(candidates[f], o, i, end)
	if f != followEnd {
		end = s.try(candidates[followEnd], o, i, end)
	}
	return end
}

// try matches the candidates at the digits at i, whose outline is given, and checks
// what fits.
func (s *scanner) try(candidates []shape, o outline, i, end int) int {
	for j := range candidates {
		sh := &candidates[j]
		b := i - sh.lead
		if o&^sh.outline != 0 || b < 0 {
			continue // nearly always
		}
		e, ok := sh.match(s.text, b, &s.compacted)
		if !ok || !s.leftOK(b, sh.spaced) || !s.rightOK(e, sh.spaced, sh.solid) {
			continue
		}
		if s.check(sh, b, e) && sh.spaced {
			end = max(end, e)
		}
	}
	return end
}

// check emits the kinds of a shape that pass, and tells whether one did.
func (s *scanner) check(sh *shape, b, e int) (any bool) {
	for _, k := range sh.kinds {
		born, ok := k.check(s.compacted)
		if !ok {
			continue
		}
		h := Hit{Kind: k, Start: b, End: e, Birth: born, Formatted: !sh.solid, bare: sh.bare}
		if k.ContextOnly && !s.cell && !s.near(h, contextWindow) || k.Attribute == inspect.Phone && s.unlikely(h) {
			continue
		}
		if k.Attribute == inspect.NationalID && yearFirst(s.text[b:e]) && thingBefore(s.text, b) {
			continue
		}
		s.hits = append(s.hits, h)
		any = true
	}
	return any
}

// contextWindow is how far Scan looks for the words of kinds without a check.
const contextWindow = 48

// leftOK tells whether a number may begin at i: not inside a longer number, a
// path, an amount or a word.
func (s *scanner) leftOK(i int, spaced bool) bool {
	if i == 0 {
		return true
	}
	t := s.text
	switch c := t[i-1]; {
	case isAlnum(c):
		return false
	case c == ' ':
		return !spaced || i < 2 || !isDigit(t[i-2])
	case c == '.' || c == ',' || c == ':' || c == '\'':
		return i < 2 || !isDigit(t[i-2])
	case c >= 0x80:
		return leftRune(t[:i], spaced)
	}
	return t[i-1] == '*' && (i < 2 || !isAlnum(t[i-2])) || !joins(t[i-1])
}

// joins are the characters that make one thing of what stands on both sides.
func joins(c byte) bool {
	switch c {
	case '_', '/', '\\', '@', '%', '&', '#', '~', '^', '$', '+', '*', '-', '=':
		return c != '='
	}
	return false
}

func leftRune(before string, spaced bool) bool {
	r, w := utf8.DecodeLastRuneInString(before)
	if unicode.IsSpace(r) && spaced {
		return len(before) == w || !isDigit(before[len(before)-w-1])
	}
	return !unicode.IsLetter(r) && !unicode.Is(unicode.Sc, r) && !unicode.Is(unicode.Pd, r)
}

// rightOK tells whether a number may end at i.
func (s *scanner) rightOK(i int, spaced, solid bool) bool {
	t := s.text
	if i >= len(t) {
		return true
	}
	var after byte
	if i+1 < len(t) {
		after = t[i+1]
	}
	c := t[i]
	switch {
	case c >= 'A' && c <= 'Z' && after >= 'a' && after <= 'z':
		return !solid && isDigit(t[i-1]) // a name in the next column of fixed width: "070761-4285Anna"
	case isAlnum(c):
		return false
	case c == ' ':
		return !spaced && !s.currency(i+1) || spaced && !isDigit(after)
	case c == '.' || c == '-' || c == '\'':
		return !isAlnum(after)
	case c == ',':
		return !isDigit(after) || !solid
	case c == ':':
		return !isDigit(after)
	case c == '/' || c == '=':
		return !isAlnum(after) && after != '/' && after != '='
	case c >= 0x80:
		r, w := utf8.DecodeRuneInString(t[i:])
		if unicode.Is(unicode.Pd, r) || unicode.IsSpace(r) && spaced {
			return i+w >= len(t) || !isAlnum(t[i+w])
		}
		return !unicode.IsLetter(r) && !unicode.Is(unicode.Sc, r)
	}
	return c == '*' && !isAlnum(after) || !joins(c)
}

// currency tells whether an amount's sign stands at i.
func (s *scanner) currency(i int) bool {
	t := s.text
	if i >= len(t) {
		return false
	}
	if t[i] == '$' {
		return true
	}
	r, _ := utf8.DecodeRuneInString(t[i:])
	return unicode.Is(unicode.Sc, r)
}

// url skips an address of the web that the colon at i belongs to. Commas and the
// like end it, but not in its query.
func (s *scanner) url(i int) int {
	t := s.text
	if i+3 > len(t) || t[i+1] != '/' || t[i+2] != '/' || i == 0 || !isLetter(t[i-1]) {
		return i + 1
	}
	query := false
	for i < len(t) && t[i] > ' ' {
		switch t[i] {
		case '?', '#':
			query = true
		case '"', '<', '>', '|':
			s.low = i
			return i
		case '\'', ')', ']', ',', ';':
			if !(query && i+1 < len(t) && isAlnum(t[i+1])) && !hasFoldSuffix(t[:i], "&amp") {
				s.low = i
				return i
			}
		}
		i++
	}
	s.low = i
	return i
}
