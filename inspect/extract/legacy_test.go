package extract

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/postlock/postlock/inspect"
)

// fakeOutput keeps everything a reader gives.
type fakeOutput struct {
	texts      []inspect.Text
	rows       []inspect.Row
	unread     []inspect.Unreadable
	children   []file
	limit      int // rows and texts after which it says stopped; 0 for none
	read, deep bool
}

func (o *fakeOutput) text(part string, line int, hidden bool, s string) {
	o.texts = append(o.texts, inspect.Text{Place: inspect.Place{Part: part, Line: line}, Hidden: hidden, Text: s})
}

func (o *fakeOutput) row(r inspect.Row) {
	r.Cells = append([]string(nil), r.Cells...)
	r.HiddenCells = append([]bool(nil), r.HiddenCells...)
	o.rows = append(o.rows, r)
}

func (o *fakeOutput) unreadable(part string, why inspect.Why, detail string) {
	o.unread = append(o.unread, inspect.Unreadable{Where: inspect.Place{Part: part}, Why: why, Detail: detail})
}

func (o *fakeOutput) child(name string, data []byte, hidden bool) {
	o.children = append(o.children, file{name: name, data: append([]byte(nil), data...), hidden: hidden})
}

func (o *fakeOutput) stopped() bool {
	return o.limit > 0 && len(o.texts)+len(o.rows)+len(o.children) > o.limit
}

// all is every word given, one line a text or row.
func (o *fakeOutput) all() string {
	var b strings.Builder
	for _, t := range o.texts {
		b.WriteString(t.Text + "\n")
	}
	for _, r := range o.rows {
		b.WriteString(strings.Join(r.Cells, "\t") + "\n")
	}
	return b.String()
}

func (o *fakeOutput) dump() string {
	var b strings.Builder
	for _, t := range o.texts {
		fmt.Fprintf(&b, "text %q hidden=%v %q\n", t.Place, t.Hidden, t.Text)
	}
	for _, r := range o.rows {
		fmt.Fprintf(&b, "row %q:%d table=%d head=%v hidden=%v %q %v\n", r.Place, r.Place.Line, r.Table, r.Header, r.Hidden, r.Cells, r.HiddenCells)
	}
	for _, u := range o.unread {
		fmt.Fprintf(&b, "unreadable %q %s %s\n", u.Where, u.Why, u.Detail)
	}
	for _, c := range o.children {
		fmt.Fprintf(&b, "child %q %d bytes hidden=%v\n", c.name, len(c.data), c.hidden)
	}
	return b.String()
}

// readFixture reads a file of testdata.
func readFixture(t *testing.T, name string, read reader) *fakeOutput {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	out := &fakeOutput{}
	if err := read(&file{path: name, name: name, data: data}, out); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return out
}

// legacyReaders are the readers of this file's formats by file ending.
func legacyReaders() map[string]reader {
	return map[string]reader{"xls": readXLS, "doc": readDOC, "ppt": readPPT, "xlsb": readXLSB, "rtf": readRTF, "msg": readMSG, "dat": readTNEF,
		"vcf": readVCard, "ics": readICal, "ldif": readLDIF, "mbox": readMbox}
}

// corpus is the folder with other people's files beside a checkout, "" when
// it is not there.
func corpus() string {
	const dir = "../../../shared/corpus"
	if _, err := os.Stat(dir); err != nil {
		return ""
	}
	return dir
}

// words splits as search engines do. Numbers are left to the unit tests: peers
// show dates and thousands in ways of their own.
func words(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(w) > 1 && strings.ContainsFunc(w, unicode.IsLetter) {
			set[strings.ToLower(w)] = true
		}
	}
	return set
}

// TestLegacyRecall compares with what LibreOffice (.lo) and catdoc (.cat) read.
// Their texts are made beforehand into the folder LEGACY_ORACLE, NAME.lo and
// NAME.cat for each file; LEGACY_MADE is a folder of more files to read.
func TestLegacyRecall(t *testing.T) {
	dir, oracle := corpus(), os.Getenv("LEGACY_ORACLE")
	if dir == "" || oracle == "" {
		t.Log("no corpus beside the checkout, or LEGACY_ORACLE not set: nothing compared")
		return
	}
	for ext, read := range legacyReaders() {
		files, _ := filepath.Glob(filepath.Join(dir, "office", "*."+ext))
		if made := os.Getenv("LEGACY_MADE"); made != "" {
			more, _ := filepath.Glob(filepath.Join(made, "*."+ext))
			files = append(files, more...)
		}
		have := map[string]map[string]bool{}
		note := map[string]string{}
		start := time.Now()
		for _, path := range files {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			out := &fakeOutput{}
			err = read(&file{path: filepath.Base(path), data: data}, out)
			have[path], note[path] = words(out.all()), fmt.Sprint(err, out.unread)
		}
		t.Logf("%s: %d files in %v", ext, len(files), time.Since(start))
		for _, peer := range []string{".lo", ".cat"} {
			recallAgainst(t, oracle, peer, ext, have, note)
		}
	}
}

// recallAgainst prints the files that lack words a peer has found.
func recallAgainst(t *testing.T, oracle, peer, ext string, have map[string]map[string]bool, note map[string]string) {
	good, compared := 0, 0
	for _, path := range slices.Sorted(maps.Keys(have)) {
		b, err := os.ReadFile(filepath.Join(oracle, filepath.Base(path)+peer))
		want, missing := words(string(b)), []string{}
		if err != nil || len(want) == 0 {
			continue
		}
		for w := range want {
			if !have[path][w] {
				missing = append(missing, w)
			}
		}
		compared++
		recall := 1 - float64(len(missing))/float64(len(want))
		if recall >= 0.95 {
			good++
			continue
		}
		slices.Sort(missing)
		t.Logf("  %.2f of %d %s: missing %q %s", recall, len(want), filepath.Base(path), missing[:min(len(missing), 12)], note[path])
	}
	if compared == 0 {
		return
	}
	t.Logf("%s against %s: %d compared, %d with at least 95 %% of the words", ext, peer, compared, good)
}

// TestDumpLegacy prints what is read from the file DUMP, for whoever looks
// into a format.
func TestDumpLegacy(t *testing.T) {
	path := os.Getenv("DUMP")
	if path == "" {
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	out := &fakeOutput{}
	err = legacyReaders()[strings.TrimPrefix(filepath.Ext(path), ".")](&file{path: filepath.Base(path), data: data}, out)
	t.Logf("%v\n%s", err, out.dump())
}

// TestLegacyOutcomes prints the files that were not read whole.
func TestLegacyOutcomes(t *testing.T) {
	for ext, read := range legacyReaders() {
		files, _ := filepath.Glob(filepath.Join(corpus(), "*", "*."+ext))
		for _, path := range files {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			out := &fakeOutput{}
			if err := read(&file{path: filepath.Base(path), data: data}, out); err != nil || len(out.unread) > 0 || len(out.all()) == 0 {
				t.Logf("%s: %v %v, %d bytes of text", filepath.Base(path), err, out.unread, len(out.all()))
			}
		}
	}
}

// seedFixtures adds files of testdata as seeds.
func seedFixtures(f *testing.F, names ...string) {
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
}

// fuzzReader reads any bytes: no panic, no hang, text in UTF-8.
func fuzzReader(f *testing.F, read reader) {
	f.Fuzz(func(t *testing.T, data []byte) {
		out := &fakeOutput{limit: 10000}
		_ = read(&file{path: "x", data: data}, out)
		checkOutput(t, out)
	})
}

// checkOutput holds the promises every reader makes.
func checkOutput(t *testing.T, out *fakeOutput) {
	t.Helper()
	for _, x := range out.texts {
		if !utf8.ValidString(x.Text) {
			t.Errorf("text %q is not UTF-8", x.Text)
		}
	}
	for _, r := range out.rows {
		for _, c := range r.Cells {
			if !utf8.ValidString(c) {
				t.Errorf("cell %q is not UTF-8", c)
			}
		}
		if r.HiddenCells != nil && len(r.HiddenCells) != len(r.Cells) {
			t.Errorf("%d cells, %d marks", len(r.Cells), len(r.HiddenCells))
		}
	}
}
