package main

import (
	"bufio"
	"net"
	"strings"
	"testing"
	"time"
)

// client speaks SMTP word by word.
type client struct {
	conn net.Conn
	in   *bufio.Reader
}

func dial(t *testing.T, address string) *client {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(time.Minute))
	c := &client{conn, bufio.NewReader(conn)}
	if greeting := c.reply(t); !strings.HasPrefix(greeting, "220") {
		t.Fatalf("greeting: %s", greeting)
	}
	return c
}

// say sends a line and returns the reply; a connection that ends is one as well.
func (c *client) say(t *testing.T, line string) string {
	t.Helper()
	// A refusal may come before all is sent; the reply is what counts.
	_, _ = c.conn.Write([]byte(line + "\r\n"))
	return c.reply(t)
}

func (c *client) reply(t *testing.T) string {
	t.Helper()
	for {
		line, err := c.in.ReadString('\n')
		if err != nil {
			return "connection ended: " + err.Error()
		}
		if len(line) < 4 || line[3] != '-' {
			return strings.TrimSpace(line)
		}
	}
}
