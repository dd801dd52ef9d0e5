package audit_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/postlock/postlock/quarantine/audit"
	"github.com/postlock/postlock/relay/spool"
)

func open(t *testing.T) *spool.Store {
	t.Helper()
	s, err := spool.Open(t.Context(), t.TempDir(), spool.Options{Schemas: []spool.Schema{audit.Schema()}, MinFree: -1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

var began = time.Date(2026, 11, 21, 17, 55, 0, 123456789, time.UTC)

func appendN(t *testing.T, s *spool.Store, n int) (last audit.Entry) {
	t.Helper()
	err := s.Update(t.Context(), func(tx *spool.Tx) (err error) {
		for i := range n {
			last, err = audit.Append(tx, audit.Entry{Time: began.Add(time.Duration(i) * time.Second), Who: fmt.Sprintf("person%d", i%3),
				What: audit.Looked, Message: spool.ID(fmt.Sprint("m", i)), Detail: audit.Detail{"n": fmt.Sprint(i), "a<b": "c&d"}})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return last
}

func verify(t *testing.T, s *spool.Store, kept audit.Head) *audit.Check {
	t.Helper()
	c, err := audit.VerifyFrom(t.Context(), s, kept)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWholeChain(t *testing.T) {
	s := open(t)
	if c := verify(t, s, audit.Head{}); !c.OK() || c.Entries != 0 {
		t.Fatalf("empty record: %+v", c)
	}
	last := appendN(t, s, 2500) // more than one batch
	c := verify(t, s, audit.Head{})
	if !c.OK() || c.Entries != 2500 || c.Head != (audit.Head{Seq: 2500, Hash: last.Hash}) {
		t.Fatalf("got %+v", c)
	}
	if c := verify(t, s, audit.Head{Seq: last.Seq, Hash: last.Hash}); !c.OK() {
		t.Fatalf("with the head that was kept: %+v", c.Problems)
	}
}

// TestTampering changes the tables behind the record's back, as somebody with
// the database file could.
func TestTampering(t *testing.T) {
	for name, c := range map[string]struct {
		sql  []string
		want string
	}{
		"who is changed":        {[]string{`UPDATE audit_entry SET who = 'somebody' WHERE seq = 5`}, "entry 5 was changed"},
		"time is changed":       {[]string{`UPDATE audit_entry SET time = time + 1 WHERE seq = 5`}, "entry 5 was changed"},
		"detail is changed":     {[]string{`UPDATE audit_entry SET detail = '{"n":"77"}' WHERE seq = 5`}, "entry 5 was changed"},
		"detail is broken":      {[]string{`UPDATE audit_entry SET detail = '{' WHERE seq = 5`}, "entry 5 was changed"},
		"message and who glued": {[]string{`UPDATE audit_entry SET who = who || message, message = '' WHERE seq = 5`}, "entry 5 was changed"},
		"one is removed":        {[]string{`DELETE FROM audit_entry WHERE seq = 5`}, "entries 5 to 5 are missing"},
		"the first is removed":  {[]string{`DELETE FROM audit_entry WHERE seq = 1`}, "entries 1 to 1 are missing"},
		"removed and closed up": {[]string{`DELETE FROM audit_entry WHERE seq = 5`, `UPDATE audit_entry SET seq = seq - 1 WHERE seq > 5`}, "does not follow"},
		"two are exchanged":     {[]string{`UPDATE audit_entry SET seq = -5 WHERE seq = 5`, `UPDATE audit_entry SET seq = 5 WHERE seq = 6`, `UPDATE audit_entry SET seq = 6 WHERE seq = -5`}, "does not follow"},
		"the end is cut":        {[]string{`DELETE FROM audit_entry WHERE seq > 8`}, "cut short"},
		"all is gone":           {[]string{`DELETE FROM audit_entry`}, "cut short"},
		"one is put in front": {[]string{`INSERT INTO audit_entry (seq, time, who, what, message, detail, prev, hash) VALUES (0, 1, 'x', 'x', '', '', '', '')`},
			"before the first"},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			appendN(t, s, 10)
			tamper(t, s, c.sql...)
			check := verify(t, s, audit.Head{})
			if check.OK() || !strings.Contains(fmt.Sprint(check.Problems), c.want) {
				t.Errorf("got %+v, want %q", check.Problems, c.want)
			}
		})
	}
}

// TestCutShortWithItsHead is what the database alone cannot tell; the head that
// was kept elsewhere can.
func TestCutShortWithItsHead(t *testing.T) {
	s := open(t)
	last := appendN(t, s, 10)
	tamper(t, s, `DELETE FROM audit_entry WHERE seq > 8`,
		`UPDATE audit_head SET seq = 8, hash = (SELECT hash FROM audit_entry WHERE seq = 8)`)
	if c := verify(t, s, audit.Head{}); !c.OK() {
		t.Fatalf("a chain cut with its head is whole in itself, got %+v", c.Problems)
	}
	kept, err := audit.ParseHead(audit.Head{Seq: last.Seq, Hash: last.Hash}.String())
	if err != nil {
		t.Fatal(err)
	}
	if c := verify(t, s, kept); c.OK() {
		t.Error("the head that was kept is gone, and nobody noticed")
	}
	appendN(t, s, 2) // written again up to the same number, with other entries
	if c := verify(t, s, kept); c.OK() || !strings.Contains(fmt.Sprint(c.Problems), "rewritten") {
		t.Errorf("got %+v", c.Problems)
	}
}

func tamper(t *testing.T, s *spool.Store, statements ...string) {
	t.Helper()
	err := s.Update(t.Context(), func(tx *spool.Tx) error {
		for _, q := range statements {
			if _, err := tx.Exec(q); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAppendRollsBackWithItsTransaction(t *testing.T) {
	s := open(t)
	appendN(t, s, 3)
	failed := errors.New("the work failed")
	err := s.Update(t.Context(), func(tx *spool.Tx) error {
		if _, err := audit.Append(tx, audit.Entry{Time: began, Who: "x", What: audit.Released}); err != nil {
			return err
		}
		return failed
	})
	if !errors.Is(err, failed) {
		t.Fatal(err)
	}
	appendN(t, s, 1)
	if c := verify(t, s, audit.Head{}); !c.OK() || c.Entries != 4 {
		t.Errorf("got %+v", c)
	}
}

func TestConcurrentAppends(t *testing.T) {
	s := open(t)
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() { appendN(t, s, 5) })
	}
	wg.Wait()
	if c := verify(t, s, audit.Head{}); !c.OK() || c.Entries != 100 {
		t.Errorf("got %+v", c)
	}
}

func TestAppendWantsTimeWhoWhat(t *testing.T) {
	s := open(t)
	for _, e := range []audit.Entry{{Who: "x", What: audit.Held}, {Time: began, What: audit.Held}, {Time: began, Who: "x"}} {
		err := s.Update(t.Context(), func(tx *spool.Tx) error {
			_, err := audit.Append(tx, e)
			return err
		})
		if err == nil {
			t.Errorf("%+v was taken", e)
		}
	}
}

func TestList(t *testing.T) {
	s := open(t)
	appendN(t, s, 10)
	for name, c := range map[string]struct {
		filter audit.Filter
		want   []int64
	}{
		"newest first":  {audit.Filter{Limit: 3}, []int64{10, 9, 8}},
		"the next page": {audit.Filter{Limit: 3, Before: 8}, []int64{7, 6, 5}},
		"who":           {audit.Filter{Who: "person1"}, []int64{8, 5, 2}},
		"what":          {audit.Filter{What: audit.Held}, nil},
		"message":       {audit.Filter{Message: "m4"}, []int64{5}},
		"time":          {audit.Filter{From: began.Truncate(time.Microsecond).Add(2 * time.Second), Until: began.Add(4 * time.Second).Truncate(time.Microsecond)}, []int64{4, 3}},
		"no SQL in it":  {audit.Filter{Who: `' OR '1'='1`}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got []int64
			err := s.View(t.Context(), func(tx *spool.Tx) error {
				entries, err := audit.List(tx, c.filter)
				for _, e := range entries {
					got = append(got, e.Seq)
				}
				return err
			})
			if err != nil || fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("got %v, want %v (%v)", got, c.want, err)
			}
		})
	}
}

func TestExport(t *testing.T) {
	s := open(t)
	last := appendN(t, s, 4)
	var b bytes.Buffer
	if err := audit.Export(t.Context(), s, &b); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) != 5 {
		t.Fatalf("%d lines, want 4 entries and the head", len(lines))
	}
	var e audit.Entry
	if err := json.Unmarshal([]byte(lines[3]), &e); err != nil || e.Hash != last.Hash || e.Detail["a<b"] != "c&d" {
		t.Errorf("last entry %+v, %v", e, err)
	}
	if want := fmt.Sprintf(`{"head":{"seq":4,"hash":%q}}`, last.Hash); lines[4] != want {
		t.Errorf("head %s, want %s", lines[4], want)
	}
}

func TestParseHead(t *testing.T) {
	for _, s := range []string{"", "5", "5:", "0:" + strings.Repeat("a", 64), "x:" + strings.Repeat("a", 64), "5:abc"} {
		if _, err := audit.ParseHead(s); err == nil {
			t.Errorf("%q was taken", s)
		}
	}
}
