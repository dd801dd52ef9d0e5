package message

import (
	"bytes"
	"encoding/base64"
	"io"
	"strings"
)

// codedFile is a file that stood encoded in a text.
type codedFile struct {
	name string
	data []byte
}

// maxCoded is how many files of one text are decoded; more are a flaw.
const maxCoded = 100

// uuFile is a uuencoded file (IEEE 1003.1, uuencode) whose lines are coming.
type uuFile struct {
	codedFile
	last bool // its line of no bytes was there
}

// uuBegin reads "begin 644 name" to the letter, as every decoder understands it.
func uuBegin(line []byte) (name string, ok bool) {
	rest, ok := bytes.CutPrefix(line, []byte("begin "))
	if !ok || !isUUBegin(line) {
		return "", false
	}
	mode, file, _ := bytes.Cut(rest, []byte(" "))
	if len(mode) > 4 || strings.Trim(string(mode), "01234567") != "" || len(bytes.TrimSpace(file)) == 0 {
		return "", false
	}
	return string(bytes.TrimSpace(file)), true
}

// uuDecode decodes a line: its length, four characters for three bytes, and at most
// a checksum behind them.
func uuDecode(line []byte) (data []byte, ok bool) {
	if len(line) == 0 || line[0] <= ' ' || line[0] > '`' {
		return nil, false
	}
	n := int(line[0]-' ') & 63
	want := (n + 2) / 3 * 4
	if line = line[1:]; len(line) < want || len(line) > want+2 {
		return nil, false
	}
	for i := 0; i+3 < want; i += 4 {
		var v uint
		for _, c := range line[i : i+4] {
			if c < ' ' || c > '`' {
				return nil, false
			}
			v = v<<6 | uint(c-' ')&63
		}
		data = append(data, byte(v>>16), byte(v>>8), byte(v))
	}
	return data[:n], true
}

// uuLine takes a line of the file that has begun. It is false for one that does not
// belong to it, and the file is given up.
func (s *suspect) uuLine(line []byte) bool {
	switch data, ok := uuDecode(line); {
	case string(line) == "end" && len(s.uu.data) > 0:
		s.keepFile(s.uu.codedFile)
		s.uu = nil
	case !s.uu.last && (len(bytes.TrimSpace(line)) == 0 || string(line) == "`") && len(s.uu.data) > 0:
		s.uu.last = true
	case ok && len(data) > 0 && !s.uu.last && len(s.uu.data) < s.room:
		s.uu.data = append(s.uu.data, data...)
	default:
		s.uuEnd()
		return false
	}
	return true
}

// uuEnd gives up a file that did not end as it should.
func (s *suspect) uuEnd() {
	if len(s.uu.data) > 0 {
		s.flaw(Ambiguous, "text holds a uuencoded file")
	}
	s.uu, s.begin = nil, maxUUGap+1
}

// keepFile keeps what was decoded to be visited after the text.
func (s *suspect) keepFile(f codedFile) {
	if s.room -= len(f.data); s.room < 0 || len(s.files) == maxCoded {
		s.flaw(OverLimit, "text holds too many encoded files")
		return
	}
	s.files = append(s.files, f)
}

// decodeBlock decodes a block of base64 in which nothing is odd: lines of one length,
// the last perhaps shorter, from the first byte of a file of a known kind to its
// end. A block below "begin-base64 644 name" may be of any kind.
func (s *suspect) decodeBlock() bool {
	if !s.clean || s.judge || len(s.block) < minText && s.named == "" {
		return false
	}
	data := make([]byte, base64.StdEncoding.DecodedLen(len(s.block)))
	n, err := base64.StdEncoding.Decode(data, s.block)
	data = data[:n]
	known := s.named != ""
	for _, m := range magics {
		known = known || bytes.HasPrefix(data, m)
	}
	if err != nil || !known || n == 0 {
		return false
	}
	if s.named == "" {
		s.named = "encoded file"
	}
	s.keepFile(codedFile{s.named, data})
	s.named = ""
	return true
}

// addBlock adds a line to the block of base64, as far as it is needed.
func (s *suspect) addBlock(line []byte) {
	if len(s.block) == 0 {
		s.width, s.clean = len(line), s.decode && s.room > 0 && !s.long
	} else if len(line) > s.width || s.short || s.long || s.block[len(s.block)-1] == '=' {
		s.clean = false
	}
	s.short = len(line) < s.width
	limit := maxBlock
	if s.clean {
		limit = s.room / 3 * 4
	}
	switch {
	case len(s.block) < limit:
		s.block = append(s.block, line...)
	case !s.judge:
		s.judge = true
		s.judgeBlock(s.block)
	}
}

// coded visits the files that stood encoded in a text that was visited.
func (w *walker) coded(s *suspect, path string) error {
	if s == nil {
		return nil
	}
	s.close()
	for _, f := range s.files {
		at := w.path(path, f.name)
		again := &suspect{flaw: w.at(at)} // what is encoded twice is held
		if err := w.give(Part{Path: at, Name: f.name, Type: "application/octet-stream", Attachment: true, Body: io.TeeReader(bytes.NewReader(f.data), again)}); err != nil {
			return err
		}
		again.close()
	}
	return nil
}
