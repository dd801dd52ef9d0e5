package deliver

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Reply is one answer of the next hop (RFC 5321 section 4.2).
type Reply struct {
	// Code is 0 when there was no answer and Text is our own word on it.
	Code int
	// Enhanced is the enhanced status code (RFC 3463), "" when none was given.
	Enhanced string
	// Text is what was said, lines joined by " / ", control characters
	// replaced. It may hold addresses.
	Text string
}

// Error makes a Reply usable as an error.
func (r Reply) Error() string {
	return strings.TrimSpace(strings.TrimSpace(fmt.Sprintf("%03d %s", r.Code, r.Enhanced)) + " " + r.Text)
}

// Bounds of what is read for one reply. RFC 5321 section 4.5.3.1.5 allows 512
// bytes a line; servers send more.
const (
	maxReplyLine  = 4 << 10
	maxReplyLines = 128
	maxReplyText  = 1000 // bytes that are kept
)

var (
	errBadReply = errors.New("the next hop does not speak SMTP")
	errHungUp   = errors.New("the next hop closed the connection")
	// errEarly is for a reply that came before the message: whatever it is an
	// answer to, it is none to what the hop has not seen yet.
	errEarly = errors.New("the next hop answered before it had the message")
)

// readReply reads a reply, which may have many lines (RFC 5321 section 4.2.1).
// It takes a bare LF for a line's end and any code between the lines, the last
// one counts; anything that does not begin with a code is an error. lines, when
// not nil, is called with the text of each.
func readReply(r *bufio.Reader, lines func(string)) (reply Reply, err error) {
	var text strings.Builder
	for range maxReplyLines {
		line, err := readLine(r)
		if err != nil {
			return Reply{}, err
		}
		code, rest, more, ok := splitReply(line)
		if !ok {
			return Reply{}, fmt.Errorf("%w: %q", errBadReply, truncate(printable(line), 80))
		}
		if lines != nil {
			lines(rest)
		}
		enhanced, rest := splitEnhanced(code, rest)
		if enhanced != "" {
			reply.Enhanced = enhanced
		}
		if text.Len() < maxReplyText {
			if text.Len() > 0 {
				text.WriteString(" / ")
			}
			text.WriteString(rest)
		}
		if !more {
			reply.Code, reply.Text = code, truncate(printable(text.String()), maxReplyText)
			if reply.Enhanced != "" && reply.Enhanced[0] != byte('0'+code/100) {
				reply.Enhanced = ""
			}
			return reply, nil
		}
	}
	return Reply{}, fmt.Errorf("%w: a reply of more than %d lines", errBadReply, maxReplyLines)
}

// readLine reads up to LF and returns the line without its end.
func readLine(r *bufio.Reader) (string, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		if len(line)+len(part) > maxReplyLine {
			return "", fmt.Errorf("%w: a reply line over %d bytes", errBadReply, maxReplyLine)
		}
		line = append(line, part...)
		if err == bufio.ErrBufferFull {
			continue
		}
		if err == io.EOF {
			err = errHungUp
		}
		if err != nil {
			return "", err
		}
		return strings.TrimRight(string(line), "\r\n"), nil
	}
}

// splitReply takes a line apart: code, then "-" (more) or space, then text.
func splitReply(line string) (code int, rest string, more, ok bool) {
	if len(line) < 3 || line[0] < '2' || line[0] > '5' {
		return 0, "", false, false
	}
	for _, c := range []byte(line[:3]) {
		if c < '0' || c > '9' {
			return 0, "", false, false
		}
		code = code*10 + int(c-'0')
	}
	if len(line) == 3 {
		return code, "", false, true
	}
	if line[3] != ' ' && line[3] != '-' {
		return 0, "", false, false
	}
	return code, line[4:], line[3] == '-', true
}

// splitEnhanced takes an enhanced status code off the text (RFC 2034 section 4:
// its class is that of the reply).
func splitEnhanced(code int, text string) (enhanced, rest string) {
	word, rest, _ := strings.Cut(text, " ")
	parts := strings.Split(word, ".")
	if len(parts) != 3 || len(parts[0]) != 1 || parts[0][0] != byte('0'+code/100) {
		return "", text
	}
	for _, p := range parts[1:] {
		if len(p) < 1 || len(p) > 3 || strings.Trim(p, "0123456789") != "" {
			return "", text
		}
	}
	return word, rest
}

// printable replaces what could harm a log, a terminal or a header.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == utf8.RuneError {
			return '?'
		}
		return r
	}, s)
}

func truncate(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
