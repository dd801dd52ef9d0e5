package relay

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/emersion/go-smtp"
)

// Server takes in mail for a Relay. Its fields are set once, before Listen.
type Server struct {
	Relay     *Relay
	Listeners []Listener
	// TLS serves STARTTLS and implicit TLS, see Certificate; nil offers none.
	TLS *tls.Config
	// Auth knows the people who may sign in; nil offers no AUTH.
	Auth   Authenticator
	Limits Limits
	// Inherit gives a socket for an address that another process has opened,
	// or nil; may itself be nil.
	Inherit func(address string) net.Listener
	// Grace is how long Serve waits for open transactions when its context
	// ends; default 30 seconds.
	Grace time.Duration
	Log   *slog.Logger

	clients *clients
	signing chan struct{}
	turning chan struct{}   // those who are turned away in TLS
	buffers sync.Pool       // of gates that have ended, *bufio.Reader
	ctx     context.Context // of all sessions; ends when waiting is over
	cancel  context.CancelFunc

	mu      sync.Mutex
	closed  bool
	sockets []*socket
	gates   map[*gate]bool
	work    sync.WaitGroup // sessions and accept loops
}

// Listen binds the addresses. Serve does it when it was not done.
func (s *Server) Listen() (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sockets != nil {
		return nil
	}
	if err := s.ready(); err != nil {
		return err
	}
	for i := range s.Listeners {
		l, err := s.bind(&s.Listeners[i])
		if err != nil {
			for _, open := range s.sockets {
				open.Close()
			}
			s.sockets = nil
			return fmt.Errorf("listening for mail: %w", err)
		}
		s.sockets = append(s.sockets, l)
	}
	s.Limits = s.Limits.withDefaults()
	s.clients = newClients(s.Limits, s.Relay.now)
	s.turning = make(chan struct{}, turnAwayTLS)
	s.signing = make(chan struct{}, s.Limits.Signing)
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.gates = map[*gate]bool{}
	return nil
}

// ready names what main forgot.
func (s *Server) ready() error {
	r := s.Relay
	if r == nil || r.Inspector == nil || r.Rules == nil || r.Store == nil || r.Drip == nil || r.Hostname == "" {
		return errors.New("relay: Relay needs an Inspector, Rules, a Store, a Drip and a Hostname")
	}
	for _, l := range s.Listeners {
		if (l.ImplicitTLS || l.NeedTLS) && s.TLS == nil {
			return fmt.Errorf("listener %s is to begin with TLS, but there is no certificate", l.Address)
		}
	}
	return nil
}

// socket is a bound listener. Its terms may be changed while it is open.
type socket struct {
	net.Listener
	terms atomic.Pointer[Listener]
	count // connections through it
}

// bind takes a socket that was handed over, or opens one.
func (s *Server) bind(l *Listener) (*socket, error) {
	var err error
	b := &socket{}
	b.terms.Store(l)
	if s.Inherit != nil {
		b.Listener = s.Inherit(l.Address)
	}
	if b.Listener == nil {
		b.Listener, err = l.listen()
	}
	return b, err
}

// Update changes what is asked of clients from now on; connections that are open
// keep their terms. The addresses and their protocols cannot change: Update says
// so and changes nothing then.
func (s *Server) Update(listeners []Listener, limits Limits) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(listeners) != len(s.sockets) {
		return errors.New("listeners come and go at a restart only")
	}
	for i, b := range s.sockets {
		was, is := b.terms.Load(), listeners[i]
		if was.Address != is.Address || was.ImplicitTLS != is.ImplicitTLS || was.LMTP != is.LMTP || was.Mode != is.Mode {
			return fmt.Errorf("listener %s changes its address, its TLS or its protocol at a restart only", was.Address)
		}
		if is.NeedTLS && s.TLS == nil {
			return fmt.Errorf("listener %s is to need TLS, but there is no certificate", is.Address)
		}
	}
	for i, b := range s.sockets {
		b.terms.Store(&listeners[i])
	}
	s.clients.update(limits.withDefaults())
	return nil
}

func (l *Listener) listen() (net.Listener, error) {
	if !l.unix() {
		return net.Listen("tcp", l.Address)
	}
	// A socket that a killed server left behind is in the way.
	if info, err := os.Lstat(l.Address); err == nil && info.Mode()&fs.ModeSocket != 0 {
		if conn, err := net.Dial("unix", l.Address); err == nil {
			conn.Close()
			return nil, fmt.Errorf("another server listens on %s", l.Address)
		}
		os.Remove(l.Address)
	}
	socket, err := net.Listen("unix", l.Address)
	if err != nil {
		return nil, err
	}
	mode := l.Mode
	or(&mode, 0o660)
	if err := os.Chmod(l.Address, mode); err != nil {
		socket.Close()
		return nil, err
	}
	return socket, nil
}

// Addrs are the addresses bound, in the order of Listeners.
func (s *Server) Addrs() (addrs []net.Addr) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, socket := range s.sockets {
		addrs = append(addrs, socket.Addr())
	}
	return addrs
}

// Serve takes in mail until ctx ends or Shutdown is called, and returns when
// the last session has ended.
func (s *Server) Serve(ctx context.Context) error {
	if err := s.Listen(); err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() {
		grace, cancel := context.WithTimeout(context.Background(), s.grace())
		defer cancel()
		s.Shutdown(grace)
	})
	defer stop()
	s.mu.Lock()
	for _, socket := range s.sockets {
		if !s.closed {
			s.work.Go(func() { s.accept(socket) })
		}
	}
	s.mu.Unlock()
	s.work.Wait()
	s.cancel()
	return nil
}

func (s *Server) grace() time.Duration {
	if s.Grace > 0 {
		return s.Grace
	}
	return 30 * time.Second
}

// Shutdown closes the listeners, has idle clients leave with 421 and waits for
// open transactions. When ctx ends first, it closes their connections and
// returns the error of ctx.
func (s *Server) Shutdown(ctx context.Context) error {
	s.mu.Lock()
	if s.sockets == nil {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	for _, socket := range s.sockets {
		socket.Close()
	}
	for g := range s.gates {
		g.shutdown()
	}
	s.mu.Unlock()
	defer s.cancel()
	done := make(chan struct{})
	go func() { s.work.Wait(); close(done) }()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
	}
	s.cancel()
	s.mu.Lock()
	for g := range s.gates {
		g.cut()
	}
	s.mu.Unlock()
	<-done
	return ctx.Err()
}

// accept hands each connection to a goroutine of its own.
func (s *Server) accept(b *socket) {
	for wait := time.Duration(0); ; {
		conn, err := b.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil { // no file descriptors left, most likely
			wait = min(max(2*wait, 5*time.Millisecond), time.Second)
			s.log().Error("accepting connections", "error", err, "again_in", wait)
			select {
			case <-time.After(wait):
			case <-s.ctx.Done():
			}
			continue
		}
		wait = 0
		s.work.Go(func() { s.take(b, conn) })
	}
}

// take leads one connection from its beginning to its end.
func (s *Server) take(b *socket, conn net.Conn) {
	l, client := b.terms.Load(), addressOf(conn)
	if l.proxied(client) {
		var err error
		conn.SetReadDeadline(time.Now().Add(s.Limits.Proxy))
		if client, err = readProxy(conn); err != nil {
			s.log().Warn("connection refused", "proxy", addressOf(conn), "reason", err)
			conn.Close()
			return
		}
	}
	g := s.gate(l, conn, client)
	if s.enter(b, l, g) {
		defer s.leave(b, g)
		s.converse(l, g)
	}
}

func (s *Server) gate(l *Listener, conn net.Conn, client netip.Addr) *gate {
	terms, signIn := l.terms(client)
	in, ok := s.buffers.Get().(*bufio.Reader)
	if !ok {
		in = bufio.NewReaderSize(nil, bufferBytes)
	}
	g := newGate(conn, in, s.clients.bounds().apply(terms))
	g.client, g.terms, g.signIn = client, terms, signIn
	g.lmtp, g.name = l.LMTP, s.Relay.domain()
	if !l.NoTLS {
		g.config = s.TLS
	}
	return g
}

// enter counts a connection in, or turns it away.
func (s *Server) enter(b *socket, l *Listener, g *gate) bool {
	s.mu.Lock()
	why, ok := "The relay is shutting down; try again in a minute", false
	if !s.closed {
		why, ok = s.clients.enter(b, l, g.client)
	}
	if ok {
		s.gates[g] = true
	}
	s.mu.Unlock()
	if !ok {
		s.log().Warn("connection refused", "client", g.client, "reason", why)
		s.turnAway(l, g.conn, why)
	}
	return ok
}

// turnAway tells a client why it may not enter, inside TLS where it expects that.
// Few are told so at a time: the others see the connection close.
func (s *Server) turnAway(l *Listener, conn net.Conn, why string) {
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(turnAwayTime))
	if l.ImplicitTLS {
		select {
		case s.turning <- struct{}{}:
			defer func() { <-s.turning }()
		default:
			return
		}
		secure := tls.Server(conn, s.TLS)
		if err := secure.HandshakeContext(s.ctx); err != nil {
			return
		}
		defer secure.Close() // with its farewell, before the socket
		conn = secure
	}
	fmt.Fprintf(conn, "421 4.7.0 %s\r\n", why)
}

// How long a client has that is turned away, and how many are in TLS.
const (
	turnAwayTime = 2 * time.Second
	turnAwayTLS  = 8
)

func (s *Server) leave(b *socket, g *gate) {
	g.hangUp()
	g.in.Reset(nil) // of the next, which sees only what it reads itself
	s.buffers.Put(g.in)
	s.clients.leave(b, g.client)
	s.mu.Lock()
	delete(s.gates, g)
	s.mu.Unlock()
}

// converse speaks with one client until it leaves: once, or a second time
// inside TLS.
func (s *Server) converse(l *Listener, g *gate) {
	if !l.ImplicitTLS {
		s.speak(l, g)
		if !g.upgrade {
			return
		}
		g.mute = true
	}
	if err := g.secure(s.ctx); err != nil {
		s.log().Debug("no TLS", "client", g.client, "error", err)
		return
	}
	s.speak(l, g)
}

// speak has go-smtp conduct one conversation and returns at its end.
func (s *Server) speak(l *Listener, g *gate) {
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		deepen(len(l.Address))
		return &session{ctx: s.ctx, server: s, listen: l, gate: g, conn: c}, nil
	}))
	server.Domain = s.Relay.Hostname
	server.LMTP = l.LMTP
	server.MaxRecipients = g.limits.Recipients
	server.MaxMessageBytes = g.limits.MessageBytes
	server.MaxLineLength = 0 // the gate's
	server.EnableSMTPUTF8 = true
	server.EnableDSN = true
	server.EnableREQUIRETLS = g.tls
	server.AllowInsecureAuth = g.tls // to go-smtp the gate does not look like TLS
	server.ErrorLog = libraryLog{s.log()}
	if !g.tls {
		server.TLSConfig = g.config // for the offer; the handshake is the gate's
	}
	server.Serve(&single{conn: g})
	server.Shutdown(context.Background()) // waits for the conversation
}

// stackRoom is more than the frames of a conversation take that reads a message, in bytes.
const stackRoom = 24 << 10

// deepen lets the stack of its goroutine grow at once to what a conversation takes: a
// frame must have its room even when, as here, none of it is used. By itself the stack
// doubles again and again, and is copied each time: a thirtieth of the processor time
// of a short message.
//
//go:noinline
func deepen(by int) byte {
	if by >= 0 {
		return 0
	}
	var room [stackRoom]byte
	return room[-by&(stackRoom/2-1)]
}

func (s *Server) log() *slog.Logger {
	if s.Log != nil {
		return s.Log
	}
	return s.Relay.log()
}

// single is a listener with one connection.
type single struct{ conn net.Conn }

// Accept gives the connection once.
func (l *single) Accept() (net.Conn, error) {
	if l.conn == nil {
		return nil, net.ErrClosed
	}
	conn := l.conn
	l.conn = nil
	return conn, nil
}

func (l *single) Close() error   { return nil }
func (l *single) Addr() net.Addr { return nil }

// libraryLog takes go-smtp's own messages: panics in it, most of all.
type libraryLog struct{ log *slog.Logger }

func (l libraryLog) Printf(format string, args ...any) {
	l.log.Error("smtp library", "text", fmt.Sprintf(format, args...))
}

func (l libraryLog) Println(args ...any) { l.log.Error("smtp library", "text", fmt.Sprint(args...)) }
