package main

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// send submits n messages over so many connections at once, each connection
// carrying up to perConn messages. It returns how long each message took: from
// dialling (or, on a used connection, from MAIL) to the final 250.
func send(ctx context.Context, address string, n, connections, perConn int, m *mail, id string) ([]time.Duration, error) {
	took := make([]time.Duration, n)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var clients sync.WaitGroup
	for range connections {
		clients.Go(func() {
			for ctx.Err() == nil {
				first := int(next.Add(int64(perConn))) - perConn
				if first >= n {
					return
				}
				if err := session(address, first, min(first+perConn, n), m, id, took); err != nil {
					cancel(err)
				}
			}
		})
	}
	clients.Wait()
	return took, context.Cause(ctx)
}

// session is one connection. EHLO waits for its answer, MAIL, RCPT and DATA go
// in one write, as PIPELINING allows (RFC 2920); every contestant offers it.
func session(address string, from, to int, m *mail, id string, took []time.Duration) error {
	start := time.Now()
	c, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer c.Close()
	_ = c.SetDeadline(start.Add(4 * time.Minute))
	d := dialogue{c: c, r: bufio.NewReader(c)}
	d.want("220", "")
	d.want("250", "EHLO client.example\r\n")
	for i := from; i < to; i++ {
		if i > from {
			start = time.Now()
		}
		d.ask("MAIL FROM:<" + sender(i) + ">\r\nRCPT TO:<" + recipient(i) + ">\r\nDATA\r\n")
		d.want("250", "")
		d.want("250", "")
		d.want("354", "")
		d.write(net.Buffers{m.head(id, i), m.body(i), []byte(".\r\n")})
		d.want("250", "")
		if d.err != nil {
			return fmt.Errorf("message %d: %w", i, d.err)
		}
		took[i] = time.Since(start)
	}
	d.want("221", "QUIT\r\n")
	return d.err
}

// dialogue keeps its first error.
type dialogue struct {
	c   net.Conn
	r   *bufio.Reader
	err error
}

func (d *dialogue) ask(lines string) {
	if d.err == nil {
		_, d.err = d.c.Write([]byte(lines))
	}
}

func (d *dialogue) write(b net.Buffers) {
	if d.err == nil {
		_, d.err = b.WriteTo(d.c)
	}
}

// want sends the lines, if any, and reads a reply of that code.
func (d *dialogue) want(code, lines string) {
	if lines != "" {
		d.ask(lines)
	}
	for d.err == nil {
		line, err := d.r.ReadString('\n')
		if err != nil {
			d.err = err
			return
		}
		if len(line) < 4 || line[:3] != code {
			d.err = fmt.Errorf("wanted %s, got %q", code, line)
			return
		}
		if line[3] == ' ' {
			return
		}
	}
}
