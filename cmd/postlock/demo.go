package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/mail"
	"net/smtp"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/quarantine/account"
	"github.com/postlock/postlock/quarantine/audit"
)

// demo is `make run`: the whole house on loopback, in a folder that goes away
// with it, and the story of README sent through it.
func demo(ctx context.Context, std stdio, args []string) (err error) {
	fs := flags(std, "demo")
	once := fs.Bool("once", false, "end after the story instead of waiting for Ctrl-C")
	if err := fs.Parse(args); err != nil {
		return asExit(err)
	}
	dir, err := os.MkdirTemp("", "postlock-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()

	say := &announcer{out: std.out, came: make(chan struct{}, 1000)}
	next, err := newHop(freeAddress("127.0.0.1:2526"), say.arrived)
	if err != nil {
		return err
	}
	defer next.close()
	go next.serve()

	o, err := openOffice(ctx, demoSettings(dir, next.address()), "", slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	running, stop := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan error, 1)
	go func() { ended <- o.run(running) }()
	defer func() {
		stop()
		err = errors.Join(err, <-ended)
	}()

	reviewers, err := demoPeople(ctx, o.accounts)
	if err != nil {
		return err
	}
	if err := say.story(ctx, o); err != nil {
		return err
	}
	say.signIns(o, reviewers)
	if *once {
		return nil
	}
	say.line("Ctrl-C ends this and deletes everything it made.")
	<-ctx.Done()
	say.line("\nStopped.")
	return nil
}

func demoSettings(dir, next string) settings {
	s, err := parseSettings("demo", nil)
	if err != nil {
		panic(err) // the defaults are right, a test says so
	}
	s.Data, s.Rules, s.Hostname = dir, "", "postlock.example.org"
	s.Listen[0].Address = freeAddress(s.Listen[0].Address)
	s.NextHop = nextHop{Address: next, TLS: "opportunistic"}
	s.Page.Address, s.Page.TLS = freeAddress(s.Page.Address), false
	return s
}

// freeAddress is the address, or one with any free port where that is taken.
func freeAddress(address string) string {
	l, err := net.Listen("tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		host, _, _ := net.SplitHostPort(address)
		return net.JoinHostPort(host, "0")
	}
	if err == nil {
		l.Close()
	}
	return address
}

// signIn is what a reviewer of the demo types.
type signIn struct{ login, name, password string }

func demoPeople(ctx context.Context, accounts *account.Store) ([]signIn, error) {
	people := []signIn{{"mette", "Mette Hansen", makePassword()}, {"pieter", "Pieter de Wit", makePassword()}}
	for _, p := range people {
		address, err := message.ParseAddress(p.login + "@example.org")
		if err != nil {
			return nil, err
		}
		who := account.Person{Login: p.login, Name: p.name, Address: address, Roles: []account.Role{account.Reviewer, account.Auditor}}
		if err := accounts.Add(ctx, audit.CommandLine, who, p.password); err != nil {
			return nil, err
		}
	}
	return people, nil
}

// announcer prints what happens, a line each; messages arrive while it speaks.
type announcer struct {
	mu  sync.Mutex
	out io.Writer
	// came gets one for each message at the next hop.
	came chan struct{}
}

// await gives a message that was queued ten seconds to arrive, so that the
// story is told in order.
func (a *announcer) await(ctx context.Context) {
	select {
	case <-a.came:
	case <-ctx.Done():
	case <-time.After(10 * time.Second):
	}
}

func (a *announcer) line(format string, args ...any) {
	a.mu.Lock()
	defer a.mu.Unlock()
	fmt.Fprintf(a.out, format+"\n", args...)
}

// arrived shows a message as the next hop has it.
func (a *announcer) arrived(m arrival) {
	to, subject := "?", "?"
	if msg, err := mail.ReadMessage(bytes.NewReader(m.data)); err == nil {
		to, subject = msg.Header.Get("To"), msg.Header.Get("Subject")
	}
	if len(to) > 60 {
		to = to[:57] + "…"
	}
	a.line("      next hop: %q for %s, header says To: %s", subject, count(len(m.to), "recipient"), to)
	select {
	case a.came <- struct{}{}:
	default:
	}
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// story sends the three mails over real SMTP and tells what the relay said.
func (a *announcer) story(ctx context.Context, o *office) error {
	mails, err := story(time.Now())
	if err != nil {
		return err
	}
	a.line("Postlock listens on %s for mail of example.org; nothing leaves this machine.\n", o.smtpAddress())
	for i, m := range mails {
		start := time.Now()
		said, err := submit(o.smtpAddress(), m)
		if err != nil {
			return fmt.Errorf("sending %s: %w", m.title, err)
		}
		a.line("  %d. %s", i+1, m.title)
		a.line("      relay: %s   (%d kB, %d ms)", said, len(m.data)>>10, time.Since(start).Milliseconds())
		if strings.Contains(said, "Queued") {
			a.await(ctx)
		}
	}
	return nil
}

func (a *announcer) signIns(o *office, people []signIn) {
	a.line("\nThe third mail waits for two people. The review page: %s\n", o.pageURL())
	for _, p := range people {
		a.line("      sign in as %-7s password %s", p.login, p.password)
	}
	a.line("\nWhen both have approved, the message arrives here.")
}

// submit sends one mail as a client would and returns the relay's last reply.
func submit(address string, m letter) (string, error) {
	c, err := smtp.Dial(address)
	if err != nil {
		return "", err
	}
	defer c.Close()
	if err := c.Mail(m.from); err != nil {
		return "", err
	}
	for _, to := range m.to {
		if err := c.Rcpt(to); err != nil {
			return "", err
		}
	}
	// net/smtp keeps the reply to the message to itself, so DATA is spoken here.
	id, err := c.Text.Cmd("DATA")
	if err != nil {
		return "", err
	}
	c.Text.StartResponse(id)
	_, _, err = c.Text.ReadResponse(354)
	c.Text.EndResponse(id)
	if err != nil {
		return "", err
	}
	w := c.Text.DotWriter()
	if _, err := w.Write(m.data); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	code, said, err := c.Text.ReadResponse(250)
	return fmt.Sprintf("%d %s", code, said), err
}
