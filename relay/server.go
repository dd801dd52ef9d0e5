package relay

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-smtp"
)

// Listener is one address where clients submit.
type Listener struct {
	// Address is "host:port", or the path of a Unix socket when it begins
	// with a slash. Whoever may open the socket may submit.
	Address string
	// ImplicitTLS begins with the handshake (port 465); otherwise STARTTLS
	// is offered.
	ImplicitTLS bool
	// LMTP speaks RFC 2033.
	LMTP bool
	// Networks may submit without AUTH.
	Networks []netip.Prefix
	// CheckSender holds clients of Networks to reverse-paths of own_domains.
	CheckSender bool
	// AnySender lets people who signed in use any reverse-path; otherwise it
	// is one of own_domains or their own.
	AnySender bool
}

func (l *Listener) unix() bool { return strings.HasPrefix(l.Address, "/") }

// admits tells whether a client needs no AUTH.
func (l *Listener) admits(client netip.Addr) bool {
	if l.unix() {
		return true
	}
	for _, p := range l.Networks {
		if p.Contains(client) {
			return true
		}
	}
	return false
}

// Server takes in mail for a Relay. Its fields are set once, before Listen.
type Server struct {
	Relay     *Relay
	Listeners []Listener
	// TLS serves STARTTLS and implicit TLS, see Certificate; nil offers none.
	TLS *tls.Config
	// Auth knows the people who may sign in; nil offers no AUTH.
	Auth   Authenticator
	Limits Limits
	// Grace is how long Serve waits for open transactions when its context
	// ends; default 30 seconds.
	Grace time.Duration
	Log   *slog.Logger

	clients *clients
	signing chan struct{}
	ctx     context.Context // of all sessions; ends when waiting is over
	cancel  context.CancelFunc

	mu      sync.Mutex
	closed  bool
	sockets []net.Listener
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
		socket, err := s.Listeners[i].listen()
		if err != nil {
			for _, open := range s.sockets {
				open.Close()
			}
			s.sockets = nil
			return fmt.Errorf("listening for mail: %w", err)
		}
		s.sockets = append(s.sockets, socket)
	}
	s.Limits = s.Limits.withDefaults()
	s.clients = newClients(s.Limits, s.Relay.now)
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
		if l.ImplicitTLS && s.TLS == nil {
			return fmt.Errorf("listener %s is to begin with TLS, but there is no certificate", l.Address)
		}
	}
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
	return net.Listen("unix", l.Address)
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
	for i, socket := range s.sockets {
		if !s.closed {
			s.work.Go(func() { s.accept(&s.Listeners[i], socket) })
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
func (s *Server) accept(l *Listener, socket net.Listener) {
	for wait := time.Duration(0); ; {
		conn, err := socket.Accept()
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
		g := s.gate(l, conn)
		if !s.enter(g) {
			continue
		}
		go func() {
			defer s.leave(g)
			s.converse(l, g)
		}()
	}
}

func (s *Server) gate(l *Listener, conn net.Conn) *gate {
	g := newGate(conn, s.Limits)
	g.lmtp, g.config, g.name = l.LMTP, s.TLS, s.Relay.domain()
	if a, ok := conn.RemoteAddr().(*net.TCPAddr); ok {
		g.client = a.AddrPort().Addr().Unmap()
	}
	return g
}

// enter counts a connection in, or turns it away.
func (s *Server) enter(g *gate) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		g.conn.Close()
		return false
	}
	if why, ok := s.clients.enter(g.client); !ok {
		s.log().Warn("connection refused", "client", g.client, "reason", why)
		g.conn.SetWriteDeadline(time.Now().Add(time.Second))
		fmt.Fprintf(g.conn, "421 4.7.0 %s\r\n", why)
		g.conn.Close()
		return false
	}
	s.gates[g] = true
	s.work.Add(1)
	return true
}

func (s *Server) leave(g *gate) {
	g.hangUp()
	s.clients.leave(g.client)
	s.mu.Lock()
	delete(s.gates, g)
	s.mu.Unlock()
	s.work.Done()
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
		return &session{ctx: s.ctx, server: s, listen: l, gate: g, conn: c}, nil
	}))
	server.Domain = s.Relay.Hostname
	server.LMTP = l.LMTP
	server.MaxRecipients = s.Limits.Recipients
	server.MaxMessageBytes = s.Limits.MessageBytes
	server.MaxLineLength = 0 // the gate's
	server.EnableSMTPUTF8 = true
	server.EnableDSN = true
	server.EnableREQUIRETLS = g.tls
	server.AllowInsecureAuth = g.tls // to go-smtp the gate does not look like TLS
	server.ErrorLog = libraryLog{s.log()}
	if !g.tls {
		server.TLSConfig = s.TLS // for the offer; the handshake is the gate's
	}
	server.Serve(&single{conn: g})
	server.Shutdown(context.Background()) // waits for the conversation
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
