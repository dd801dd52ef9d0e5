package extract

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Columns of a table can touch: a sheet printed with narrow columns cuts what
// does not fit and begins the next cell right there. What tells them apart is
// that text begins at the same place line after line.

// pdfPart is a piece of a word that was drawn by itself.
type pdfPart struct {
	from        int // its first byte in the word's text, before normalization
	left, right float32
	text        string
}

// beginPart notes that a part begins at left, after the bytes of text so far.
func (w *pdfWord) beginPart(text string, left float32) {
	from := 0
	if n := len(w.parts); n > 0 {
		from = w.parts[n-1].from
		w.parts[n-1].text = text[from:]
		w.parts[n-1].right = w.right
	} else {
		w.parts = append(w.parts, pdfPart{left: w.left, right: w.right, text: text})
	}
	w.parts = append(w.parts, pdfPart{from: len(text), left: left})
}

// endPart ends the last part with the word.
func (w *pdfWord) endPart(text string) {
	if n := len(w.parts); n > 0 {
		w.parts[n-1].text, w.parts[n-1].right = text[w.parts[n-1].from:], w.right
	}
}

// splitAt cuts a word where a part begins near x.
func (w pdfWord) splitAt(x float32) (a, b pdfWord, ok bool) {
	for i, p := range w.parts {
		if i == 0 || !near(p.left, x) {
			continue
		}
		a, b = w, w
		a.parts, b.parts = w.parts[:i:i], w.parts[i:]
		a.right, b.left = a.parts[0].right, p.left
		a.text, b.text = "", ""
		for _, p := range a.parts {
			a.text, a.right = a.text+p.text, max(a.right, p.right)
		}
		for _, p := range b.parts {
			b.text += p.text
		}
		a.text, b.text = norm.NFC.String(strings.TrimSpace(a.text)), norm.NFC.String(strings.TrimSpace(b.text))
		a.fromRight, b.fromRight = strings.ContainsFunc(a.text, fromRight), strings.ContainsFunc(b.text, fromRight)
		return a, b, true
	}
	return w, b, false
}

// near is how exactly cells of a column begin below each other, in points.
func near(a, b float32) bool { return a-b < 0.4 && b-a < 0.4 }

// tight is the widest gap, in heights, that is no blank between words.
const tight = 0.18

// pdfJoint is a place where text begins that touches what stands before it.
type pdfJoint struct {
	x    float32
	line int
}

// The fewest lines that begin text at one place and so make a column: when
// three of them touch what stands before, and when fewer do.
const (
	minAligned   = 5
	fewerTouched = 8
)

// makeRoom cuts words, and moves the ends of words, where columns touch, so
// that a gap can be seen.
func makeRoom(lines []pdfLine) {
	joints := touching(lines)
	for len(joints) > 0 {
		n := 1
		for n < len(joints) && near(joints[n].x, joints[0].x) {
			n++
		}
		column(lines, joints[:n])
		joints = joints[n:]
	}
}

// touching finds the joints of all lines, from left to right.
func touching(lines []pdfLine) (joints []pdfJoint) {
	for i, l := range lines {
		for j, w := range l {
			if j > 0 && w.left-l[j-1].right < tight*w.height() && w.left > l[j-1].left+1 {
				joints = append(joints, pdfJoint{w.left, i})
			}
			for _, p := range w.parts[min(1, len(w.parts)):] {
				joints = append(joints, pdfJoint{p.left, i})
			}
		}
	}
	slices.SortFunc(joints, func(a, b pdfJoint) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.line, b.line)) })
	return joints
}

// column makes room left of x in each run of lines that begin text there.
func column(lines []pdfLine, joints []pdfJoint) {
	x := joints[len(joints)/2].x
	slices.SortFunc(joints, func(a, b pdfJoint) int { return cmp.Compare(a.line, b.line) })
	for i := 0; i < len(joints); {
		j := i + 1
		for j < len(joints) && joints[j].line-joints[j-1].line <= 4 {
			j++
		}
		from, to := run(lines, x, joints[i].line, joints[j-1].line+1)
		if isColumn(lines[from:to], x, j-i) {
			for k := from; k < to; k++ {
				lines[k] = lines[k].part(x)
			}
		}
		i = j
	}
}

// run widens a run of lines by those above and below that do not cross x, and
// ends at lines that begin text there.
func run(lines []pdfLine, x float32, from, to int) (int, int) {
	for i := from - 1; i >= 0; i-- {
		m := lines[i].at(x)
		if m == crosses {
			break
		}
		if m == begins {
			from = i
		}
	}
	for i := to; i < len(lines); i++ {
		m := lines[i].at(x)
		if m == crosses {
			break
		}
		if m == begins {
			to = i + 1
		}
	}
	return from, to
}

// isColumn is set when nearly all lines begin text at x, or have none there.
func isColumn(lines []pdfLine, x float32, touched int) bool {
	count := map[meeting]int{}
	for _, l := range lines {
		count[l.at(x)]++
	}
	if !varies(lines, x) || touched < 3 && (count[begins] < fewerTouched || count[crosses] > 0) {
		return false
	}
	return count[begins] >= minAligned && count[crosses]*10 <= len(lines) && count[begins]*10 >= 6*(len(lines)-count[empty])
}

// varies is set when what stands before x ends here and there, or not at x, or
// is set to the right with texts of any length after it. Dates, numbers and
// amounts that were drawn piece by piece keep their pieces together.
func varies(lines []pdfLine, x float32) bool {
	var ends, lefts, rights []float32
	height, blanks := float32(1), 0
	for _, l := range lines {
		if w, end, next, blank, ok := l.endBefore(x); ok {
			ends, lefts, rights = append(ends, end), append(lefts, w.left), append(rights, next)
			height = w.height()
			if blank {
				blanks++
			}
		}
	}
	switch {
	case len(ends) == 0:
		return false
	case differ(ends, height):
		return true
	case blanks*2 > len(ends):
		return false
	}
	gap := x - ends[len(ends)/2]
	return gap > 0.06*height || gap < -0.06*height || differ(lefts, height) && differ(rights, height)
}

// differ sorts places and tells whether a quarter of them are not at their middle.
func differ(places []float32, height float32) bool {
	slices.Sort(places)
	other := 0
	for _, p := range places {
		if d := p - places[len(places)/2]; d > 0.05*height || d < -0.05*height {
			other++
		}
	}
	return other*4 >= len(places) && other > 0
}

// endBefore is the word before or around x on a line that begins text there,
// where that ends before x, and whether with a blank, and where what begins at
// x ends.
func (l pdfLine) endBefore(x float32) (w pdfWord, end, next float32, blank, ok bool) {
	for i, w := range l {
		if near(w.left, x) && i > 0 {
			return l[i-1], l[i-1].right, w.right, false, true
		}
		for j, p := range w.parts {
			if j > 0 && near(p.left, x) {
				return w, w.parts[j-1].right, p.right, strings.HasSuffix(w.parts[j-1].text, " "), true
			}
		}
	}
	return w, 0, 0, false, false
}

// meeting is what a line does at a place.
type meeting uint8

const (
	empty   meeting = iota // nothing on one side of it
	begins                 // text begins there, after other text
	crosses                // text goes on across it
	parted                 // a gap between words
)

func (l pdfLine) at(x float32) meeting {
	m, before, behind := empty, false, false
	for _, w := range l {
		before = before || w.left < x-1
		behind = behind || w.right > x+1
		if near(w.left, x) && before {
			return begins
		}
		if w.left >= x-0.4 || w.right <= x+0.1*w.height() {
			continue
		}
		m = crosses
		for _, p := range w.parts[min(1, len(w.parts)):] {
			if near(p.left, x) {
				return begins
			}
		}
	}
	if m == empty && before && behind {
		return parted
	}
	return m
}

// part cuts the line at x and ends what stands before it a gap earlier.
func (l pdfLine) part(x float32) (words pdfLine) {
	if l.at(x) == crosses {
		return l
	}
	for _, w := range l {
		a, b, ok := w.splitAt(x)
		if room := x - 0.65*w.height(); a.left < x-0.4 && a.right > room {
			a.left, a.right = min(a.left, room-0.1), room
		}
		if words = append(words, a); ok {
			words = append(words, b)
		}
	}
	return words
}
