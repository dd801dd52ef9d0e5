package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What is said of somebody is understood within a line: "Anna Berg has got" and
// "diabetes" must not be parted where a page's line ends. Lines are joined where
// the next word would not have found room and the words go on; a list whose lines
// happen to be of one length stays a list.

// pdfParagraph is a run of lines that were one before they were broken.
type pdfParagraph struct {
	text  string
	lines int
	gap   float32 // from the paragraph above to this one, between the lines' middles
	first pdfLine
	last  pdfEnd
}

// pdfEnd is the end of a paragraph, which may go on in another column or page.
type pdfEnd struct {
	line pdfLine
	// left and right are the edges of the text around it.
	left, right float32
	// prose is set where most lines go on in the next one.
	prose bool
}

// paragraphs joins the lines of running text.
func paragraphs(lines []pdfLine) (ps []pdfParagraph) {
	for from := 0; from < len(lines); {
		to := evenRun(lines, from)
		ps = appendRun(ps, lines, from, to)
		from = to
	}
	return ps
}

// evenRun is where the lines end that stand evenly from one on.
func evenRun(lines []pdfLine, from int) (to int) {
	for to = from + 1; to < len(lines) && to-from < maxBlockLines && even(lines, from, to); {
		to++
	}
	return to
}

// even is set when line i has the size of the one above and stands as close to
// it as the two above it do.
func even(lines []pdfLine, from, i int) bool {
	d, a, b := pitch(lines, i), lines[i-1][0].height(), lines[i][0].height()
	if d > 2.5*a || a > 1.2*b || b > 1.2*a {
		return false
	}
	near := d
	if i-1 > from {
		near = min(near, pitch(lines, i-1))
	}
	if i+1 < len(lines) && near > 0 {
		if below := pitch(lines, i+1); below > 0.7*a {
			near = min(near, below)
		}
	}
	return d <= 1.2*near
}

// appendRun appends the paragraphs of lines that stand evenly.
func appendRun(ps []pdfParagraph, lines []pdfLine, from, to int) []pdfParagraph {
	end := pdfEnd{left: 1e9, right: -1e9}
	for _, l := range lines[from:to] {
		end.left, end.right = min(end.left, l[0].left), max(end.right, l.right())
	}
	going := 0
	for i := from; i+1 < to; i++ {
		if end.line = lines[i]; end.goesOn(lines[i+1]) {
			going++
		}
	}
	end.prose = going*2 > to-from-1
	room := 0
	for _, l := range lines[from:to] {
		room += l.room()
	}
	text := make([]byte, 0, room) // of the last paragraph
	for i := from; i < to; i++ {
		if i > from && end.wraps(lines, i, to) {
			p := &ps[len(ps)-1]
			text = appendWrapped(text, lines[i].all())
			p.last.line = lines[i]
			p.lines++
			end.line = lines[i]
			continue
		}
		if i > from {
			ps[len(ps)-1].text = string(text)
		}
		end.line = lines[i]
		text = append(text[:0], lines[i].all()...)
		p := pdfParagraph{lines: 1, first: lines[i], last: end}
		if i > 0 {
			p.gap = pitch(lines, i)
		}
		ps = append(ps, p)
	}
	ps[len(ps)-1].text = string(text)
	return ps
}

// words tells whether a line has so many words or more.
func (l pdfLine) words(n int) bool {
	for _, w := range l {
		before := ' '
		for _, r := range w.text {
			if before == ' ' && r != ' ' {
				if n--; n == 0 {
					return true
				}
			}
			before = r
		}
	}
	return false
}

func (l pdfLine) right() float32 {
	right := l[0].right
	for _, w := range l[1:] {
		right = max(right, w.right)
	}
	return right
}

// wraps tells whether line i goes on with what the line above it began.
func (e pdfEnd) wraps(lines []pdfLine, i, to int) bool {
	b := lines[i]
	indent := b[0].left - e.line[0].left
	if h := b[0].height(); indent > 0.5*h && !e.line.marked() && !(i+1 < to && near(lines[i+1][0].left, b[0].left)) || indent > 6*h || indent < -6*h {
		return false
	}
	return e.goesOn(b) || e.full(b) && e.open()
}

// Words of a line that may go on, at least.
const (
	fewWords   = 3
	proseWords = 4
)

// goesOn is set when b begins within a sentence and the line is not cut short.
func (e pdfEnd) goesOn(b pdfLine) bool {
	first := firstWord(b[0].text)
	r, _ := utf8.DecodeRuneInString(first)
	return unicode.IsLower(r) && !strings.ContainsAny(first, "@:/_") && !b.parted() &&
		e.line.right()-e.left >= 0.6*(e.right-e.left) && e.line.words(fewWords) && !strings.Contains(lastWord(e.line[len(e.line)-1].text), "@")
}

// full is set when the first word of b would not have found room in the line.
func (e pdfEnd) full(b pdfLine) bool {
	text := b[0].text
	word := float32(len(firstWord(text))) / float32(max(len(text), 1)) * (b[0].right - b[0].left)
	return e.line.right()+0.2*b[0].height()+word > e.right
}

// open is set when the line belongs to running text.
func (e pdfEnd) open() bool {
	return e.prose && !e.line.parted() && e.line.words(proseWords)
}

// parted is set for a line with a gap wider than the blanks of justified text.
func (l pdfLine) parted() bool {
	return slices.ContainsFunc(l.gaps(), func(g pdfGap) bool { return g.to-g.from > 2*l[0].height() })
}

// marked tells the lines of a list whose text hangs behind a mark.
func (l pdfLine) marked() bool {
	first := firstWord(l[0].text)
	return utf8.RuneCountInString(first) == 1 && !unicode.IsLetter([]rune(first)[0]) || len(first) <= 4 && strings.IndexAny(first, ".)") == len(first)-1
}

func firstWord(s string) string {
	s = strings.TrimLeft(s, " ")
	if i := strings.IndexByte(s, ' '); i >= 0 {
		return s[:i]
	}
	return s
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// bound are words that stand behind a hyphen which is no break of a word:
// "Kinder- und Jugendhilfe".
var bound = []string{"und", "oder", "bzw.", "og", "eller", "en", "of", "and", "or", "och", "et", "ou"}

// cutWord tells whether a word was cut at the end of a line by a hyphen of its own.
func cutWord(a, b string) bool {
	stem, ok := strings.CutSuffix(a, "-")
	if !ok || strings.ContainsAny(lastWord(a), "@/") {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(stem)
	next := firstWord(b)
	after, _ := utf8.DecodeRuneInString(next)
	return unicode.IsLetter(before) && unicode.IsLower(after) && !strings.ContainsAny(next, "@/") && !slices.Contains(bound, next)
}
