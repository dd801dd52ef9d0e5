package main

import (
	"bytes"
	"io"
	"net"
	"time"

	"github.com/emersion/go-smtp"
)

// hop is the demo's next hop: an SMTP server that takes everything and hands it
// to arrived. It leaves nothing on disk and sends nothing on.
type hop struct {
	server   *smtp.Server
	listener net.Listener
	arrived  func(arrival)
}

// arrival is a message as the next hop has it.
type arrival struct {
	from string
	to   []string
	data []byte
}

// newHop listens at address; serve answers until close.
func newHop(address string, arrived func(arrival)) (*hop, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	h := &hop{listener: l, arrived: arrived}
	h.server = smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &hopSession{hop: h}, nil }))
	h.server.Domain = "next-hop.example"
	h.server.ReadTimeout, h.server.WriteTimeout = time.Minute, time.Minute
	h.server.EnableSMTPUTF8, h.server.EnableDSN = true, true
	h.server.MaxLineLength = 1 << 20
	return h, nil
}

func (h *hop) address() string { return h.listener.Addr().String() }
func (h *hop) serve()          { _ = h.server.Serve(h.listener) }
func (h *hop) close()          { _ = h.server.Close() }

type hopSession struct {
	hop *hop
	arrival
}

func (s *hopSession) Mail(from string, _ *smtp.MailOptions) error {
	s.arrival = arrival{from: from}
	return nil
}

func (s *hopSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = append(s.to, to)
	return nil
}

func (s *hopSession) Data(r io.Reader) error {
	var b bytes.Buffer
	if _, err := b.ReadFrom(r); err != nil {
		return err
	}
	s.data = b.Bytes()
	s.hop.arrived(s.arrival)
	return nil
}

func (s *hopSession) Reset()        { s.arrival = arrival{} }
func (s *hopSession) Logout() error { return nil }
