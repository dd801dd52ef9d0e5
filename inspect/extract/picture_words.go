package extract

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect/extract/pdftext"
)

// seenWord is a word that tesseract saw, with its box in pixels from the upper
// left corner.
type seenWord struct {
	text                     string
	line                     string // the same for words of one line
	left, top, right, bottom float32
	sure                     float32 // 0 to 100
}

// What is believed of tesseract.
const (
	minSure     = 30      // below it, a word of fewer than fewLetters is grain and creases
	fewLetters  = 4       // numbers of many digits are read right with a sureness of 0
	minMeanSure = 40      // below it, a whole picture is grain and creases
	maxSeen     = 100_000 // words of one picture
)

// seenWords reads tesseract's table of words (tsv, tesseract(1)): level, page,
// block, paragraph, line, word, left, top, width, height, confidence, text.
func seenWords(tsv []byte) (words []seenWord) {
	sum := float32(0)
	for line := range strings.Lines(string(tsv)) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) != 12 || f[0] != "5" || len(words) >= maxSeen {
			continue
		}
		var n [5]float32
		for i := range n {
			v, err := strconv.ParseFloat(f[6+i], 32)
			if err != nil || v != v || v < -1e6 || v > 1e6 {
				v = 0
			}
			n[i] = float32(v)
		}
		w := seenWord{bareWord(f[11]), strings.Join(f[1:5], " "), n[0], n[1], n[0] + n[2], n[1] + n[3], n[4]}
		if w.text == "" || w.sure < minSure && len(w.text) < fewLetters || n[2] <= 0 || n[3] <= 0 {
			continue
		}
		sum += w.sure
		words = append(words, w)
	}
	if sum < minMeanSure*float32(len(words)) {
		return nil
	}
	return words
}

// bareWord takes off what a table's rulings are read as, and gives nothing for
// words without a letter or digit.
func bareWord(w string) string {
	w = strings.Trim(strings.ToValidUTF8(w, ""), "|[]{}_—~\\ ")
	if !strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return ""
	}
	return w
}

// straighten turns words that were read on a page lying on its side or head, and
// then takes out the slant of a sheet that was put in askew. Tesseract reads
// such words, and leaves them where they stand.
func straighten(words []seenWord) {
	var dx, dy float32
	for i := 1; i < len(words); i++ {
		if a, b := words[i-1], words[i]; a.line == b.line {
			dx, dy = dx+b.left+b.right-a.left-a.right, dy+b.top+b.bottom-a.top-a.bottom
		}
	}
	for i := range words {
		w := &words[i]
		switch {
		case max(dy, -dy) <= max(dx, -dx) && dx < 0: // on its head
			w.left, w.right, w.top, w.bottom = -w.right, -w.left, -w.bottom, -w.top
		case dy > max(dx, -dx): // words go down the page
			w.left, w.right, w.top, w.bottom = w.top, w.bottom, -w.right, -w.left
		case -dy > max(dx, -dx): // words go up the page
			w.left, w.right, w.top, w.bottom = -w.bottom, -w.top, w.left, w.right
		}
		w.fullHeight()
	}
	slant := slantOf(words)
	for i := range words {
		w := &words[i]
		shift := slant * (w.left + w.right) / 2
		w.top, w.bottom = w.top-shift, w.bottom-shift
	}
}

// fullHeight makes a word as high as if it had a letter with a stem and one
// with a tail, so that "on" and "Jagd" of one line are equally high.
func (w *seenWord) fullHeight() {
	stem := strings.ContainsFunc(w.text, func(r rune) bool {
		return unicode.IsUpper(r) || unicode.IsDigit(r) || r > 0x7f || strings.ContainsRune("bdfhijklt", r)
	})
	tail := strings.ContainsAny(w.text, "gjpqyQ,;()")
	x := w.bottom - w.top // the height of an x, when stem and tail are 0.4 of it each
	switch {
	case stem && tail:
		x /= 1.8
	case stem || tail:
		x /= 1.4
	}
	if !stem {
		w.top -= 0.4 * x
	}
	if !tail {
		w.bottom += 0.4 * x
	}
}

// slantOf is how far lines fall over their length, the middle of what each line
// says of at least three heights' length.
func slantOf(words []seenWord) float32 {
	var slants []float32
	for from := 0; from < len(words); {
		to := from + 1
		for to < len(words) && words[to].line == words[from].line {
			to++
		}
		a, b := words[from], words[to-1]
		if along := b.left + b.right - a.left - a.right; along > 6*(a.bottom-a.top) {
			slants = append(slants, (b.top+b.bottom-a.top-a.bottom)/along)
		}
		from = to
	}
	if len(slants) < 3 {
		return 0
	}
	slices.Sort(slants)
	return slants[len(slants)/2]
}

// wordHeight is the height in points that most words are brought to, so that
// what is known of the distances on a printed page holds.
const wordHeight = 10

// seenChars gives words as the characters of a page, for layOut.
func seenChars(words []seenWord) (chars []pdftext.Char) {
	heights := make([]float32, len(words))
	for i, w := range words {
		heights[i] = w.bottom - w.top
	}
	slices.SortFunc(heights, cmp.Compare)
	scale := wordHeight / max(heights[len(heights)/2], 1)
	for _, w := range words {
		n, i := float32(utf8.RuneCountInString(w.text)), float32(0)
		for _, r := range w.text {
			wide := (w.right - w.left) / n
			chars = append(chars, pdftext.Char{Rune: r, Left: scale * (w.left + i*wide), Right: scale * (w.left + (i+1)*wide),
				Top: -scale * w.top, Bottom: -scale * w.bottom})
			i++
		}
		chars = append(chars, pdftext.Char{Rune: ' '})
	}
	return chars
}
