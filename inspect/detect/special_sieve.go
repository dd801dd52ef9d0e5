package detect

// sieve finds the words of a text that candidateAt may take for one that is
// looked for, in one pass and a few look-ups a byte. It may let through others:
// whatever candidateAt would call may, vowels or wide, next finds.
type sieve [1 << 15]uint8 // by hashFour: see inside and leads

// What four letters in a row may be.
const (
	inside = 1 << iota // part of what is looked for anywhere
	leads              // what words begin with
)

// newSieve joins the filters of the specials, which are complete.
func newSieve(start, anywhere *fours) *sieve {
	v := &sieve{}
	for h := range v {
		v[h] = inside*uint8(anywhere[h>>6]>>(h&63)&1) | leads*uint8(start[h>>6]>>(h&63)&1)
	}
	return v
}

// next is the start of the next such word at or behind i, which is no place
// inside a word, and a place behind the last word passed over; from is -1 when
// there is none.
func (v *sieve) next(text string, i int) (from, to int) {
	var k uint32 // the last letters and digits, five bits each; zero is none
	begin := i
	for ; i < len(text); i++ {
		c := sieveCodes[text[i]]
		k = k<<5 | uint32(c&31)
		if v.hits(k)|c>>5 != 0 {
			if from = wordStart(text, begin, i); from < i || letterCodes[text[i]] != 0 {
				return from, i
			}
		}
	}
	if v.hits(k<<5) != 0 {
		if from = wordStart(text, begin, i); from < i {
			return from, i
		}
	}
	return -1, len(text)
}

// hits is not zero where a word goes on that may be looked for. It has no branch,
// as nobody can tell where the words of a text begin.
func (v *sieve) hits(k uint32) uint8 {
	first := uint8((k>>20&31-1)>>31) * leads // when nothing stands before these four
	return v[hashFour(k)]&(inside|first) | pairs[k&1023]
}

// wordStart is where the word that reaches up to i begins, at begin or behind it.
func wordStart(text string, begin, i int) int {
	for i > begin && letterCodes[text[i-1]] != 0 {
		i--
	}
	return i
}

// sieveCodes are the letterCodes of letters and digits, zero for what parts them;
// one bit more is set beyond ASCII.
var sieveCodes = func() (t [256]uint8) {
	for c, code := range letterCodes {
		switch {
		case code < inWord:
			t[c] = code
		case code == beyond:
			t[c] = 1 << 5
		}
	}
	return t
}()

// pairs are the letters that may stand for one: "oe", "ae", "ue" and "aa".
var pairs = func() (t [1 << 10]uint8) {
	for _, p := range [...]string{"oe", "ae", "ue", "aa"} {
		t[twoLetters(p)] = 1
	}
	return t
}()
