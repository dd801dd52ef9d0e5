package spool

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/netip"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/message"
	"github.com/postlock/postlock/inspect/rule"
)

// engine opens a store over the same data as often as it is called; a second
// database engine passes the suite by having one of these.
type engine func(Options) (*Store, error)

// in is a store that must open and is closed with the test.
func (open engine) in(t *testing.T, opts Options) *Store {
	t.Helper()
	if opts.Log == nil {
		opts.Log = slog.New(slog.NewTextHandler(t.Output(), nil))
	}
	s, err := open(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func inFolder(dir string) engine {
	return func(opts Options) (*Store, error) { return Open(context.Background(), dir, opts) }
}

func TestSQLite(t *testing.T) {
	conformance(t, func(t *testing.T) engine { return inFolder(t.TempDir()) })
}

// conformance is what every engine must do. fresh gives an engine with no data.
func conformance(t *testing.T, fresh func(*testing.T) engine) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, engine)
	}{
		{"bodies come back", testBodies},
		{"records come back", testRecords},
		{"drafts", testDrafts},
		{"holds", testHolds},
		{"lists of holds", testHoldLists},
		{"claims and leases", testClaims},
		{"settling", testSettle},
		{"a lost lease", testLostLease},
		{"messages of our own", testSubmit},
		{"failures stay alone", testFailuresStayAlone},
		{"all at once", testAllAtOnce},
		{"a caller that gives up", testContext},
		{"tables of others", testSchemas},
		{"deletion", testPurge},
		{"waking", testWaking},
		{"lists", testList},
		{"retry and delete", testRetryAndDelete},
		{"handing over", testHandOver},
		{"not handing over", testHandOverNot},
		{"forgetting", testForget},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, fresh(t)) })
	}
}

func address(t testing.TB, s string) message.Address {
	t.Helper()
	a, err := message.ParseAddress(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func sample(t testing.TB, action rule.Action, to ...string) Message {
	m := Message{
		Envelope: message.Envelope{
			ReversePath: address(t, "kontor@example.org"), Client: netip.MustParseAddr("127.0.0.1"),
			Received: time.Unix(1700000000, 0).UTC(), EnvID: "abc", Ret: "HDRS",
		},
		Trace: "Received: from here\r\n", MessageID: "<1@example.org>",
		Verdict: rule.Verdict{Action: action, Rules: []string{"people-list"}, Ruleset: "00"},
		Report:  &inspect.Report{Size: 3, People: []inspect.Group{{Attributes: inspect.Set(inspect.Health), Count: 7}}},
	}
	if action == rule.Hold {
		m.Verdict.Approvals = 2
	}
	for _, s := range to {
		m.Envelope.Recipients = append(m.Envelope.Recipients, message.Recipient{Address: address(t, s), Notify: []string{"FAILURE"}})
	}
	return m
}

// noise is n bytes that are the same for the same seed.
func noise(seed uint64, n int) []byte {
	b := make([]byte, n)
	rand.NewChaCha8(sha256.Sum256([]byte{byte(seed), byte(seed >> 8)})).Read(b)
	return b
}

func accept(t testing.TB, s *Store, m Message, body []byte) ID {
	t.Helper()
	d, err := s.Create()
	if err != nil {
		t.Fatal(err)
	}
	defer d.Discard()
	if _, err := d.Write(body); err != nil {
		t.Fatal(err)
	}
	id := s.NewID()
	if err := s.Accept(t.Context(), id, d, m); err != nil {
		t.Fatal(err)
	}
	return id
}

func readBody(t testing.TB, s *Store, id ID) []byte {
	t.Helper()
	b, err := s.Body(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	got, err := io.ReadAll(b.Reader())
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func testBodies(t *testing.T, open engine) {
	s := open.in(t, Options{})
	bodies := map[ID][]byte{}
	for i, n := range []int{0, 1, chunkSize - 1, chunkSize, chunkSize + 1, 256 << 10, 256<<10 + 1, 5 * chunkSize, 3_000_000} {
		body := noise(uint64(i), n)
		bodies[accept(t, s, sample(t, rule.Pass, "a@b.example"), body)] = body
	}
	s.Close()
	s = open.in(t, Options{})
	for id, want := range bodies {
		if got := readBody(t, s, id); !bytes.Equal(got, want) {
			t.Errorf("%d bytes came back as %d others", len(want), len(got))
		}
	}
	if problems, err := s.Check(t.Context()); err != nil || problems != nil {
		t.Errorf("check: %v %v", problems, err)
	}
	if _, err := s.Body(t.Context(), "none"); !errors.Is(err, ErrNotFound) {
		t.Errorf("no such body: %v", err)
	}
}

func testRecords(t *testing.T, open engine) {
	s := open.in(t, Options{})
	m := sample(t, rule.Pass, "a@b.example", "c@d.example")
	id := accept(t, s, m, []byte("x\r\n"))
	s.Close()
	r, err := open.in(t, Options{}).Message(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if r.Envelope.ReversePath != m.Envelope.ReversePath || len(r.Recipients) != 2 || r.Recipients[1].Address != m.Envelope.Recipients[1].Address {
		t.Errorf("envelope: %+v", r.Envelope)
	}
	if r.Trace != m.Trace || r.MessageID != m.MessageID || r.State != Queued || r.Size != 3 || r.Hold != nil {
		t.Errorf("record: %+v", r)
	}
	if r.Report.Subjects() != 7 || r.Verdict.Rules[0] != "people-list" || r.SHA256 != sha256.Sum256([]byte("x\r\n")) {
		t.Errorf("report %+v, verdict %+v", r.Report, r.Verdict)
	}
}
