package extract

import (
	"strings"

	"github.com/postlock/postlock/inspect"
)

// pasted is a stretch of a text that a program wrote, in the midst of what a person
// did: from and to are bytes, words the stretch without marks of quotation.
type pasted struct {
	from, to int
	words    string
	part     string
	read     reader
}

// findPasted finds the first bank statement or family tree in a text; read is nil
// when there is none.
func findPasted(text string) (p pasted) {
	if !strings.Contains(text, ":20:") && !strings.Contains(text, " INDI") {
		return pasted{}
	}
	var s pastedScan
	at := 0
	for line := range strings.Lines(text) {
		words, _ := cutQuote(line)
		s.line(strings.TrimRight(words, " \r\n"), at, at+len(line))
		at += len(line)
		if s.ended {
			break
		}
	}
	if s.to > s.from && s.whole() {
		return pasted{s.from, s.to, s.words.String()[:s.sure], s.part, s.read}
	}
	return pasted{}
}

// pastedScan goes through lines until a stretch has begun and ended.
type pastedScan struct {
	read     reader
	part     string
	from, to int
	words    strings.Builder
	sure     int // bytes of words up to to
	more     int // lines without a field's tag that may still belong to it
	ended    bool
}

func (s *pastedScan) line(words string, from, to int) {
	if s.read == nil {
		switch {
		case strings.HasPrefix(words, ":20:"):
			s.read, s.part = readStatement, "bank statement"
		case words == "0 HEAD", strings.HasPrefix(words, "0 @") && strings.HasSuffix(words, " INDI"):
			s.read, s.part = readGEDCOM, "family tree"
		default:
			return
		}
		s.from = from
	}
	switch {
	case strings.Trim(words, " \u00a0-") == "": // the end of it, or of a block of it
		s.more = 0
		s.words.WriteByte('\n')
		return
	case s.belongs(words):
	case s.more > 0:
		s.more--
	case s.whole():
		s.ended = true
		return
	default: // it only began like one
		*s = pastedScan{}
		return
	}
	s.words.WriteString(words)
	s.words.WriteByte('\n')
	s.to, s.sure = to, s.words.Len()
}

// belongs tells a line with a field's tag, and how many lines without may follow: the
// words of an entry go on below it, and mail programs wrap long lines.
func (s *pastedScan) belongs(words string) bool {
	if s.part == "bank statement" {
		tag, _, ok := swiftField(words)
		if ok {
			s.more = map[string]int{"86": 6, "61": 1}[tag]
		}
		return ok
	}
	level, rest, _ := strings.Cut(words, " ")
	ok := len(level) > 0 && len(level) < 3 && strings.Trim(level, "0123456789") == "" &&
		len(rest) > 2 && (rest[0] == '@' || rest[0] == '_' || rest[0] >= 'A' && rest[0] <= 'Z') && rest[1] != ' '
	if ok {
		s.more = 1
		if rest == "TRLR" {
			s.more = 0
		}
	}
	return ok
}

// whole tells whether there is enough of it.
func (s *pastedScan) whole() bool {
	if s.part == "bank statement" {
		return isStatement(s.words.String())
	}
	return strings.Count(s.words.String(), "\n1 ") > 1
}

// inPart is an output whose texts and rows stand in a part of a file.
type inPart struct {
	output
	part   string
	hidden bool
}

func (o inPart) text(_ string, _ int, hidden bool, s string) {
	o.output.text(o.part, 0, hidden || o.hidden, s)
}

func (o inPart) row(r inspect.Row) {
	r.Place.Part, r.Hidden = o.part, r.Hidden || o.hidden
	o.output.row(r)
}
