package detect

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/postlock/postlock/inspect"
)

// TestMayNameSparesNoLabel: a line that mayName throws out is no heading above a
// name, nor one that says whose something is, however databases spell it.
func TestMayNameSparesNoLabel(t *testing.T) {
	var heads []string
	for _, r := range headingRules {
		heads = append(heads, strings.Fields(r.words)...)
	}
	for _, r := range roleRules {
		heads = append(heads, strings.Fields(r.words)...)
	}
	named := 0
	for i, word := range heads {
		word = strings.ReplaceAll(strings.Trim(word, "=*"), "_", " ")
		for _, s := range []string{word, strings.ToUpper(word), word + "er", "m " + word, word + " " + heads[(i*7)%len(heads)],
			strings.ReplaceAll(word, "o", "oe"), strings.ReplaceAll(word, "a", "aa"), strings.ReplaceAll(word, "a", "ae"), strings.ReplaceAll(word, " ", "-"), camel(word)} {
			h := readHeading(s)
			if !isNameKind(h.kind) && h.role == roleNone {
				continue
			}
			if named++; !headings().mayName(s) {
				t.Errorf("%q is read as kind %d, role %d, but mayName is false", s, h.kind, h.role)
			}
		}
	}
	if named < 1000 {
		t.Errorf("only %d headings name anybody: this test looks at nothing", named)
	}
	for _, s := range []string{"thanks for the quick reply", "see you on Monday at the office", "with a lot of sugar"} {
		if headings().mayName(s) {
			t.Errorf("%q may be a label", s)
		}
	}
}

// camel writes words as programs do: "first name" is "firstName".
func camel(s string) string {
	ws := strings.Fields(s)
	for i := 1; i < len(ws); i++ {
		ws[i] = strings.ToUpper(ws[i][:1]) + ws[i][1:]
	}
	return strings.Join(ws, "")
}

// TestThingWordIsBothOfItsParts compares the look at words of letters with the two
// readers that look at each text by themselves.
func TestThingWordIsBothOfItsParts(t *testing.T) {
	things, looked := 0, 0
	for _, w := range strings.Fields(givenText + surnameText + commonText + particleWords + titleWords + orgWords + tradeWords + notNameWords + streetWords + monthWords) {
		for _, w := range []string{w, strings.ToUpper(w), strings.ToUpper(w[:1]) + w[1:], w + "school", "xy" + w, w + "straat", w + "gade", strings.Replace(w, "o", "ø", 1), strings.Replace(w, "a", "ä", 1) + "straße"} {
			if !onlyLetters(w) {
				continue
			}
			want := hasOrgWord(w) || hasStreetWord(w)
			if got := isThingWord(w); got != want {
				t.Errorf("%q: %v, not %v", w, got, want)
			}
			if looked++; want {
				things++
			}
		}
	}
	if things*10 < looked || things*10 > looked*9 {
		t.Errorf("%d of %d words are things: this test looks at one side only", things, looked)
	}
}

// TestFiltersSpareEveryWord: the filters before the word lists throw out nothing that
// the lists have, of words that begin with three letters, and the memory nothing that
// they find.
func TestFiltersSpareEveryWord(t *testing.T) {
	s, looked := ownSpecials(), 0
	memory := specialReader{specials: s}
	for _, list := range slices.Concat(specialWords, careWords) {
		for _, w := range strings.Fields(list.words) {
			plain := strings.ReplaceAll(strings.Trim(w, "*"), "_", " ")
			if len(plain) < 3 || strings.ContainsAny(plain[:3], "-/.' ") {
				continue
			}
			for _, text := range []string{plain, "he said " + plain + ", again", strings.ToUpper(plain), "xxx" + plain, plain + "er", plain[:len(plain)-1], firstWord(plain) + " or", firstWord(plain), plain} {
				want, got := unsieved(s, text), s.in(text)
				for range 2 {
					if again := memory.in(text); again != want {
						t.Errorf("%q: %b from memory, without filters %b", text, again, want)
					}
				}
				if got != want {
					t.Errorf("%q: %b, without filters %b", text, got, want)
				} else if want != 0 {
					looked++
				}
			}
		}
	}
	if looked < 5000 {
		t.Errorf("only %d texts say anything: this test looks at nothing", looked)
	}
}

// unsieved is what the lists say of a text word by word.
func unsieved(s *specials, text string) (found inspect.Attributes) {
	for i := 0; i < len(text); i++ {
		from := i
		for i < len(text) && letterCodes[text[i]] != 0 {
			i++
		}
		if i > from {
			says, _ := s.named(appendFold(nil, text[from:i]), true, text, from, 0)
			found |= says
		}
	}
	return found
}

func TestDigitsIn(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		b := make([]byte, r.IntN(40))
		want := 0
		for i := range b {
			if b[i] = byte(r.IntN(256)); r.IntN(2) == 0 {
				b[i] = byte('/' + r.IntN(12)) // digits and their neighbours
			}
			if b[i] >= '0' && b[i] <= '9' {
				want++
			}
		}
		if got := digitsIn(string(b)); got != want {
			t.Fatalf("%q has %d digits, not %d", b, want, got)
		}
	}
}

// TestWorkIsSought tells whether every word that makes a function is found in a line,
// whatever marks stand around it.
func TestWorkIsSought(t *testing.T) {
	for _, w := range slices.Concat(served[:], positions[:], callings[:], publicOffices[:]) {
		if line := "Anna Berg;" + strings.Trim(w, " ") + ";0431"; functionOf(w) != noFunction && !workStems().mayStandIn(line) {
			t.Errorf("%q is not sought in %q", w, line)
		}
	}
}

// TestReadWord compares the words read eight bytes at a time with those read byte by
// byte: words are the same where their letters are, whatever their case.
func TestReadWord(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	words := map[wordKey]string{}
	long := 0
	for range 20000 {
		b := make([]byte, r.IntN(40))
		for i := range b {
			if b[i] = "aZb9-./@[`{ ,:"[r.IntN(14)]; r.IntN(12) == 0 {
				b[i] = byte(r.IntN(256))
			} else if r.IntN(3) > 0 {
				b[i] = "aAeE"[r.IntN(4)]
			}
		}
		text, want := string(b), 0
		for want < len(text) && letterCodes[text[want]] != 0 {
			want++
		}
		end, key := readWord(text, 0)
		for i, c := range b {
			b[i] = small[c]
		}
		w := string(b[:want])
		switch had, seen := words[key]; {
		case end != want:
			t.Fatalf("the word of %q ends at %d, not at %d", text, end, want)
		case (key.first == 0) != (want == 0 || want > 16):
			t.Fatalf("the key of %q is %x", w, key)
		case key.isNumber() != (want > 0 && want <= 16 && !hasLetter(w)):
			t.Fatalf("%q: a number: %v", w, key.isNumber())
		case key.first == 0:
			long++
		case seen && had != w:
			t.Fatalf("%q and %q have one key", had, w)
		default:
			words[key] = w
		}
	}
	if long < 100 || len(words) < 2000 {
		t.Errorf("%d long words and %d others: this test looks at nothing", long, len(words))
	}
}

// TestPartnersAreFound compares the look for the partners of a word, by the first two
// letters of the words beside it, with a plain search, in what offices write of people.
func TestPartnersAreFound(t *testing.T) {
	files, err := filepath.Glob("testdata/sayings/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sayings: %v", err)
	}
	var text strings.Builder
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		text.WriteString(strings.ReplaceAll(string(data), ".\n", ", "))
	}
	s, found := text.String(), 0
	for _, pair := range ourPairs() {
		with := partnersOf(pair.with)
		for at := 0; at < len(s); at += 37 { // wherever it cuts a word
			from := at + strings.IndexByte(s[at:]+" ", ' ')
			window := " " + fold(s[max(0, from-pairApart):from]) + "|" + fold(s[from:min(len(s), from+pairApart)]) + " "
			window = strings.Map(func(r rune) rune {
				if r < 0x80 && partsWords(byte(r)) {
					return ' '
				}
				return r
			}, window)
			want := ""
			for _, words := range with.words {
				for _, w := range words {
					if strings.Contains(window, " "+w) {
						want = w
					}
				}
			}
			if with.near(s, from, from) != (want != "") {
				t.Fatalf("%q beside %q: not %v", want, window, want == "")
			}
			if want != "" {
				found++
			}
		}
	}
	if found < 500 {
		t.Errorf("only %d partners are found: this test looks at nothing", found)
	}
}
