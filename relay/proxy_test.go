package relay

import (
	"bytes"
	"strings"
	"testing"
)

// What follows the header is the client's and must not be read, whatever a header
// looks like.
func FuzzProxy(f *testing.F) {
	f.Add([]byte("PROXY TCP4 192.0.2.7 127.0.0.1 5000 25\r\n"))
	f.Add([]byte("PROXY UNKNOWN\r\n"))
	f.Add([]byte(proxySignature + "\x21\x11\x00\x0c\xc0\x00\x02\x07\x7f\x00\x00\x01\x13\x88\x00\x19"))
	f.Add([]byte(proxySignature + "\x21\x21\xff\xff"))
	f.Add([]byte("PROXY TCP6 ::ffff:192.0.2.7%eth0 ::1 1 2\r\n"))
	f.Fuzz(func(t *testing.T, header []byte) {
		const rest = "EHLO pc\r\n"
		r := bytes.NewReader(append(bytes.Clone(header), rest...))
		client, err := readProxy(r)
		if err != nil {
			return
		}
		used := len(header) + len(rest) - r.Len()
		if client.IsValid() && (client.Zone() != "" || client.Is4In6()) {
			t.Errorf("%q: %s", header, client)
		}
		switch text := string(append(bytes.Clone(header), rest...)[:used]); {
		case strings.HasPrefix(text, proxySignature):
			if want := 16 + int(text[14])<<8 + int(text[15]); used != want {
				t.Errorf("%q: %d octets read, not %d", header, used, want)
			}
		case strings.IndexByte(text, '\n') != used-1 || used > maxProxyLine:
			t.Errorf("%q: %d octets read", header, used)
		}
	})
}
