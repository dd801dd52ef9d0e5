package deliver

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"io"
	"math/big"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

// hop is a next hop that says what a test wants. Lines it has no answer for get
// an ordinary one.
type hop struct {
	t        *testing.T
	listener net.Listener
	greeting string
	ehlo     []string // extensions
	// answer gives the reply to a line or to the end of a message (the line
	// is then "."); "" means the ordinary one, "close" hangs up.
	answer func(line string) string
	cert   *tls.Certificate
	// implicit is set for TLS from the first octet.
	implicit bool

	mu       sync.Mutex
	lines    []string // all commands, in order
	messages []string // content of DATA as it came, dots still doubled
	conns    int
	open     []net.Conn
	wg       sync.WaitGroup
}

func startHop(t *testing.T, h *hop) *hop {
	t.Helper()
	h.t = t
	var err error
	if h.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	h.wg.Go(h.accept)
	t.Cleanup(h.stop)
	return h
}

func (h *hop) stop() {
	h.listener.Close()
	h.hangUp()
	h.wg.Wait()
}

// hangUp closes all connections.
func (h *hop) hangUp() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, c := range h.open {
		c.Close()
	}
}

func (h *hop) accept() {
	for {
		c, err := h.listener.Accept()
		if err != nil {
			return
		}
		h.mu.Lock()
		h.conns++
		h.open = append(h.open, c)
		h.mu.Unlock()
		h.wg.Go(func() { h.serve(c) })
	}
}

func (h *hop) serve(c net.Conn) {
	defer func() { c.Close() }()
	if h.implicit {
		c = tls.Server(c, &tls.Config{Certificates: []tls.Certificate{*h.cert}})
	}
	r := bufio.NewReader(c)
	if h.greeting == "" {
		h.greeting = "220 hop.test ESMTP"
	}
	io.WriteString(c, h.greeting+"\r\n")
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimRight(line, "\r\n")
		h.note(line)
		say := h.say(line)
		if say == "close" {
			return
		}
		io.WriteString(c, say)
		if strings.HasPrefix(say, "354") && !h.content(c, r) {
			return
		}
		if line == "STARTTLS" && strings.HasPrefix(say, "220") {
			c = tls.Server(c, &tls.Config{Certificates: []tls.Certificate{*h.cert}})
			r = bufio.NewReader(c)
		}
		if line == "QUIT" {
			return
		}
	}
}

func (h *hop) note(line string) {
	h.mu.Lock()
	h.lines = append(h.lines, line)
	h.mu.Unlock()
}

func (h *hop) say(line string) string {
	if h.answer != nil {
		if a := h.answer(line); a == "close" {
			return a
		} else if a != "" {
			return a + "\r\n"
		}
	}
	verb, _, _ := strings.Cut(line, " ")
	switch verb {
	case "EHLO":
		say := ""
		for _, e := range h.ehlo {
			say += "250-" + e + "\r\n"
		}
		return "250-hop.test\r\n" + say + "250 HELP\r\n"
	case "DATA":
		return "354 go on\r\n"
	case "STARTTLS":
		return "220 go on\r\n"
	case "AUTH":
		return "235 2.7.0 welcome\r\n"
	default:
		return "250 2.0.0 fine\r\n"
	}
}

// content reads up to CRLF.CRLF and answers it.
func (h *hop) content(c net.Conn, r *bufio.Reader) bool {
	var b strings.Builder
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return false
		}
		if line == ".\r\n" {
			break
		}
		b.WriteString(line)
	}
	h.mu.Lock()
	h.messages = append(h.messages, b.String())
	h.mu.Unlock()
	say := "250 2.0.0 taken\r\n"
	if h.answer != nil {
		if a := h.answer("."); a == "close" {
			return false
		} else if a != "" {
			say = a + "\r\n"
		}
	}
	io.WriteString(c, say)
	return true
}

func (h *hop) seen() (lines, messages []string, conns int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]string(nil), h.lines...), append([]string(nil), h.messages...), h.conns
}

func (h *hop) client(t *testing.T) *Client {
	c := &Client{Hop: Hop{Address: h.listener.Addr().String(), TLS: None}, Hostname: "relay.test"}
	t.Cleanup(func() { c.Close() })
	return c
}

// certificate is self-signed, for 127.0.0.1.
func certificate(t *testing.T) (*tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	cert, _ := x509.ParseCertificate(der)
	pool := x509.NewCertPool()
	pool.AddCert(cert)
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}
