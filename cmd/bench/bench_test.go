package main

import (
	"bytes"
	"context"
	"fmt"
	"image/jpeg"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// TestSinkCounts: every message is counted once, whatever the connections.
func TestSinkCounts(t *testing.T) {
	s, m := startSink(t)
	for _, perConn := range []int{1, 3} {
		id := fmt.Sprintf("run-%d", perConn)
		e := s.expect(id, m.expect(20))
		took, err := send(t.Context(), s.address(), 20, 4, perConn, m, id)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.result(e); err != nil {
			t.Error(err)
		}
		for i, d := range took {
			if d <= 0 {
				t.Errorf("message %d took no time", i)
			}
		}
	}
}

// TestSinkNotices: what is lost, changed, doubled or foreign is told.
func TestSinkNotices(t *testing.T) {
	s, m := startSink(t)
	for _, c := range []struct {
		says  string
		other *mail
		id    string
		times int
		left  int
	}{
		{"did not arrive", m, "it", 1, 1},
		{"came twice", m, "it", 2, 0},
		{"not as sent", newMail("changed", [][]byte{[]byte("other\r\n")}), "it", 1, 0},
		{"not as sent", m, "somebody-else", 1, 0},
	} {
		e := s.expect("it", m.expect(5))
		for range c.times {
			if _, err := send(context.Background(), s.address(), 5-c.left, 1, 1, c.other, c.id); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.result(e); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("wanted %q, got %v", c.says, err)
		}
	}
}

func startSink(t *testing.T) (*sink, *mail) {
	s, err := newSink()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.close)
	return s, newMail("small", [][]byte{related(nil), related(&attachment{"a.bin", "application/octet-stream", bytes.Repeat([]byte("data"), 999)})})
}

// TestSizes: the mails are as long as their names say, in lines that every
// relay takes, none of which begins with a dot.
func TestSizes(t *testing.T) {
	all, err := sizes("")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"5 kB": 5_000, "100 kB": 100_000, "5 MB": 5_000_000}
	for _, m := range all {
		for i, b := range m.bodies {
			if n := len(b) + len(m.head("id", i)); n < want[m.name]*7/10 || n > want[m.name]*13/10 {
				t.Errorf("%s, body %d: %d bytes", m.name, i, n)
			}
			for line := range bytes.Lines(b) {
				if len(line) > 1000 || line[0] == '.' || !bytes.HasSuffix(line, []byte("\r\n")) {
					t.Fatalf("%s, body %d: line %.80q", m.name, i, line)
				}
			}
		}
	}
}

// TestWorkbook: another program reads what we write.
func TestWorkbook(t *testing.T) {
	data, err := peopleWorkbook(30)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("Sheet1")
	if err != nil || len(rows) != 31 || rows[0][1] != "First name" || rows[30][0] != "30" {
		t.Errorf("%d rows, error %v: %q", len(rows), err, rows[len(rows)-1])
	}
}

func TestPhoto(t *testing.T) {
	data, err := photo(300_000)
	if err != nil {
		t.Fatal(err)
	}
	if len(data) < 200_000 || len(data) > 400_000 {
		t.Errorf("%d bytes", len(data))
	}
	if _, err := jpeg.Decode(bytes.NewReader(data)); err != nil {
		t.Error(err)
	}
}

// TestWatch: the memory of a child counts, also of one that comes later.
func TestWatch(t *testing.T) {
	stop := watch([]int{os.Getpid()}, time.Millisecond)
	own := resident([]int{os.Getpid()})
	cmd := exec.Command("sleep", "60")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Wait()
	defer cmd.Process.Kill()
	members, _ := lookFor([]int{os.Getpid()})
	if !slices.Contains(members, os.Getpid()) || !slices.Contains(members, cmd.Process.Pid) {
		t.Errorf("%v lacks %d or %d", members, os.Getpid(), cmd.Process.Pid)
	}
	if both := resident(members); own == 0 || both <= resident([]int{cmd.Process.Pid}) {
		t.Errorf("%d bytes, with the child %d", own, both)
	}
	if peak := stop(); peak < own/2 {
		t.Errorf("the peak is %d, and there were %d", peak, own)
	}
}

// TestParseStat reads a line of /proc whose command tries to look like fields.
func TestParseStat(t *testing.T) {
	line := "77 (a) R 1 (b)) S 12 1 1 0 -1 0 0 0 0 0 5 6 7 8 20 0 1 0 100 999 3 0"
	p, ok := parseStat([]byte(line))
	if !ok || p.parent != 12 || p.cpu != 26*tick || p.self != 11*tick {
		t.Errorf("%+v %v", p, ok)
	}
	if _, ok := parseStat([]byte("77 (cut off) S 1 2")); ok {
		t.Error("a line without the fields was read")
	}
}
