package relay

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log/slog"
	"net/netip"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule"
	"github.com/postlock/postlock/relay/spool"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// office is a server with a real spool, the shipped rules and an inspector that
// does what the message's X-Test field says.
type office struct {
	t      testing.TB
	server *Server
	store  *spool.Store
	dir    string
	log    *logbook
}

func newOffice(t testing.TB, change func(*Server)) *office {
	t.Helper()
	o := &office{t: t, dir: t.TempDir(), log: &logbook{}}
	log := slog.New(slog.NewTextHandler(o.log, nil))
	var err error
	o.store, err = spool.Open(context.Background(), filepath.Join(o.dir, "spool"), spool.Options{
		Schemas: []spool.Schema{DripSchema}, MinFree: -1, Log: log,
	})
	if err != nil {
		t.Fatal(err)
	}
	drip, err := OpenDrip(o.store, filepath.Join(o.dir, "drip.key"))
	if err != nil {
		t.Fatal(err)
	}
	cert, err := SelfSigned(o.dir, "relay.office.example", log)
	if err != nil {
		t.Fatal(err)
	}
	rules := rule.Default().WithOwn("office.example")
	o.server = &Server{
		Relay: &Relay{
			Inspector: inspector{}, Rules: func() *rule.Ruleset { return rules },
			Store: o.store, Drip: drip, Hostname: "relay.office.example", Log: log,
		},
		Listeners: []Listener{{Address: "127.0.0.1:0", Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}},
		TLS:       cert.TLS(),
		Log:       log,
	}
	if change != nil {
		change(o.server)
	}
	if l := &o.server.Listeners[0]; l.unix() {
		l.Address = filepath.Join(o.dir, l.Address)
	}
	if err := o.server.Listen(); err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- o.server.Serve(context.Background()) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		o.server.Shutdown(ctx)
		if err := errors.Join(<-served, o.store.Close()); err != nil {
			t.Error(err)
		}
	})
	return o
}

// messages are those in custody, oldest first.
func (o *office) messages() (records []*spool.Record) {
	o.t.Helper()
	var ids []spool.ID
	err := o.store.View(context.Background(), func(tx *spool.Tx) error {
		rows, err := tx.Query(`SELECT id FROM messages ORDER BY accepted, id`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id spool.ID
			if err := rows.Scan(&id); err != nil {
				return err
			}
			ids = append(ids, id)
		}
		return rows.Err()
	})
	if err != nil {
		o.t.Fatal(err)
	}
	for _, id := range ids {
		record, err := o.store.Message(context.Background(), id)
		if err != nil {
			o.t.Fatal(err)
		}
		records = append(records, record)
	}
	return records
}

// body is a stored message's text.
func (o *office) body(id spool.ID) string {
	o.t.Helper()
	body, err := o.store.Body(context.Background(), id)
	if err != nil {
		o.t.Fatal(err)
	}
	defer body.Close()
	text, err := io.ReadAll(io.NewSectionReader(body, 0, body.Size()))
	if err != nil {
		o.t.Fatal(err)
	}
	return string(text)
}

// logbook is what the server logged.
type logbook struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// inspector reports what the X-Test field of the header asks for.
type inspector struct{}

func (inspector) Inspect(ctx context.Context, _ message.Envelope, _ []string, body io.ReaderAt, size int64) (*inspect.Report, error) {
	report := &inspect.Report{Size: size}
	lines := bufio.NewScanner(io.NewSectionReader(body, 0, size))
	for lines.Scan() && lines.Text() != "" {
		what, ok := strings.CutPrefix(lines.Text(), "X-Test: ")
		if !ok {
			continue
		}
		what, number, _ := strings.Cut(what, " ")
		n, _ := strconv.Atoi(number)
		switch what {
		case "error":
			return nil, errors.New("no worker could be started")
		case "panic":
			panic("secret content")
		case "endless":
			<-ctx.Done()
			return nil, ctx.Err()
		case "visible":
			report.VisibleExternal = n
		case "people":
			report.People = []inspect.Group{{Attributes: inspect.Set(inspect.BirthDate), Count: n}}
		case "unreadable":
			report.Unreadable = []inspect.Unreadable{{Where: inspect.Place{Path: "a.zip"}, Why: inspect.Encrypted}}
		case "like":
			report.Likeness = uint64(n)
		}
	}
	return report, nil
}

// people are the accounts of the tests.
type people map[string]string

func (p people) Authenticate(_ context.Context, user, password string) (message.Address, error) {
	switch {
	case user == "broken":
		return message.Address{}, errors.New("the account file is gone")
	case password == "" || p[user] != password:
		return message.Address{}, ErrCredentials
	}
	return message.ParseAddress(user + "@home.example")
}

// ScramKeys are RFC 7677's own for "user", whose password is "pencil".
func (p people) ScramKeys(_ context.Context, user string) (ScramKeys, error) {
	switch user {
	case "broken":
		return ScramKeys{}, errors.New("the account file is gone")
	case "user":
		return scramExample, nil
	}
	return ScramKeys{Salt: []byte("made up"), Iterations: 4096, Stored: make([]byte, 32), Server: make([]byte, 32)}, nil
}

func (p people) ScramSignIn(_ context.Context, user string, proven bool) (message.Address, error) {
	if !proven {
		return message.Address{}, ErrCredentials
	}
	return message.ParseAddress(user + "@home.example")
}

var clientTLS = &tls.Config{InsecureSkipVerify: true} // the test's own self-signed certificate

// flavours are the servers that conversations ask for by name.
var flavours = map[string]func(*Server){
	"network": nil,
	"outside": func(s *Server) { s.Listeners[0].Networks = nil },
	"people": func(s *Server) {
		s.Listeners[0].Networks = nil
		s.Auth = people{"anna": "right", "DATA": "QUIT"}
		s.Limits.AuthFailures = 2
	},
	"checked": func(s *Server) { s.Listeners[0].CheckSender = true },
	"small": func(s *Server) {
		s.Limits = Limits{
			MessageBytes: 4000, LineBytes: 1000, HeaderBytes: 2000, Recipients: 3, Received: 3,
			CommandBytes: 600, Commands: 12, Errors: 6, MessagesPerHour: 4,
		}
		s.Relay.Limits = s.Limits
	},
	"impatient": func(s *Server) {
		s.Limits.Command, s.Limits.Block, s.Limits.Data = 100*time.Millisecond, 100*time.Millisecond, 300*time.Millisecond
		s.Relay.Limits.Inspect = 100 * time.Millisecond
	},
	"tiny": func(s *Server) {
		rules, err := rule.Parse("rules.toml", []byte(`[[rule]]
			id = "too-large"
			says = "Too large for mail."
			action = "reject"
			when = { size = "1 kB" }
			[[rule.hit]]
			body = "long"
			[[rule.miss]]
			body = "short"
		`))
		if err != nil {
			panic(err)
		}
		s.Relay.Rules = func() *rule.Ruleset { return rules }
	},
	"lmtp": func(s *Server) { s.Listeners[0] = Listener{Address: "/socket", LMTP: true} },
	"terms": func(s *Server) { // two networks with terms of their own inside a third
		all, copier := netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("127.0.0.0/30")
		s.Listeners[0].Networks = []netip.Prefix{all}
		s.Listeners[0].Special = []Network{{
			Networks: []netip.Prefix{copier},
			Terms: Terms{CheckSender: true, Recipients: 2, MessageBytes: 2000, SenderMessagesPerHour: 2, MessagesPerHour: 4,
				SenderRecipientsPerHour: 3, RecipientsPerHour: 4},
		}}
	},
	"sign-in": func(s *Server) {
		s.Auth = people{"anna": "right"}
		s.Listeners[0].Special = []Network{{Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, SignIn: true, Terms: Terms{AnySender: true}}}
	},
	"need-tls": func(s *Server) { s.Listeners[0].NeedTLS = true },
	"no-tls": func(s *Server) {
		s.Auth, s.Listeners[0].Networks = people{"anna": "right"}, nil
		s.Listeners[0].NoTLS = true
	},
	"no-auth": func(s *Server) {
		s.Auth, s.Listeners[0].Networks = people{"anna": "right"}, nil
		s.Listeners[0].NoAuth = true
	},
	"proxy": func(s *Server) {
		s.Listeners[0].Proxies = s.Listeners[0].Networks
		s.Listeners[0].Networks = []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("2001:db8::/32")}
		s.Limits.Proxy = time.Second
	},
	"implicit": func(s *Server) { s.Listeners[0].ImplicitTLS = true },
}
