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

// TestReadProxy: who a header says the client is; "-" is a header that is refused,
// "" one that names nobody, whom no network admits.
func TestReadProxy(t *testing.T) {
	ipv4 := func(client string) string { return client + "\x7f\x00\x00\x01\x13\x88\x00\x19" }
	for header, want := range map[string]string{
		"PROXY TCP4 192.0.2.7 127.0.0.1 5000 25\r\n":                                     "192.0.2.7",
		"PROXY TCP6 2001:db8::7 ::1 5000 25\r\n":                                         "2001:db8::7",
		"PROXY TCP6 ::ffff:192.0.2.7 ::1 5000 25\r\n":                                    "192.0.2.7",
		"PROXY UNKNOWN\r\n":                                                              "",
		"PROXY UNKNOWN ffff::1 ::1 1 2\r\n":                                              "",
		"PROXY TCP4 192.0.2.7 127.0.0.1 5000 25\n":                                       "-",
		"PROXY  TCP4 192.0.2.7 127.0.0.1 5000 25\r\n":                                    "-",
		"PROXY TCP4 192.0.2.7 127.0.0.1 5000 25 \r\n":                                    "-",
		"PROXY TCP4 192.0.2.7 127.0.0.1 5000 65536\r\n":                                  "-",
		"PROXY TCP4 192.0.2.7 127.0.0.1 -1 25\r\n":                                       "-",
		"PROXY TCP4 192.0.2.7 nowhere 5000 25\r\n":                                       "-",
		"PROXY TCP4 2001:db8::7 ::1 5000 25\r\n":                                         "-",
		"PROXY TCP4 192.0.2.7 ::1 5000 25\r\n":                                           "-",
		"PROXY TCP6 fe80::1%eth0 ::1 5000 25\r\n":                                        "-",
		"PROXY TCP4 192.0.2.7 127.0.0.1 5000 25" + strings.Repeat("0", 99):               "-",
		"proxy TCP4 192.0.2.7 127.0.0.1 5000 25\r\n":                                     "-",
		"PROXY \r\nEHLO pc\r\n":                                                          "-",
		"EHLO pc.office.example\r\n":                                                     "-",
		proxySignature + "\x21\x11\x00\x0c" + ipv4("\xc0\x00\x02\x07"):                   "192.0.2.7",
		proxySignature + "\x21\x11\x00\x10" + ipv4("\xc0\x00\x02\x07") + "\x04\x00\x01x": "192.0.2.7",
		proxySignature + "\x21\x21\x00\x24 \x01\x0d\xb8" + strings.Repeat("\x00", 32):    "2001:db8::",
		proxySignature + "\x20\x00\x00\x00":                                              "",
		proxySignature + "\x21\x31\x00\xd8" + strings.Repeat("x", 216):                   "",
		proxySignature + "\x21\x12\x00\x0c" + ipv4("\xc0\x00\x02\x07"):                   "",
		proxySignature + "\x21\x11\x00\x03\xc0\x00\x02":                                  "-",
		proxySignature + "\x21\x11\x00\x0c\xc0\x00\x02\x07":                              "-",
		proxySignature + "\x11\x11\x00\x0c" + ipv4("\xc0\x00\x02\x07"):                   "-",
		proxySignature + "\x22\x11\x00\x0c" + ipv4("\xc0\x00\x02\x07"):                   "-",
		proxySignature + "\x21\x11\xff\xff" + strings.Repeat("\x00", 65535):              "-",
	} {
		client, err := readProxy(strings.NewReader(header))
		got := ""
		switch {
		case err != nil:
			got = "-"
		case client.IsValid():
			got = client.String()
		}
		if got != want {
			t.Errorf("%.60q: %q, not %q", header, got, want)
		}
	}
}
