package message

import (
	"bytes"
	"encoding/base64"
	"strings"
	"unicode"
	"unicode/utf8"
)

// suspect looks at content without believing the message's structure: files
// that hide in text as uuencode, yEnc, BinHex or base64, whatever headers say.
// A mail reader that believes otherwise could show them as attachments. Those that
// every reader would decode alike it decodes, the others are flaws. It is an
// io.Writer that never fails; close ends it.
type suspect struct {
	flaw  flawer
	start bool   // only content that is encoded from its first line on counts
	line  []byte // the unfinished line, at most maxSuspectLine bytes
	long  bool   // the line was longer
	count int    // lines seen
	done  bool   // nothing more to look for

	begin int    // lines in which the data of "begin 644 name" may start
	said  bool   // a line said that base64 follows
	armor bool   // the line before began a PGP message
	pdf   bool   // a line began with %PDF-
	block []byte // base64 of the lines before
	judge bool   // block has been judged already

	// What is plainly a file is decoded, where decode is set, up to room bytes in all.
	decode bool
	room   int
	files  []codedFile
	uu     *uuFile // has begun
	named  string  // of the block that is to come
	clean  bool    // block is nothing but one file, so far
	width  int     // of its lines
	short  bool    // the line before was shorter
}

// maxUUGap is how many lines decoders of uuencode pass over to find the data.
const maxUUGap = 20

// maxSuspectLine is how much of a line is looked at.
const maxSuspectLine = 4 << 10

// enough base64 to be judged as a file or as text, in bytes; a block of maxBlock
// is judged at once.
const (
	minFile  = 40
	minText  = 100
	minSaid  = 20 // below a line that says it is base64
	minRun   = 60 // within a line
	maxBlock = 4 << 10
)

func (s *suspect) Write(p []byte) (int, error) {
	n := len(p)
	for len(p) > 0 && !s.done {
		i := bytes.IndexByte(p, '\n')
		if i < 0 {
			s.keep(p)
			break
		}
		s.keep(p[:i])
		s.endLine()
		p = p[i+1:]
	}
	return n, nil
}

func (s *suspect) keep(p []byte) {
	if room := maxSuspectLine - len(s.line); len(p) > room {
		p, s.long = p[:room], true
	}
	s.line = append(s.line, p...)
}

func (s *suspect) close() {
	if s.done {
		return
	}
	if len(s.line) > 0 {
		s.endLine()
	}
	if s.uu != nil {
		s.uuEnd()
	}
	s.endBlock()
}

func (s *suspect) endLine() {
	if raw := bytes.TrimRight(s.line, "\r"); s.uu == nil || s.long || !s.uuLine(raw) {
		s.look(bytes.TrimRight(raw, " \t\r"))
	}
	s.line, s.long = s.line[:0], false
	s.count++
}

// look takes one line.
func (s *suspect) look(line []byte) {
	if s.count == 0 && isBinary(line) {
		s.done = true // a file by itself, read by its content
		return
	}
	switch {
	case s.begin > 0 && isUULine(line):
		s.flaw(Ambiguous, "text holds a uuencoded file")
	case bytes.HasPrefix(line, []byte("=ybegin ")) && bytes.Contains(line, []byte(" name=")):
		s.flaw(Ambiguous, "text holds a yEnc file")
	case bytes.HasPrefix(line, []byte("(This file must be converted with BinHex")):
		s.flaw(Ambiguous, "text holds a BinHex file")
	case bytes.HasPrefix(line, []byte("begin-base64 ")):
		s.endBlock()
		if f := bytes.Fields(line); s.decode && len(f) == 3 {
			s.named = string(f[2])
		} else {
			s.flaw(Ambiguous, "text holds an encoded file")
		}
		return
	case s.armor && isBase64Line(line):
		s.flaw(Encrypted, "text holds a PGP message")
	case s.pdf && bytes.HasSuffix(line, []byte(" obj")):
		s.flaw(Ambiguous, "text holds a PDF")
	case s.count > 0 && hasRawMagic(line):
		s.flaw(Ambiguous, "text holds a file")
	}
	if s.begin--; isUUBegin(line) {
		s.begin = maxUUGap
		if name, ok := uuBegin(line); ok && s.decode {
			s.uu = &uuFile{codedFile: codedFile{name: name}}
		}
	}
	s.said = s.said || saysBase64(line)
	s.armor = bytes.HasPrefix(line, []byte("-----BEGIN PGP MESSAGE")) || s.armor && isArmorHeader(line)
	s.pdf = s.pdf || s.count > 0 && bytes.HasPrefix(line, []byte("%PDF-"))
	s.base64(line)
}

// base64 collects lines that are nothing but base64, and looks into long runs.
func (s *suspect) base64(line []byte) {
	odd := false
	if s.said {
		all := len(line)
		line = squeeze(line)
		odd = len(line) < all && len(bytes.TrimRight(line, "=")) < all-2
	}
	if len(line) >= 8 && isBase64Line(line) || len(line) > 0 && len(s.block) > 0 && isBase64Line(line) {
		if len(s.block) == 0 && s.start && s.count > 0 {
			return
		}
		s.addBlock(line)
		s.clean = s.clean && !odd
		return
	}
	s.endBlock()
	if s.start || len(line) < minRun {
		return
	}
	for _, run := range longRuns(line) {
		if hidesFile(run, magics[:4]) { // links carry compressed tokens
			s.flaw(Ambiguous, "text holds a base64-coded file")
		}
	}
}

// squeeze takes out what decoders skip, if the line is base64 for the most part.
func squeeze(line []byte) []byte {
	out := make([]byte, 0, len(line))
	for _, c := range line {
		if alphabet[c] == inAlphabet {
			out = append(out, c)
		}
	}
	if len(out)*10 < len(line)*9 {
		return line
	}
	return out
}

func (s *suspect) endBlock() {
	switch {
	case s.decodeBlock():
		s.said = false
	case s.named != "" && len(s.block) > 0:
		s.flaw(Ambiguous, "text holds an encoded file")
		s.named = ""
	case !s.judge && (len(s.block) >= minFile || s.said && len(s.block) >= minSaid):
		s.judgeBlock(s.block)
		s.said = false
	}
	s.block, s.judge = s.block[:0], false
}

func (s *suspect) judgeBlock(block []byte) {
	switch {
	case hidesFile(block, magics):
		s.flaw(Ambiguous, "text holds a base64-coded file")
	case (len(block) >= minText || s.said) && hidesText(block):
		s.flaw(Ambiguous, "text holds base64-coded text")
	}
}

// isBase64Line tells a line of base64 alphabet with padding at its end only.
func isBase64Line(line []byte) bool {
	line = bytes.TrimRight(line, "=")
	for _, c := range line {
		if alphabet[c] != inAlphabet {
			return false
		}
	}
	return len(line) > 0
}

// longRuns gives the runs of base64 of at least minRun bytes. Where one may begin is
// looked at from its far end: what stands before the last byte of another kind begins none.
func longRuns(line []byte) (runs [][]byte) {
	for start := 0; start+minRun <= len(line); {
		end := start + minRun
		for end > start && alphabet[line[end-1]] == inAlphabet {
			end--
		}
		if end > start {
			start = end
			continue
		}
		for end = start + minRun; end < len(line) && alphabet[line[end]] == inAlphabet; {
			end++
		}
		runs = append(runs, line[start:end])
		start = end + 1
	}
	return runs
}

// alignments decodes the begin of b from each of its first four characters:
// something may stand before the file.
func alignments(b []byte, yield func([]byte) bool) bool {
	for i := 0; i < 4 && len(b) > 4; i, b = i+1, b[1:] {
		n := min(len(b), 1024) / 4 * 4
		out, _ := base64.RawStdEncoding.AppendDecode(nil, b[:n])
		if yield(out) {
			return true
		}
	}
	return false
}

// hidesFile tells whether base64 decodes to a file of one of the kinds.
func hidesFile(b []byte, kinds [][]byte) bool {
	return alignments(b, func(out []byte) bool {
		for _, m := range kinds {
			if i := bytes.Index(out, m); i >= 0 && (i < 8 || len(m) >= 4) {
				return true
			}
		}
		return false
	})
}

// hidesText tells whether base64 decodes to text: nineteen of twenty characters
// printable, as UTF-8 or UTF-16.
func hidesText(b []byte) bool {
	return alignments(b, func(out []byte) bool {
		out = bytes.ReplaceAll(out, []byte{0}, nil)
		good, all := 0, 0
		for len(out) > 0 {
			r, n := utf8.DecodeRune(out)
			out = out[n:]
			all++
			if r != utf8.RuneError && r != 0x7f && (r >= ' ' || r == '\t' || r == '\n' || r == '\r') {
				good++
			}
		}
		return all >= minSaid*3/4-1 && good*20 >= all*19
	})
}

// magics are the first bytes of files that can hold data about people. Pictures
// are not among them.
var magics = [][]byte{
	[]byte("PK\x03\x04"), []byte("PK\x05\x06"), []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), []byte("%PDF-"),
	[]byte("{\\rtf"), []byte("\x1F\x8B\x08"), []byte("7z\xBC\xAF\x27\x1C"), []byte("Rar!\x1A\x07"), []byte("BZh"),
	[]byte("\xFD7zXZ\x00"), []byte("MSCF\x00"), []byte("SQLite format 3"), []byte("\x78\x9F\x3E\x22"),
	[]byte("\x28\xB5\x2F\xFD"),
}

// hasRawMagic tells a file that begins in this line, as it is or in
// quoted-printable.
func hasRawMagic(line []byte) bool {
	for _, m := range []string{"PK\x03\x04", "PK=03=04", "\xD0\xCF\x11\xE0\xA1\xB1", "=D0=CF=11=E0", "{\\rtf1", "7z\xBC\xAF", "Rar!\x1A", "\x1F\x8B\x08"} {
		if bytes.HasPrefix(line, []byte(m)) {
			return true
		}
	}
	return false
}

// isBinary tells content that no reader takes for text.
func isBinary(line []byte) bool {
	for _, m := range magics {
		if bytes.HasPrefix(line, m) {
			return true
		}
	}
	return bytes.IndexByte(line, 0) >= 0
}

// isUUBegin tells "begin 644 name".
func isUUBegin(line []byte) bool {
	line = bytes.TrimLeftFunc(line, unicode.IsSpace)
	if !bytes.HasPrefix(line, []byte("begin")) {
		return false // nearly every line
	}
	f := bytes.Fields(line)
	if len(f) < 3 || string(f[0]) != "begin" || len(f[1]) < 3 {
		return false
	}
	for _, c := range f[1][:3] {
		if c < '0' || c > '7' {
			return false
		}
	}
	return true
}

// saysBase64 tells a header line that stands in the text.
func saysBase64(line []byte) bool {
	const name = "content-transfer-encoding"
	return len(line) > len(name) && (line[0] == 'C' || line[0] == 'c') &&
		strings.EqualFold(string(line[:len(name)]), name) && strings.Contains(strings.ToLower(string(line)), "base64")
}

// isUULine tells a data line: its first character is its length.
func isUULine(line []byte) bool {
	if len(line) < 6 || line[0] <= ' ' || line[0] > '`' {
		return false
	}
	for _, c := range line {
		if c < ' ' || c > '`' {
			return false
		}
	}
	want := (int(line[0]-' ')&63 + 2) / 3 * 4
	return len(line)-1 >= want-3 && len(line)-1 <= want+2 // blanks cut off, checksum put on
}

// isArmorHeader tells the lines between the begin of PGP armor and its data.
func isArmorHeader(line []byte) bool {
	return len(line) == 0 || bytes.Contains(line, []byte(": "))
}
