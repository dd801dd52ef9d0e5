package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/postlock/postlock/inspect"
	"github.com/postlock/postlock/inspect/detect"
	"github.com/postlock/postlock/inspect/extract"
	"github.com/postlock/postlock/inspect/rule"
)

// place is a line of testdata/places/expect.tsv: what stands where in a file, or why
// something of it cannot be read.
type place struct {
	what, words string // "hidden row", "CPR 120385-1234"; words are empty for a reason
	where       string
	how         string // "hidden", "shown", or the reason
}

// places are the wanted places of each file. A line of "nothing" is for a file without
// words that nobody need look at.
func places(t *testing.T) map[string][]place {
	data, err := os.ReadFile("testdata/places/expect.tsv")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]place{}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if len(f) != 5 {
			t.Fatalf("%d columns in %q", len(f), line)
		}
		all[f[0]] = append(all[f[0]], place{f[1], f[2], f[3], f[4]})
	}
	return all
}

// TestEveryPlace walks every kind of file, every place in them where words hide, and
// every reason: "scan --json" names them all, and none that is not there.
func TestEveryPlace(t *testing.T) {
	wanted := places(t)
	var files []string
	for name := range wanted {
		files = append(files, filepath.Join("testdata", "places", name))
	}
	slices.Sort(files)
	there, err := filepath.Glob("testdata/places/*")
	if err != nil || len(there) != len(files)+2 { // the table and its README
		t.Errorf("%d files, %d in the table, %v", len(there), len(files), err)
	}
	var out, log bytes.Buffer
	if err := scan(t.Context(), stdio{out: &out, err: &log}, append([]string{"--json"}, files...)); err != nil {
		t.Fatalf("%v %s", err, &log)
	}
	d := json.NewDecoder(&out)
	for _, name := range files {
		var l line
		if err := d.Decode(&l); err != nil || l.File != name {
			t.Fatalf("%s: %s, %v", name, l.File, err)
		}
		checkLine(t, l, wanted[filepath.Base(name)])
	}
}

// checkLine compares the places of a line's findings and its reasons, both ways.
func checkLine(t *testing.T, l line, wanted []place) {
	var want, got []string
	add := func(all *[]string, where, how string) {
		if s := where + "\t" + how; !slices.Contains(*all, s) {
			*all = append(*all, s)
		}
	}
	hold := false
	for _, p := range wanted {
		if p.what != "nothing" {
			add(&want, p.where, p.how)
			hold = true
		}
	}
	for _, f := range l.Findings {
		add(&got, f.Where, map[bool]string{true: "hidden", false: "shown"}[f.Hidden])
	}
	for _, u := range l.Unreadable {
		add(&got, u.Where, u.Why)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) || hold != (l.Action == "hold") {
		t.Errorf("%s: %s\n%s\nwant\n%s", l.File, l.Action, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// witness sees what detection is given.
type witness struct {
	inspect.Detector
	seen []place
}

func (w *witness) Text(x inspect.Text) {
	w.see(x.Place, x.Hidden, x.Text)
	w.Detector.Text(x)
}

func (w *witness) Row(r inspect.Row) {
	for i, c := range r.Cells {
		w.see(r.Place, r.Hidden || i < len(r.HiddenCells) && r.HiddenCells[i], c)
	}
	w.Detector.Row(r)
}

func (w *witness) see(at inspect.Place, hidden bool, words string) {
	w.seen = append(w.seen, place{"", words, at.String(), map[bool]string{true: "hidden", false: "shown"}[hidden]})
}

// TestEveryWord is the same for each of the words, of which a finding tells only how
// many there are.
func TestEveryWord(t *testing.T) {
	in, closePool, err := newInspector(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer closePool()
	s := &scanner{rules: rule.Default(), inspector: in}
	var w *witness
	in.Detect = func(p inspect.Parties) inspect.Detector {
		w = &witness{Detector: detect.New(p, detect.Options{})}
		return w
	}
	for name, wanted := range places(t) {
		if _, _, err := s.one(t.Context(), filepath.Join("testdata", "places", name)); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, p := range wanted {
			if p.words == "" {
				continue
			}
			if want, got := placesOf(wanted, p.words), placesOf(w.seen, p.words); !slices.Equal(want, got) {
				t.Errorf("%s: %s %q is at %q, want %q", name, p.what, p.words, got, want)
			}
		}
	}
}

// placesOf gives the distinct places of words, in order.
func placesOf(all []place, words string) (at []string) {
	for _, p := range all {
		if strings.Contains(p.words, words) {
			at = append(at, p.where+"\t"+p.how)
		}
	}
	slices.Sort(at)
	return slices.Compact(at)
}

// TestTimedOut has a file that is not read in time named.
func TestTimedOut(t *testing.T) {
	pool, err := extract.NewPool(extract.Options{Limits: extract.Limits{Time: time.Millisecond}})
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	in := &inspect.Inspector{Extract: pool, Detect: func(p inspect.Parties) inspect.Detector { return detect.New(p, detect.Options{}) }}
	long := filepath.Join(t.TempDir(), "long.csv")
	if err := os.WriteFile(long, bytes.Repeat([]byte("Anna;Berg;1\n"), 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	l, _, err := (&scanner{rules: rule.Default(), inspector: in}).one(t.Context(), long)
	if err != nil || l.Action != "hold" || len(l.Unreadable) != 1 || l.Unreadable[0].Where != "long.csv" || l.Unreadable[0].Why != string(inspect.TimedOut) {
		t.Errorf("%+v, %v", l, err)
	}
}
