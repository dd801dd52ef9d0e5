package message

import (
	"bytes"
	"encoding/base64"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/emersion/go-message/charset"
)

// decodeText decodes the encoded words of RFC 2047 wherever they stand, as mail
// clients do; adjacent words of one charset are joined before their bytes are
// decoded, since many senders split characters. The result is valid UTF-8.
func decodeText(s string) string {
	if !strings.Contains(s, "=?") {
		return toUTF8([]byte(s), "")
	}
	var out strings.Builder
	var run []byte
	var runCharset string
	flush := func() {
		out.WriteString(toUTF8(run, runCharset))
		run = nil
	}
	for len(s) > 0 {
		i := strings.Index(s, "=?")
		if i < 0 {
			i = len(s)
		}
		gap := s[:i]
		cs, data, rest, ok := cutWord(s[i:])
		if !ok {
			n := min(len(s), i+2)
			flush()
			out.WriteString(toUTF8([]byte(s[:n]), ""))
			s = s[n:]
			continue
		}
		if run == nil || strings.TrimSpace(gap) != "" || !strings.EqualFold(cs, runCharset) {
			joined := run != nil && strings.TrimSpace(gap) == ""
			flush()
			if !joined {
				out.WriteString(toUTF8([]byte(gap), ""))
			}
		}
		run, runCharset, s = append(run, data...), cs, rest
	}
	flush()
	return out.String()
}

// cutWord reads one encoded word at the begin of s.
func cutWord(s string) (cs string, data []byte, rest string, ok bool) {
	if !strings.HasPrefix(s, "=?") {
		return "", nil, s, false
	}
	cs, tail, ok1 := strings.Cut(s[2:], "?")
	enc, tail, ok2 := strings.Cut(tail, "?")
	text, rest, ok3 := strings.Cut(tail, "?=")
	if !ok1 || !ok2 || !ok3 || strings.ContainsAny(cs, " \t\"<>@,") {
		return "", nil, s, false
	}
	cs, _, _ = strings.Cut(cs, "*") // language, RFC 2231 section 5
	switch enc {
	case "q", "Q":
		return cs, wordQ(text), rest, true
	case "b", "B":
		return cs, wordB(text), rest, true
	}
	return "", nil, s, false
}

// wordQ decodes the Q encoding; what is no escape stays.
func wordQ(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '_':
			out = append(out, ' ')
		case s[i] == '=' && i+2 < len(s) && unhex(s[i+1]) < 16 && unhex(s[i+2]) < 16:
			out = append(out, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 2
		default:
			out = append(out, s[i])
		}
	}
	return out
}

// wordB decodes base64 with or without padding, as far as it goes.
func wordB(s string) []byte {
	s = strings.TrimRight(strings.NewReplacer(" ", "", "\t", "").Replace(s), "=")
	out, _ := base64.RawStdEncoding.DecodeString(s)
	return out
}

// unhex is the value of a hexadecimal digit, 255 for anything else.
func unhex(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	}
	return 255
}

// toUTF8 decodes a header's text. Without a known charset bytes that are not
// UTF-8 are read as Windows-1252, so that no character is lost.
func toUTF8(b []byte, cs string) string {
	if cs != "" && !strings.EqualFold(cs, "utf-8") {
		if r, err := charset.Reader(cs, bytes.NewReader(b)); err == nil {
			if s, err := io.ReadAll(r); err == nil {
				return strings.ToValidUTF8(string(s), "\uFFFD")
			}
		}
	}
	if utf8.Valid(b) {
		return string(b)
	}
	r, err := charset.Reader("windows-1252", bytes.NewReader(b))
	if err != nil {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	s, _ := io.ReadAll(r)
	return strings.ToValidUTF8(string(s), "\uFFFD")
}
