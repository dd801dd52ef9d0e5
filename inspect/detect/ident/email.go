package ident

// email reads the address around the @ at i (RFC 5321 4.1.2, dot-string and
// domain; international letters after RFC 6531) and returns where to go on.
func (s *scanner) email(i int) int {
	t := s.text
	b := i
	for b > s.low && i-b < 65 && isLocal(t[b-1]) {
		b--
	}
	for b < i && (t[b] == '.' || t[b] == '-' || t[b] == '\'' || t[b] == '/' || t[b] == '=' || t[b] == '*') {
		b++
	}
	e, dot := i+1, 0
	for e < len(t) && e-i < 256 && (isAlnum(t[e]) || t[e] == '-' || t[e] == '.' || t[e] >= 0x80) {
		if t[e] == '.' {
			if t[e-1] == '.' || t[e-1] == '@' {
				break
			}
			dot = e
		}
		e++
	}
	for e > i+1 && (t[e-1] == '.' || t[e-1] == '-') {
		if e--; e == dot {
			dot = lastDot(t, i, e)
		}
	}
	if b == i || i-b > 64 || t[i-1] == '.' || dot == 0 || e-dot < 3 || !letters(t[dot+1:e]) || e < len(t) && t[e] == '@' {
		return i + 1
	}
	if s.messageID(b, i) {
		return e
	}
	s.emit(known.email, b, e, noDay, false)
	return e
}

func lastDot(t string, i, e int) int {
	for e--; e > i; e-- {
		if t[e] == '.' {
			return e
		}
	}
	return 0
}

func isLocal(c byte) bool {
	if isAlnum(c) || c >= 0x80 {
		return true
	}
	switch c {
	case '.', '-', '_', '+', '\'', '=', '/', '!', '#', '$', '%', '&', '*', '^', '~':
		return true
	}
	return false
}

func letters(s string) bool {
	for i := range len(s) {
		if !isLetter(s[i]) && s[i] < 0x80 && !(i > 3 && (s[i] == '-' || isDigit(s[i]))) { // xn--
			return false
		}
	}
	return true
}

// messageID tells a message or content identifier from an address: it stands
// after "cid:", "mid:" or "Message-ID: <".
func (s *scanner) messageID(b, i int) bool {
	t := s.text[:b]
	if n := len(t); n >= 4 && (t[n-4:] == "cid:" || t[n-4:] == "mid:") {
		return true
	}
	n := len(t)
	if n == 0 || t[n-1] != '<' {
		return false
	}
	for n--; n > 0 && (t[n-1] == ' ' || t[n-1] == '\t' || t[n-1] == '\n'); n-- {
	}
	return hasFoldSuffix(t[:n], "-id:") || hasFoldSuffix(t[:n], "-to:") && i-b > 20 || hasFoldSuffix(t[:n], "references:")
}

// hasFoldSuffix compares without regard to the case of ASCII letters; suffix is
// lower case.
func hasFoldSuffix(s, suffix string) bool {
	if len(s) < len(suffix) {
		return false
	}
	return foldEqual(s[len(s)-len(suffix):], suffix)
}

func foldEqual(s, lower string) bool {
	for i := range len(lower) {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}
