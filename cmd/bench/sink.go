package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"net"
	"strconv"
	"sync"
	"time"
)

// castagnoli is computed by the processor, which keeps the sink cheap.
func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// sink is the next hop of every contestant: it takes everything, and knows
// which messages came whole and how often.
type sink struct {
	listener net.Listener

	mu    sync.Mutex
	run   *expected
	conns sync.WaitGroup
}

// expected is what one measurement sends.
type expected struct {
	id    string // of the measurement
	body  []uint32
	seen  []byte
	left  int
	twice int
	wrong []string
	last  time.Time
	all   chan struct{}
}

func newSink() (*sink, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &sink{listener: l}
	s.conns.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			s.conns.Go(func() { s.serve(c) })
		}
	})
	return s, nil
}

func (s *sink) address() string { return s.listener.Addr().String() }
func (s *sink) close()          { s.listener.Close() }

// expect starts a measurement of messages whose bodies have these checksums.
func (s *sink) expect(id string, bodies []uint32) *expected {
	e := &expected{id: id, body: bodies, seen: make([]byte, len(bodies)), left: len(bodies), all: make(chan struct{})}
	s.mu.Lock()
	s.run = e
	s.mu.Unlock()
	return e
}

// arrived counts one message. It is called before the sink's 250, as a next
// hop has a message when it says so.
func (s *sink) arrived(head []byte, body uint32) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.run
	id, n, ok := parseToken(head)
	if e == nil || !ok || id != e.id || n >= len(e.seen) {
		if e != nil {
			e.wrong = append(e.wrong, fmt.Sprintf("a message that nobody sent now (%s %d)", id, n))
		}
		return
	}
	if body != e.body[n] {
		e.wrong = append(e.wrong, fmt.Sprintf("message %d came with a changed body", n))
	}
	e.seen[n]++
	if e.seen[n] > 1 {
		e.twice++
		return
	}
	e.last = time.Now()
	if e.left--; e.left == 0 {
		close(e.all)
	}
}

// result is the state of a measurement: nil when all came whole and once.
func (s *sink) result(e *expected) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case len(e.wrong) > 0:
		return fmt.Errorf("%d messages are not as sent, the first: %s", len(e.wrong), e.wrong[0])
	case e.left > 0:
		return fmt.Errorf("%d of %d messages did not arrive", e.left, len(e.seen))
	case e.twice > 0:
		return fmt.Errorf("%d messages came twice", e.twice)
	}
	return nil
}

func (s *sink) progress(e *expected) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return e.left
}

// tokenField carries the measurement and the message's number.
const tokenField = "\r\nX-Bench: "

func parseToken(head []byte) (id string, n int, ok bool) {
	_, rest, ok := bytes.Cut(head, []byte(tokenField))
	if !ok {
		return "", 0, false
	}
	line, _, _ := bytes.Cut(rest, []byte("\r\n"))
	name, number, _ := bytes.Cut(line, []byte(" "))
	n, err := strconv.Atoi(string(number))
	return string(name), n, err == nil && n >= 0
}

// serve is the least SMTP that a relay needs, with pipelining.
func (s *sink) serve(c net.Conn) {
	defer c.Close()
	r, w := bufio.NewReaderSize(c, 64<<10), bufio.NewWriter(c)
	say := func(line string) { w.WriteString(line + "\r\n") }
	say("220 sink.example ESMTP")
	for {
		if r.Buffered() == 0 && w.Flush() != nil {
			return
		}
		line, err := r.ReadSlice('\n')
		if err != nil {
			return
		}
		verb, _, _ := bytes.Cut(bytes.ToUpper(bytes.TrimSpace(line)), []byte(" "))
		switch string(verb) {
		case "EHLO":
			say("250-sink.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-DSN\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE 100000000")
		case "DATA":
			say("354 go on")
			if w.Flush() != nil {
				return
			}
			head, sum, err := readData(r)
			if err != nil {
				return
			}
			s.arrived(head, sum)
			say("250 2.0.0 taken")
		case "QUIT":
			say("221 2.0.0 bye")
			w.Flush()
			return
		default:
			say("250 2.0.0 ok")
		}
	}
}

// readData reads up to the dot; it gives the header and the checksum of the
// body, in which no line of ours starts with a dot.
func readData(r *bufio.Reader) (head []byte, sum uint32, err error) {
	table := castagnoli()
	inHeader := true
	for {
		line, err := r.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			return nil, 0, errors.New("a line of 64 kB")
		}
		if err != nil {
			return nil, 0, io.ErrUnexpectedEOF
		}
		switch {
		case len(line) == 3 && line[0] == '.' && line[1] == '\r':
			return head, sum, nil
		case inHeader:
			head = append(head, line...)
			inHeader = len(line) != 2
		default:
			sum = crc32.Update(sum, table, line)
		}
	}
}
