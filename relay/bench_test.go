package relay

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
)

// BenchmarkSubmit measures what submission costs without inspection: octets on
// loopback to durable in the spool, ten connections at once. "kept" sends all
// its messages over one connection, "new" opens one for each.
func BenchmarkSubmit(b *testing.B) {
	for _, size := range []struct {
		name  string
		bytes int
	}{{"5kB", 5_000}, {"100kB", 100_000}, {"5MB", 5_000_000}} {
		text := "From: a@office.example\r\nSubject: x\r\n\r\n"
		text += strings.Repeat(strings.Repeat("x", 74)+"\r\n", size.bytes/76) + ".\r\n"
		for _, kept := range []bool{true, false} {
			b.Run(fmt.Sprintf("%s/kept=%t", size.name, kept), func(b *testing.B) {
				o := newOffice(b, nil)
				b.SetBytes(int64(len(text)))
				b.ResetTimer()
				submitAll(b, o.server.Addrs()[0].String(), text, kept)
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "messages/s")
			})
		}
	}
}

func submitAll(b *testing.B, addr, text string, kept bool) {
	jobs := make(chan bool, b.N)
	for range b.N {
		jobs <- true
	}
	close(jobs)
	var clients sync.WaitGroup
	for range 10 {
		clients.Go(func() {
			var c *submitter
			for range jobs {
				if c == nil || !kept {
					c = dial(b, addr)
				}
				c.submit(text)
				if !kept {
					c.conn.Close()
				}
			}
			if c != nil {
				c.conn.Close()
			}
		})
	}
	clients.Wait()
}

// submitter is a client as plain as can be, with PIPELINING.
type submitter struct {
	b    testing.TB
	conn net.Conn
	in   *bufio.Reader
}

func dial(b testing.TB, addr string) *submitter {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		b.Fatal(err)
	}
	c := &submitter{b, conn, bufio.NewReader(conn)}
	c.want("220")
	c.send("EHLO pc\r\n")
	c.want("250")
	return c
}

func (c *submitter) submit(text string) {
	c.send("MAIL FROM:<a@office.example>\r\nRCPT TO:<b@else.example>\r\nDATA\r\n")
	c.want("250")
	c.want("250")
	c.want("354")
	c.send(text)
	c.want("250")
}

func (c *submitter) send(text string) {
	if _, err := io.WriteString(c.conn, text); err != nil {
		c.b.Error(err)
	}
}

func (c *submitter) want(code string) {
	for {
		line, err := c.in.ReadString('\n')
		if err != nil || !strings.HasPrefix(line, code) {
			c.b.Errorf("%q instead of %s, %v", line, code, err)
			return
		}
		if line[3] == ' ' {
			return
		}
	}
}
